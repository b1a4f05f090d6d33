namespace S3Contract.Harness.Juju.Model;

/// <content>The hash of a world for the exploration of its states.</content>
internal sealed partial class World
{
    /// <summary>A number that is equal for worlds that behave the same from now on. Versions count only as "seen or not", and counters that
    /// nothing but a context id depends on are left out, so the same situation reached by different ways has the same number.</summary>
    public UInt128 Fingerprint
    {
        get
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
                hash.Add(application.Hash);
            }

            hash.Add(RelationStates.Length);
            foreach (RelationRecord relation in RelationStates)
            {
                hash.Add(relation.Id.Number);
                hash.Add(relation.Dying);
                hash.Add(relation.Provider.Hash);
                hash.Add(relation.OtherSide?.Hash ?? default);
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

            return hash.Value;
        }
    }

    // A unit, and what it has seen of what is there now.
    private void Add(ref Hash128 hash, UnitRecord unit)
    {
        string name = unit.Name.Application;
        ApplicationRecord application = Application(name);
        hash.Add(unit.Hash);
        hash.Add((unit.LeaderSettingsSeen == application.LeaderSettingsVersion ? 1 : 0) | (unit.CharmVersion == application.CharmVersion ? 2 : 0));
        hash.Add(unit.Relations.Length);
        foreach (UnitRelation relation in unit.Relations)
        {
            hash.Add(relation.Hash);
            Add(ref hash, relation, Relation(relation.Id).Counterpart(name));
        }

        if (unit.Task is { Hook: { Relation: { } id } hook, Version: var version })
        {
            RelationSide side = Relation(id).Counterpart(name);
            Bag? bag = hook.RemoteUnit is { } remote ? side.Find(remote)?.Bag : side.Bag;
            hash.Add(version == (bag?.Version ?? 0));
        }
    }

    private static void Add(ref Hash128 hash, UnitRelation relation, RelationSide counterpart)
    {
        hash.Add(relation.ApplicationVersion == counterpart.Bag.Version);
        foreach (ref readonly SeenUnit member in relation.Members.AsSpan())
        {
            Bag? current = counterpart.Find(member.Unit)?.Bag;
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
}
