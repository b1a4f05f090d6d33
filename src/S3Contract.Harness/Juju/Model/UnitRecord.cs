using System.Collections.Immutable;
using System.Globalization;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Model;

/// <summary>A unit: what the controller stores of it and what its agent remembers (§9).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address, in 127.0.0.0/8 so that no charm under test ever reaches out.</param>
internal sealed record UnitRecord(UnitName Name, string Address)
{
    private Remembered _hash;

    /// <summary>The hash of what counts of it, apart from what that is only beside the rest of the world.</summary>
    public Hash128 Hash => _hash.Of(this, WorldHashes.Of);

    /// <summary>The name as text, made once.</summary>
    public string Text { get; } = Name.ToString();

    /// <summary>Is it being removed?</summary>
    public bool Dying { get; init; }

    public bool Installed { get; init; }

    public bool Started { get; init; }

    /// <summary>The version of the charm that is in the unit's folder.</summary>
    public int CharmVersion { get; init; }

    public bool Stopped { get; init; }

    /// <summary>Has leader-elected been run for the present tenure?</summary>
    public bool LeaderAccepted { get; init; }

    /// <summary>The version of the leader settings at the last leader-settings-changed; 0 before.</summary>
    public int LeaderSettingsSeen { get; init; }

    /// <summary>The configuration at the last config-changed.</summary>
    public ConfigState? ConfigSeen { get; init; }

    /// <summary>Has the update-status timer fired?</summary>
    public bool UpdateStatusDue { get; init; }

    /// <summary>The relations whose scope the unit has entered and not left, by number.</summary>
    public UnitRelation[] Relations { get; init; } = [];

    /// <summary>The hook that is queued, or that failed and waits for its retry; null when idle.</summary>
    public HookTask? Task { get; init; }

    public WaitingAction[] Actions { get; init; } = [];

    public Fault? Armed { get; init; }

    public StatusView Workload { get; init; } = new("waiting", "installing agent");

    /// <summary>Has the charm ever set a status?</summary>
    public bool StatusIsCharms { get; init; }

    public ImmutableSortedDictionary<string, string> CharmState { get; init; } = TextMap.Empty;

    /// <summary>In the order of their numbers.</summary>
    public UnitStorage[] Storage { get; init; } = [];

    public OpenedPort[] Ports { get; init; } = [];

    /// <summary>The workload containers, in the order of the charm's metadata; none if nobody keeps a Pebble for them.</summary>
    public UnitContainer[] Containers { get; init; } = [];

    /// <summary>Where the container of that name is; -1 if there is none.</summary>
    public int IndexOfContainer(string? name) => Array.FindIndex(Containers, container => string.Equals(container.Name, name, StringComparison.Ordinal));

    /// <summary>Is nothing of the charm there: not installed, no hook under way, no storage attached?</summary>
    public bool IsUntouched => !Installed && Task is null && !Array.Exists(Storage, static storage => storage.Attached);

    /// <summary>Is the unit in hook error?</summary>
    public bool InError => Task is { Failed: true };

    public static string AddressOf(int application, int unit) => string.Create(
        CultureInfo.InvariantCulture, $"127.{1 + (application % 254)}.{unit / 250 % 250}.{1 + (unit % 250)}");

    public int IndexOf(RelationId relation)
    {
        for (int i = 0; i < Relations.Length; i++)
        {
            if (Relations[i].Id == relation)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A filesystem that belongs to a unit.</summary>
/// <param name="Id">Its name and number: <c>data/0</c>.</param>
/// <param name="Attached">Has storage-attached been run?</param>
internal readonly record struct UnitStorage(string Id, bool Attached);

/// <summary>A hook that an agent has decided on: its retry is of the same hook, with the same version (§3.3).</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Version">The version of the databag, or of the leader settings, in the snapshot when the hook was chosen.</param>
/// <param name="Attempt">How many times it was tried before.</param>
/// <param name="Failed">Is it waiting for a retry (hook error), rather than queued?</param>
internal sealed record HookTask(Hook Hook, int Version, int Attempt, bool Failed);

/// <summary>An action that waits for its unit.</summary>
/// <param name="Id">Its number in the model.</param>
/// <param name="Name">The action.</param>
/// <param name="Values">The parameters with their types, defaults filled in.</param>
internal sealed record WaitingAction(int Id, string Name, ActionParameter Values);

/// <summary>What an agent remembers of a relation (§2.3).</summary>
/// <param name="Id">The relation.</param>
internal sealed record UnitRelation(RelationId Id)
{
    private Remembered _hash;

    /// <summary>The hash of what counts of it, apart from what that is only beside the relation itself.</summary>
    public Hash128 Hash => _hash.Of(this, WorldHashes.Of);

    /// <summary>Has relation-created been run?</summary>
    public bool Created { get; init; }

    /// <summary>The version of the counterpart application's databag at its last relation-changed; 0 before.</summary>
    public int ApplicationVersion { get; init; }

    /// <summary>The unit that has joined and whose relation-changed comes next.</summary>
    public UnitName? ChangedPending { get; init; }

    /// <summary>The units whose joined hook was run, in the order of their names as text.</summary>
    public SeenUnit[] Members { get; init; } = [];

    public int IndexOf(UnitName unit)
    {
        for (int i = 0; i < Members.Length; i++)
        {
            if (Members[i].Unit == unit)
            {
                return i;
            }
        }

        return -1;
    }

    public UnitRelation Joined(SeenUnit seen)
    {
        int at = IndexOf(seen.Unit);
        if (at >= 0)
        {
            return this with { Members = Members.Replaced(at, seen), ChangedPending = seen.Unit };
        }

        at = 0;
        while (at < Members.Length && UnitOrder.Compare(Members[at].Unit, seen.Unit) < 0)
        {
            at++;
        }

        return this with { Members = Members.Inserted(at, seen), ChangedPending = seen.Unit };
    }
}

/// <summary>A remote unit that an agent has seen join.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Version">The version of its databag at its last joined or changed hook.</param>
/// <param name="Cached">What the agent keeps of its databag across hooks (§3.2); null if the next read asks the controller.</param>
internal readonly record struct SeenUnit(UnitName Unit, int Version, Bag? Cached);
