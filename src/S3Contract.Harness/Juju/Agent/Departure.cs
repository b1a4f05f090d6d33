using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>How units, relations and applications cease to be (§2.5).</summary>
internal static class Departure
{
    /// <summary>A unit is to be removed. Others stop seeing it at once; one that never ran a hook is gone at once.</summary>
    public static void UnitDies(WorldDraft draft, int unitAt)
    {
        UnitRecord unit = draft.Units[unitAt];
        draft.Set(unitAt, unit with { Dying = true });
        draft.Changes.Add(new UnitRemoved(unit.Name));
        if (unit.IsUntouched)
        {
            UnitIsGone(draft, unitAt);
            return;
        }

        foreach (UnitRelation entered in unit.Relations)
        {
            SetPresence(draft, unit.Name, entered.Id, Presence.Hidden);
        }
    }

    /// <summary>A unit ran its last hook: it leaves what it is still in, hands leadership on, and may be the last of its application.</summary>
    public static void UnitIsGone(WorldDraft draft, int unitAt)
    {
        UnitRecord unit = draft.Units[unitAt];
        foreach (UnitRelation entered in unit.Relations)
        {
            SetPresence(draft, unit.Name, entered.Id, Presence.Left);
        }

        draft.RemoveUnit(unitAt);
        draft.Secrets = SecretDeparture.Of(draft.Secrets, unit.Name);
        draft.Changes.Add(new UnitGone(unit.Name));
        string application = unit.Name.Application;
        int applicationAt = draft.IndexOfApplication(application);
        if (draft.Applications[applicationAt].Leader == unit.Name)
        {
            Leadership.Move(draft, applicationAt, Leadership.Lowest(draft, application));
        }

        foreach (UnitRelation entered in unit.Relations)
        {
            RemoveIfEmpty(draft, entered.Id);
        }

        RemoveApplicationIfEmpty(draft, application);
    }

    /// <summary>What ends with the hook that a unit has done: relation-broken leaves the scope, remove is the end of the unit, and so is
    /// storage-detaching of one that was never installed.</summary>
    public static void AfterHook(WorldDraft draft, int unitAt, Hook done)
    {
        if (done.Kind == HookKind.RelationBroken)
        {
            SetPresence(draft, draft.Units[unitAt].Name, done.Relation!.Value, Presence.Left);
            RemoveIfEmpty(draft, done.Relation.Value);
        }
        else if (done.Kind == HookKind.Remove || (done.Kind == HookKind.StorageDetaching && draft.Units[unitAt].IsUntouched))
        {
            UnitIsGone(draft, unitAt);
        }
    }

    /// <summary>A relation is to be removed; one that no unit has entered is gone at once.</summary>
    public static void RelationDies(WorldDraft draft, int relationAt)
    {
        RelationRecord relation = draft.Relations[relationAt];
        if (relation.Dying)
        {
            return;
        }

        draft.Set(relationAt, relation with { Dying = true });
        draft.Changes.Add(new RelationRemoved(relation.Id));
        RemoveIfEmpty(draft, relation.Id);
    }

    /// <summary>An application that is being removed vanishes with its last unit and relation.</summary>
    public static void RemoveApplicationIfEmpty(WorldDraft draft, string name)
    {
        int at = draft.IndexOfApplication(name);
        if (at < 0 || !draft.Applications[at].Dying)
        {
            return;
        }

        foreach (UnitRecord unit in draft.Units)
        {
            if (string.Equals(unit.Name.Application, name, StringComparison.Ordinal))
            {
                return;
            }
        }

        foreach (RelationRecord relation in draft.Relations)
        {
            if (relation.Involves(name))
            {
                return;
            }
        }

        draft.Counters.Sequences = draft.Counters.Sequences.SetItem(name, draft.Applications[at].NextUnit);
        draft.RemoveApplication(at);
        draft.Secrets = SecretDeparture.Of(draft.Secrets, name);
    }

    // The records of a relation, databags of departed units included, vanish when the last unit has left.
    private static void RemoveIfEmpty(WorldDraft draft, RelationId id)
    {
        int at = draft.IndexOfRelation(id);
        if (at < 0 || !draft.Relations[at].Dying || !draft.Relations[at].IsEmpty)
        {
            return;
        }

        RelationRecord relation = draft.Relations[at];
        draft.RemoveRelation(at);
        draft.Secrets = SecretDeparture.Of(draft.Secrets, id);
        draft.Changes.Add(new RelationGone(id));
        RemoveApplicationIfEmpty(draft, relation.Provider.Application);
        RemoveApplicationIfEmpty(draft, relation.Requirer.Application);
    }

    private static void SetPresence(WorldDraft draft, UnitName unit, RelationId id, Presence presence)
    {
        int at = draft.IndexOfRelation(id);
        if (at >= 0)
        {
            RelationRecord relation = draft.Relations[at];
            draft.Set(at, relation.WithOwn(unit.Application, relation.Own(unit.Application).With(unit, presence)));
        }
    }
}
