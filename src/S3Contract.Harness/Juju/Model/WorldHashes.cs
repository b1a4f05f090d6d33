using System.Collections.Immutable;
using S3Contract.Harness.Juju.Actions;

namespace S3Contract.Harness.Juju.Model;

/// <summary>The hashes of the parts of a world that count by themselves, whatever is beside them. Each part remembers its own.</summary>
internal static class WorldHashes
{
    public static Hash128 Of(ApplicationRecord application)
    {
        Hash128 hash = Hash128.Start;
        hash.Add(application.Name);
        hash.Add(application.Charm.Metadata.Name);
        application.Config.AddTo(ref hash);
        hash.Add(application.Leader);
        hash.Add(application.NextUnit);
        hash.Add(application.Dying);
        Add(ref hash, application.Status);
        hash.Add(application.Version);
        Add(ref hash, application.LeaderSettings);
        return hash;
    }

    public static Hash128 Of(RelationSide side)
    {
        Hash128 hash = Hash128.Start;
        hash.Add(side.Application);
        hash.Add(side.Endpoint);
        hash.Add(side.Bag.ContentHash);
        Add(ref hash, side.Units);
        Add(ref hash, side.Left);
        return hash;
    }

    public static Hash128 Of(UnitRelation relation)
    {
        Hash128 hash = Hash128.Start;
        hash.Add(relation.Id.Number);
        hash.Add(relation.Created);
        hash.Add(relation.ChangedPending);
        hash.Add(relation.Members.Length);
        foreach (ref readonly SeenUnit member in relation.Members.AsSpan())
        {
            hash.Add(member.Unit);
        }

        return hash;
    }

    public static Hash128 Of(UnitRecord unit)
    {
        Hash128 hash = Hash128.Start;
        hash.Add(unit.Name);
        hash.Add((unit.Dying ? 1 : 0) | (unit.Installed ? 2 : 0) | (unit.Started ? 4 : 0) | (unit.Stopped ? 8 : 0)
            | (unit.LeaderAccepted ? 16 : 0) | (unit.UpdateStatusDue ? 32 : 0) | (unit.StatusIsCharms ? 64 : 0)
            | (unit.ConfigSeen is null ? 128 : 0) | (unit.Armed is { } armed ? 256 << (int)armed : 0));
        unit.ConfigSeen?.AddTo(ref hash);
        Add(ref hash, unit.Workload);
        Add(ref hash, unit.CharmState);
        hash.Add(unit.Ports.Length);
        foreach (OpenedPort port in unit.Ports)
        {
            hash.Add(port.ToString());
        }

        hash.Add(unit.Storage.Length);
        foreach (UnitStorage storage in unit.Storage)
        {
            hash.Add(storage.Id);
            hash.Add(storage.Attached);
        }

        foreach (UnitContainer container in unit.Containers)
        {
            hash.Add(container.Name);
            hash.Add(container.IsNew);
            hash.Add(container.Pebble.Ticks.GetHashCode());
            hash.Add(container.Pebble.Events.Count);
        }

        hash.Add(unit.Actions.Length);
        foreach (WaitingAction action in unit.Actions)
        {
            hash.Add(action.Name);
            hash.Add(ActionSchema.Json(action.Values));
        }

        Add(ref hash, unit.Task);
        return hash;
    }

    private static void Add(ref Hash128 hash, RelationMember[] members)
    {
        hash.Add(members.Length);
        foreach (RelationMember member in members)
        {
            hash.Add(member.Unit);
            hash.Add(member.Bag.ContentHash);
            hash.Add((int)member.Presence);
        }
    }

    private static void Add(ref Hash128 hash, HookTask? task)
    {
        hash.Add(task is not null);
        if (task is null)
        {
            return;
        }

        hash.Add(task.Hook.Name);
        hash.Add(task.Failed);
        hash.Add(task.Hook.RemoteUnit);
        hash.Add(task.Hook.DepartingUnit);
        hash.Add(task.Hook.Storage);
        if (task.Hook.Secret is { } secret)
        {
            hash.Add(secret);
            hash.Add(task.Hook.SecretRevision ?? 0);
            hash.Add(task.Version);
        }

        hash.Add(task.Hook.Relation?.Number ?? -1);
    }

    private static void Add(ref Hash128 hash, StatusView? status)
    {
        hash.Add(status?.Status);
        hash.Add(status?.Message);
    }

    private static void Add(ref Hash128 hash, ImmutableSortedDictionary<string, string> map)
    {
        hash.Add(map.Count);
        foreach ((string key, string value) in map)
        {
            hash.Add(key);
            hash.Add(value);
        }
    }
}
