using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>Picks a unit's next relation hook: the table of §2.3, compared with what the controller shows at this moment.</summary>
internal static class NextRelationHook
{
    /// <summary>The first relation that is alive and for which relation-created was not run (§2.1, step 3).</summary>
    public static HookChoice Created(World world, UnitRecord unit, int rotation)
    {
        RelationRecord[] relations = world.RelationStates;
        for (int i = 0; i < relations.Length; i++)
        {
            RelationRecord relation = relations[(i + rotation) % relations.Length];
            if (!relation.Dying && relation.Involves(unit.Name.Application))
            {
                int at = unit.IndexOf(relation.Id);
                if (at < 0 || !unit.Relations[at].Created)
                {
                    return HookChoice.Of(HookKind.RelationCreated, relation.Id);
                }
            }
        }

        return default;
    }

    /// <summary>The first relation that has a joined, changed, departed or broken hook to run.</summary>
    public static HookChoice Of(World world, UnitRecord unit, int rotation)
    {
        UnitRelation[] relations = unit.Relations;
        for (int i = 0; i < relations.Length; i++)
        {
            UnitRelation seen = relations[(i + rotation) % relations.Length];
            RelationRecord relation = world.Relation(seen.Id);
            HookChoice choice = OfRelation(relation, seen, unit);
            if (!choice.IsNothing)
            {
                return choice;
            }
        }

        return default;
    }

    private static HookChoice OfRelation(RelationRecord relation, UnitRelation seen, UnitRecord unit)
    {
        bool breaking = unit.Dying || relation.Dying;
        RelationSide counterpart = relation.Counterpart(unit.Name.Application);

        // Row 1: nothing comes between joined and its changed; a unit that is no longer shown has version 0.
        if (seen.ChangedPending is { } pending)
        {
            return HookChoice.Of(
                HookKind.RelationChanged, relation.Id, pending, breaking ? 0 : Shown(counterpart, pending, unit.Name)?.Bag.Version ?? 0);
        }

        // Row 2.
        foreach (ref readonly SeenUnit member in seen.Members.AsSpan())
        {
            if (breaking || Shown(counterpart, member.Unit, unit.Name) is null)
            {
                return HookChoice.Of(HookKind.RelationDeparted, relation.Id, member.Unit);
            }
        }

        // Row 3.
        if (breaking)
        {
            return relation.IsPeer ? default : HookChoice.Of(HookKind.RelationBroken, relation.Id);
        }

        // Row 4: the application's databag comes before units that have not joined yet.
        if (counterpart.Bag.Version != seen.ApplicationVersion)
        {
            return HookChoice.Of(HookKind.RelationChanged, relation.Id, version: counterpart.Bag.Version);
        }

        return Units(relation, counterpart, seen, unit.Name);
    }

    // Rows 5 and 6. Both lists are sorted alike, and after row 2 every member is among the units shown.
    private static HookChoice Units(RelationRecord relation, RelationSide counterpart, UnitRelation seen, UnitName self)
    {
        RelationMember? changed = null;
        int at = 0;
        foreach (RelationMember remote in counterpart.Units)
        {
            if (remote.Presence != Presence.Present || remote.Unit == self)
            {
                continue;
            }

            if (at < seen.Members.Length && seen.Members[at].Unit == remote.Unit)
            {
                if (changed is null && seen.Members[at].Version != remote.Bag.Version)
                {
                    changed = remote;
                }

                at++;
            }
            else
            {
                return HookChoice.Of(HookKind.RelationJoined, relation.Id, remote.Unit, remote.Bag.Version);
            }
        }

        return changed is null ? default : HookChoice.Of(HookKind.RelationChanged, relation.Id, changed.Unit, changed.Bag.Version);
    }

    private static RelationMember? Shown(RelationSide counterpart, UnitName unit, UnitName self) =>
        unit != self && counterpart.Find(unit) is { Presence: Presence.Present } member ? member : null;
}
