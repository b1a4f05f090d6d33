using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>The workload containers. What Pebble is told it does at once: nothing of it is taken back when the hook is thrown away, as little as Juju
/// does. Unlike hook commands it may be asked by several at a time.</content>
internal sealed partial class HookTransaction
{
    private const string Programs = "programs in workload containers";
    private const string HasEnded = "the hook has ended";
    private const string Image = "files of a workload container's image";

    // Null where nobody but the hook itself asks anything.
    private readonly Lock? _gate;
    private UnitContainer[]? _containers;
    private Lacking? _missed;

    /// <summary>The containers whose Pebble is up: those of a unit that has run <c>start</c>.</summary>
    internal IReadOnlyList<string> ContainersUp => _unit.Started ? [.. _unit.Containers.Select(container => container.Name)] : [];

    /// <summary>The containers as the hook left them; null if it asked none.</summary>
    internal UnitContainer[]? NewContainers => _containers;

    /// <summary>A request to the Pebble of a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="request">The request.</param>
    /// <param name="commands">What commands in the container answer.</param>
    internal PebbleResponse AskPebble(string container, PebbleRequest request, WorkloadCommands commands)
    {
        if (_gate is null)
        {
            return PebbleResponse.Error(503, HasEnded);
        }

        lock (_gate)
        {
            int at = _ended ? -1 : _unit.IndexOfContainer(container);
            if (at < 0)
            {
                return PebbleResponse.Error(503, HasEnded);
            }

            UnitContainer[] now = _containers ?? _unit.Containers;
            PebbleAnswer answer = PebbleApi.Answer(now[at].Pebble, request, commands);
            if (answer.Lacks is { } lacks)
            {
                bool command = lacks.StartsWith("exec ", StringComparison.Ordinal);
                Record(new Lacking($"pebble {container} {lacks}", command ? Programs : Image, command ? "cannot find executable" : "no such file or directory"));
            }
            else if (answer.Did is { } did)
            {
                Record(new OtherCommand($"pebble {container} {did}"));
            }

            if (answer.Missed is { } missed)
            {
                _missed ??= new Lacking($"pebble {container} read {missed}", Image, "no such file or directory");
            }

            _containers = now.Replaced(at, now[at] with { Pebble = answer.State });
            return answer.Response;
        }
    }

    /// <summary>What comes out of a socket of a command's task.</summary>
    /// <exception cref="PebbleRefusal">There is no such socket.</exception>
    internal ReadOnlyMemory<byte> PebbleOutput(string container, string task, string socket)
    {
        if (_gate is null)
        {
            throw new PebbleRefusal(503, HasEnded);
        }

        lock (_gate)
        {
            int at = _ended ? -1 : _unit.IndexOfContainer(container);
            return at < 0 ? throw new PebbleRefusal(503, HasEnded) : ExecCalls.Output((_containers ?? _unit.Containers)[at].Pebble, task, socket);
        }
    }

    /// <summary>The charm was refused a connection within its own unit, where under Juju its workload listens.</summary>
    internal void NoteRefusedConnection() => Record(new Lacking("connect localhost", Programs, "connection refused"));

    /// <summary>The charm sought somebody whom it does not reach in isolation, and failed.</summary>
    internal void NoteUnreachable() => Record(new Lacking("connect", "network beyond the unit, whose hooks are isolated", "network is unreachable"));

    // A charm may well look for a file that is not there; if it fails thereafter, an image would have had it, for all that is known.
    private void NoteMissed()
    {
        if (_missed is not null)
        {
            Record(_missed);
        }
    }

    // From here on the charm meets no Pebble where under Juju it would.
    private void NoteNoPebble()
    {
        if (Hook.Kind == HookKind.Start && Metadata.NoPebble is { } reason)
        {
            Record(new Lacking("pebble-ready", $"Pebble for workload containers, as {reason}", "no Pebble is up"));
        }
    }
}
