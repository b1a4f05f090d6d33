using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using S3Contract.Harness.Juju.Actions;

namespace S3Contract.Harness.Juju.Model;

/// <content>The hash of a world for the exploration of its states.</content>
internal sealed partial class World
{
    private StrongBox<UInt128>? _fingerprint;

    /// <summary>A number that is equal for worlds that behave the same from now on. Versions count only as "seen or not", and counters that
    /// nothing but a context id depends on are left out, so the same situation reached by different ways has the same number.</summary>
    public UInt128 Fingerprint => (_fingerprint ??= new StrongBox<UInt128>(Hash().Value)).Value;

    private Hash128 Hash()
    {
        Hash128 hash = Hash128.Start;
        hash.Add(NextRelation);
        hash.Add(NextApplication);
        hash.Add(NextStorage);
        foreach ((string application, int next) in Sequences)
        {
            hash.Add(application);
            hash.Add(next);
        }

        hash.Add(ApplicationStates.Length);
        foreach (ApplicationRecord application in ApplicationStates)
        {
            Add(ref hash, application);
        }

        hash.Add(RelationStates.Length);
        foreach (RelationRecord relation in RelationStates)
        {
            hash.Add(relation.Id.Number);
            hash.Add(relation.Dying);
            Add(ref hash, relation.Provider);
            if (relation.OtherSide is { } requirer)
            {
                Add(ref hash, requirer);
            }
        }

        hash.Add(Units.Length);
        foreach (UnitRecord unit in Units)
        {
            Add(ref hash, unit);
        }

        // A model without secrets has the number that it had before there were any.
        if (NextSecret > 0)
        {
            hash.Add(NextSecret);
            Add(ref hash, Secrets);
        }

        if (S3 is { } s3)
        {
            hash.Add(s3.State.Buckets.Count);
            hash.Add(s3.State.Buckets.Values.Sum(bucket => bucket.Objects.Count));
            hash.Add((int)s3.Outage);
        }

        return hash;
    }

    private static void Add(ref Hash128 hash, ApplicationRecord application)
    {
        hash.Add(application.Name);
        hash.Add(application.Charm.Metadata.Name);
        application.Config.AddTo(ref hash);
        hash.Add(application.Leader);
        hash.Add(application.NextUnit);
        hash.Add(application.Dying);
        Add(ref hash, application.Status);
        hash.Add(application.Version);
        Add(ref hash, application.LeaderSettings);
    }

    private static void Add(ref Hash128 hash, RelationSide side)
    {
        hash.Add(side.Application);
        hash.Add(side.Endpoint);
        hash.Add(side.Bag.ContentHash);
        hash.Add(side.Units.Length);
        foreach (RelationMember member in side.Units)
        {
            hash.Add(member.Unit);
            hash.Add(member.Bag.ContentHash);
            hash.Add((int)member.Presence);
        }
    }

    private void Add(ref Hash128 hash, UnitRecord unit)
    {
        hash.Add(unit.Name);
        hash.Add((unit.Dying ? 1 : 0) | (unit.Installed ? 2 : 0) | (unit.Started ? 4 : 0) | (unit.Stopped ? 8 : 0)
            | (unit.LeaderAccepted ? 16 : 0) | (unit.UpdateStatusDue ? 32 : 0) | (unit.StatusIsCharms ? 64 : 0)
            | (unit.ConfigSeen is null ? 128 : 0) | (unit.Armed is { } armed ? 256 << (int)armed : 0));
        ApplicationRecord application = Application(unit.Name.Application);
        hash.Add(unit.LeaderSettingsSeen == application.LeaderSettingsVersion);
        hash.Add(unit.CharmVersion == application.CharmVersion);
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

        hash.Add(unit.Relations.Length);
        foreach (UnitRelation relation in unit.Relations)
        {
            Add(ref hash, relation, Relation(relation.Id).Counterpart(unit.Name.Application));
        }

        Add(ref hash, unit.Task, unit.Name.Application);
    }

    private void Add(ref Hash128 hash, HookTask? task, string application)
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

        if (task.Hook.Relation is { } id)
        {
            hash.Add(id.Number);
            RelationSide side = Relation(id).Counterpart(application);
            Bag? bag = task.Hook.RemoteUnit is { } remote ? side.Find(remote)?.Bag : side.Bag;
            hash.Add(task.Version == (bag?.Version ?? 0));
        }
    }

    private static void Add(ref Hash128 hash, UnitRelation relation, RelationSide counterpart)
    {
        hash.Add(relation.Id.Number);
        hash.Add(relation.Created);
        hash.Add(relation.ApplicationVersion == counterpart.Bag.Version);
        hash.Add(relation.ChangedPending);
        hash.Add(relation.Members.Length);
        foreach (ref readonly SeenUnit member in relation.Members.AsSpan())
        {
            Bag? current = counterpart.Find(member.Unit)?.Bag;
            hash.Add(member.Unit);
            hash.Add(member.Version == (current?.Version ?? 0));
            if (member.Cached is null)
            {
                hash.Add(1UL);
            }
            else if (current is not null && current.Content.Equals(member.Cached.Content))
            {
                hash.Add(2UL);
            }
            else
            {
                hash.Add(member.Cached.ContentHash);
            }
        }
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
