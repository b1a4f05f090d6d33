using System.Collections.Immutable;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Juju.Model;

/// <summary>What an agent remembers after a hook was done: run with success, or resolved without a retry.</summary>
internal static class AgentMemory
{
    /// <summary>The unit after the hook, idle unless the hook queues another.</summary>
    public static UnitRecord After(UnitRecord unit, Hook hook, int version, ConfigState config)
    {
        switch (hook.Kind)
        {
            case HookKind.Install:
                return unit with { Task = null, Installed = true };
            case HookKind.Start:
                return unit with
                {
                    Task = null,
                    Started = true,
                    Workload = unit.StatusIsCharms ? unit.Workload : StatusView.Unknown,
                };
            case HookKind.ConfigChanged:
                return unit with { Task = unit.Started ? null : QueuedStart, ConfigSeen = config };
            case HookKind.UpgradeCharm:
                return unit with { Task = QueuedConfigChanged };
            case HookKind.LeaderElected:
                return unit with { Task = null, LeaderAccepted = true };
            case HookKind.LeaderSettingsChanged:
                return unit with { Task = null, LeaderSettingsSeen = version };
            case HookKind.StorageAttached or HookKind.StorageDetaching:
                int stored = IndexOf(unit.Storage, hook.Storage);
                UnitStorage[] storage = hook.Kind == HookKind.StorageDetaching
                    ? unit.Storage.Without(stored)
                    : unit.Storage.Replaced(stored, unit.Storage[stored] with { Attached = true });
                return unit with { Task = null, Storage = storage };
            case HookKind.PebbleReady or HookKind.PebbleCheckFailed or HookKind.PebbleCheckRecovered or HookKind.PebbleCustomNotice:
                int told = unit.IndexOfContainer(hook.Workload);
                return told < 0
                    ? unit with { Task = null }
                    : unit with { Task = null, Containers = unit.Containers.Replaced(told, After(unit.Containers[told], hook)) };
            case HookKind.Stop:
                return unit with { Task = null, Stopped = true };
            case HookKind.RelationBroken:
                int broken = unit.IndexOf(hook.Relation!.Value);
                return unit with { Task = null, Relations = broken < 0 ? unit.Relations : unit.Relations.Without(broken) };
            case HookKind.RelationCreated or HookKind.RelationJoined or HookKind.RelationChanged or HookKind.RelationDeparted:
                int at = unit.IndexOf(hook.Relation!.Value);
                return at < 0
                    ? unit with { Task = null }
                    : unit with { Task = null, Relations = unit.Relations.Replaced(at, After(unit.Relations[at], hook, version)) };
            default:
                return unit.Task is null ? unit : unit with { Task = null };
        }
    }

    /// <summary>The hook that a machine's boot, and the first config-changed, queue.</summary>
    public static HookTask QueuedStart { get; } = new(PlainHooks.Of(HookKind.Start), 0, 0, false);

    private static HookTask QueuedConfigChanged { get; } = new(PlainHooks.Of(HookKind.ConfigChanged), 0, 0, false);

    private static int IndexOf(UnitStorage[] storage, string? id) =>
        Array.FindIndex(storage, one => string.Equals(one.Id, id, StringComparison.Ordinal));

    // A container that was started anew in between has forgotten what the hook was about.
    private static UnitContainer After(UnitContainer container, Hook hook)
    {
        if (hook.Kind == HookKind.PebbleReady)
        {
            return container with { ReadyBoot = container.Pebble.Boot };
        }

        ImmutableList<PebbleEvent> events = container.Pebble.Events;
        return events.Count > 0 && events[0].Kind == hook.Kind && string.Equals(events[0].Check, hook.Check, StringComparison.Ordinal)
            && string.Equals(events[0].NoticeId, hook.NoticeId, StringComparison.Ordinal)
            ? container with { Pebble = container.Pebble with { Events = events.RemoveAt(0) } }
            : container;
    }

    // §2.3, "Local update after success only".
    private static UnitRelation After(UnitRelation relation, Hook hook, int version)
    {
        if (hook.Kind == HookKind.RelationCreated)
        {
            return relation with { Created = true, ApplicationVersion = 0 };
        }

        if (hook.RemoteUnit is not { } remote)
        {
            return relation with { ApplicationVersion = version };
        }

        int at = relation.IndexOf(remote);
        switch (hook.Kind)
        {
            case HookKind.RelationJoined:
                return relation.Joined(new SeenUnit(remote, version, at < 0 ? null : relation.Members[at].Cached));
            case HookKind.RelationChanged:
                return relation with
                {
                    ChangedPending = null,
                    Members = at < 0 ? relation.Members : relation.Members.Replaced(at, relation.Members[at] with { Version = version }),
                };
            default:
                return relation with
                {
                    ChangedPending = relation.ChangedPending == remote ? null : relation.ChangedPending,
                    Members = at < 0 ? relation.Members : relation.Members.Without(at),
                };
        }
    }
}
