using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>One running hook: what the charm asks of Juju and tells it, under Juju's rules, until it is committed or thrown away.
/// A command that Juju refuses is recorded as a <see cref="Refusal"/> and throws <see cref="HookCommandException"/> with Juju's text.
/// Not safe for use by several threads at once: Juju, too, runs the commands of one hook one after the other (§4.1).</summary>
internal sealed partial class HookTransaction : IHookCommands
{
    private readonly World _world;
    private readonly UnitRecord _unit;
    private readonly ApplicationRecord _application;
    private readonly SimulationOptions _options;
    private readonly WaitingAction? _action;
    private List<HookEntry>? _entries;
    private bool _ended;

    internal HookTransaction(World world, int unitAt, Hook hook, bool loseLeadership, SimulationOptions options)
    {
        _world = world;
        _unit = world.Units[unitAt];
        _application = world.Application(_unit.Name.Application);
        _options = options;
        SecretsNow = world.Secrets;
        Hook = hook;
        _action = hook.Kind == HookKind.Action ? _unit.Actions[0] : null;
        _leads = LedAtStart = _application.Leader == _unit.Name;
        _gate = _unit.Containers.Length > 0 || world.S3 is not null ? new Lock() : null;
        _nextLeader = loseLeadership && _leads ? Leadership.After(world, _unit.Name) : null;
        NoteNoPebble();
    }

    /// <summary>The unit the hook runs on.</summary>
    public UnitName Unit => _unit.Name;

    /// <summary>The hook.</summary>
    public Hook Hook { get; }

    /// <summary>The charm's metadata.</summary>
    public CharmMetadata Metadata => _application.Charm.Metadata;

    /// <summary>What Juju tells the charm through environment variables.</summary>
    internal HookVariables Environment => HookVariables.Of(_world, _unit, Metadata, Hook, _action, _options) with
    {
        StorageLocation = Hook.Storage is { } storage ? StorageLocation(storage) : null,
    };

    internal World World => _world;

    internal IReadOnlyList<HookEntry> Entries => _entries ?? (IReadOnlyList<HookEntry>)[];

    internal WaitingAction? Action => _action;

    /// <summary>A host saw the charm emit a custom event.</summary>
    /// <param name="name">Its name in kebab case.</param>
    /// <param name="relation">The relation it is about; null if that cannot be told.</param>
    /// <param name="other">The name that the charm's library gives it, if that is another one.</param>
    public void Emitted(string name, RelationId? relation, string? other = null)
    {
        Databag seen = relation is { } id && _world.IndexOfRelation(id) is >= 0 and int at
            ? _world.RelationStates[at].Counterpart(Unit.Application).Bag.Content
            : Databag.Empty;
        Record(new EventEmitted(name, relation, seen) { As = other });
    }

    /// <summary>A host saw something that the transaction itself cannot: a refused command line, an unknown command.</summary>
    public void Record(HookEntry entry)
    {
        if (_gate is null)
        {
            (_entries ??= []).Add(entry);
            return;
        }

        lock (_gate)
        {
            (_entries ??= []).Add(entry);
        }
    }

    /// <summary>From now on every command is refused: the hook's process is gone.</summary>
    /// <param name="failed">Has the charm failed?</param>
    internal void End(bool failed = false)
    {
        if (_gate is null)
        {
            _ended = true;
            return;
        }

        lock (_gate)
        {
            if (failed)
            {
                NoteMissed();
            }

            _ended = true;
        }
    }

    private void Require(string command)
    {
        if (_ended)
        {
            throw new HookCommandException(command, "bad request: the hook has ended");
        }
    }

    // A process does not find such a command on its PATH; a charm in this process finds out here.
    private void RequireOfThisJuju(string command)
    {
        Require(command);
        if (!_options.Juju.HasCommand(command.Split(' ')[0]))
        {
            throw Refuse(command, $"there is no such command in Juju {_options.Juju}", 127);
        }
    }

    private HookCommandException Refuse(
        string command, string reason, int exitCode = 1, RelationId? relation = null, bool write = false, bool read = false, string arguments = "")
    {
        Record(new Refusal(command + arguments, reason, relation, write, read));
        return new HookCommandException(command, reason, exitCode);
    }
}
