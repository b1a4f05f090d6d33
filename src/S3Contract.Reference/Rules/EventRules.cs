using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>When the custom events of the library are due, and when they must not come.</summary>
internal static class EventRules
{
    /// <summary>Judges an event that was emitted.</summary>
    public static void OnEvent(ref Draft draft, ref HookView view, EventEmitted emitted, int index)
    {
        int at = emitted.Relation is { } id ? draft.FindRelation(id) : view.Relation;
        if (at < 0)
        {
            return;
        }

        Roles role = draft.Relations[at].RoleOf(view.Name);
        bool own = at == view.Relation;
        switch (emitted.Name)
        {
            case EventClauses.Requested when role == Roles.Provider && draft.Relations[at].SpeaksFor(role) == ContractVersion.V1:
                view.Requested += own ? 1 : 0;
                ConnectionInfoRules.OnRequested(ref draft, ref view, draft.Relations[at]);
                break;
            case EventClauses.Requested when role == Roles.Provider && emitted.As is null && draft.Relations[at].Speaks == ContractVersion.V0:
                view.Requested += own ? 1 : 0;
                OnRequested(ref draft, ref view, at, IsRepeated(ref view, emitted, index));
                break;
            case EventClauses.Changed when role == Roles.Requirer:
                view.Changed += own ? 1 : 0;
                OnChanged(ref draft, ref view, emitted, at, IsRepeated(ref view, emitted, index));
                break;
            case EventClauses.Gone when role == Roles.Requirer:
                view.Gone += own ? 1 : 0;
                OnGone(ref draft, ref view, at, IsRepeated(ref view, emitted, index));
                break;
        }
    }

    /// <summary>Judges the events that were due, and remembers what was handled.</summary>
    public static void OnHook(ref Draft draft, ref HookView view)
    {
        if (view.Hook.Kind == HookKind.SecretChanged && view.Committed)
        {
            ConnectionInfoRules.OnSecretChanged(ref draft, ref view);
        }

        if (view.Relation < 0 || !view.Committed)
        {
            return;
        }

        RelationState relation = draft.Relations[view.Relation];
        bool provider = relation.RoleOf(view.Name) == Roles.Provider;
        if (view.Hook.Kind == HookKind.RelationChanged && relation.Speaks != ContractVersion.V0)
        {
            if (relation.SpeaksFor(provider ? Roles.Provider : Roles.Requirer) == ContractVersion.V1)
            {
                ConnectionInfoRules.OnRelationChanged(ref draft, ref view, relation);
            }
        }
        else if (view.Hook.Kind == HookKind.RelationChanged)
        {
            if (!provider)
            {
                DueChanged(ref draft, ref view, relation);
            }
            else if (view.Leads)
            {
                DueRequested(ref draft, ref view, relation);
            }
        }
        else if (view.Hook.Kind == HookKind.RelationBroken && !provider)
        {
            draft.Tally.Check(EventClauses.GoneOnBroken, Roles.Requirer);
            if (view.Gone == 0)
            {
                view.Violate(ref draft, EventClauses.GoneOnBroken, Roles.Requirer, relation.Id, EventReasons.GoneMissing);
            }
        }
    }

    private static void OnRequested(ref Draft draft, ref HookView view, int at, bool repeated)
    {
        RelationState relation = draft.Relations[at];
        draft.Tally.Check(EventClauses.RequestedLeaderOnly, Roles.Provider);
        if (!view.Leads)
        {
            view.Violate(ref draft, EventClauses.RequestedLeaderOnly, Roles.Provider, relation.Id, EventReasons.FollowerEmitted);
        }

        draft.Tally.Check(EventClauses.RequestedOnlyWhenAsked, Roles.Provider);
        if (relation.Asked is null)
        {
            view.Violate(ref draft, EventClauses.RequestedOnlyWhenAsked, Roles.Provider, relation.Id, EventReasons.NothingAsked);
            return;
        }

        draft.Tally.Check(EventClauses.RequestedOnce, Roles.Provider);
        bool handled = relation.HandledIsKnown && string.Equals(relation.Handled, relation.Asked, StringComparison.Ordinal);
        if (handled || repeated)
        {
            view.Violate(
                ref draft, EventClauses.RequestedOnce, Roles.Provider, relation.Id, repeated ? EventReasons.RequestedTwice : EventReasons.HandledBefore);
        }
    }

    private static void DueRequested(ref Draft draft, ref HookView view, RelationState relation)
    {
        if (relation.Asked is not null && relation.Handled is null && relation.HandledIsKnown)
        {
            draft.Tally.Check(EventClauses.RequestedOnAsk, Roles.Provider);
            if (view.Requested == 0)
            {
                view.Violate(ref draft, EventClauses.RequestedOnAsk, Roles.Provider, relation.Id, EventReasons.RequestedMissing);
            }
        }

        if (!relation.HandledIsKnown || !string.Equals(relation.Handled, relation.Asked, StringComparison.Ordinal))
        {
            draft.Set(view.Relation, relation with { Handled = relation.Asked, HandledIsKnown = true });
        }
    }

    private static void OnChanged(ref Draft draft, ref HookView view, EventEmitted emitted, int at, bool repeated)
    {
        RelationState relation = draft.Relations[at];
        NothingAfterGone(ref draft, ref view, relation.Id, EventClauses.Changed);
        bool own = relation.HasKeys || HasBothKeys(emitted.Seen);
        draft.Tally.Check(EventClauses.ChangedNeedsBothKeys, Roles.Requirer);
        bool judged = emitted.As is null && relation.Speaks == ContractVersion.V0;
        if (judged)
        {
            draft.Tally.Check(IsolationClauses.OwnEvent, Roles.Requirer);
        }

        if (!own)
        {
            string there = relation.AccessKey is null && relation.SecretKey is null
                ? "neither key is there" : $"only {(relation.AccessKey is null ? ContractFields.SecretKey : ContractFields.AccessKey)} is there";
            bool other = relation.Speaks == ContractVersion.V0 && AnyOtherHasKeys(ref draft, relation);
            view.Violate(
                ref draft, other ? IsolationClauses.OwnEvent : EventClauses.ChangedNeedsBothKeys, Roles.Requirer, relation.Id,
                other ? EventReasons.WithOthersKeys : EventReasons.WithoutKeys, there);
        }

        if (judged)
        {
            OncePerChange(ref draft, ref view, at, repeated);
        }
        else if (relation.Speaks == ContractVersion.V1)
        {
            ConnectionInfoRules.OnChanged(ref draft, ref view, at, repeated);
        }

        // Of a secret it is seen which revision was read.
        if (view.Committed && relation is { HasKeys: true, InSecret: false })
        {
            LiveRules.See(ref draft, ref view, at);
        }
    }

    private static void OncePerChange(ref Draft draft, ref HookView view, int at, bool repeated)
    {
        RelationState relation = draft.Relations[at];
        draft.Tally.Check(EventClauses.ChangedOncePerChange, Roles.Requirer);
        if (repeated || view.Hook.Kind != HookKind.RelationChanged || at != view.Relation)
        {
            view.Violate(
                ref draft, EventClauses.ChangedOncePerChange, Roles.Requirer, relation.Id,
                repeated ? EventReasons.ChangedTwice : EventReasons.ChangedElsewhere);
        }
    }

    private static void DueChanged(ref Draft draft, ref HookView view, RelationState relation)
    {
        if (!relation.HasKeys)
        {
            return;
        }

        draft.Tally.Check(IsolationClauses.OwnEvent, Roles.Requirer);
        if (AnyOtherLacksKeys(ref draft, relation))
        {
            if (view.Changed == 0)
            {
                view.Violate(ref draft, IsolationClauses.OwnEvent, Roles.Requirer, relation.Id, EventReasons.PassedOver);
                UnitState unit = draft.Units[view.Unit];
                UnitLink link = unit.Link(relation.Id) ?? new UnitLink(relation.Id);
                draft.Set(view.Unit, unit.With(link with { PassedOver = relation.Version }));
            }

            return;
        }

        bool first = draft.Units[view.Unit].Link(relation.Id) is not { Changed: true };
        Clause clause = first ? EventClauses.ChangedOnEveryUnit : EventClauses.ChangedOnEveryChange;
        draft.Tally.Check(clause, Roles.Requirer);
        if (view.Changed == 0)
        {
            view.Violate(
                ref draft, clause, Roles.Requirer, relation.Id, EventReasons.ChangedMissing, view.Step.Leader ? "" : ", which does not lead,");
        }
    }

    private static void OnGone(ref Draft draft, ref HookView view, int at, bool repeated)
    {
        RelationId relation = draft.Relations[at].Id;
        draft.Tally.Check(EventClauses.GoneOnce, Roles.Requirer);
        draft.Tally.Check(EventClauses.NothingAfterGone, Roles.Requirer);
        bool before = draft.Units[view.Unit].Link(relation) is { Gone: true };
        if (before || repeated)
        {
            view.Violate(ref draft, EventClauses.GoneOnce, Roles.Requirer, relation, EventReasons.GoneTwice);
        }

        draft.Tally.Check(EventClauses.GoneOnlyOnBroken, Roles.Requirer);
        if (view.Hook.Kind != HookKind.RelationBroken || at != view.Relation)
        {
            view.Violate(ref draft, EventClauses.GoneOnlyOnBroken, Roles.Requirer, relation, EventReasons.GoneElsewhere);
        }
    }

    private static void NothingAfterGone(ref Draft draft, ref HookView view, RelationId relation, string name)
    {
        bool after = draft.Units[view.Unit].Link(relation) is { Gone: true }
            || (view.Gone > 0 && view.Hook.Relation == relation);
        if (after)
        {
            view.Fail(ref draft, EventClauses.NothingAfterGone, Roles.Requirer, relation, EventReasons.AfterGone, name);
        }
    }

    private static bool IsRepeated(ref HookView view, EventEmitted emitted, int index)
    {
        IReadOnlyList<HookEntry> entries = view.Step.Entries;
        for (int i = 0; i < index; i++)
        {
            if (entries[i] is EventEmitted earlier && string.Equals(earlier.Name, emitted.Name, StringComparison.Ordinal)
                && string.Equals(earlier.As, emitted.As, StringComparison.Ordinal) && earlier.Relation == emitted.Relation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasBothKeys(Databag seen) =>
        seen.ContainsKey(ContractFields.AccessKey) && seen.ContainsKey(ContractFields.SecretKey);

    private static bool AnyOtherHasKeys(ref Draft draft, RelationState relation)
    {
        foreach (RelationState other in draft.Relations)
        {
            if (other.Id != relation.Id && other.HasKeys && IsBeside(other, relation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyOtherLacksKeys(ref Draft draft, RelationState relation)
    {
        foreach (RelationState other in draft.Relations)
        {
            if (other.Id != relation.Id && !other.HasKeys && IsBeside(other, relation))
            {
                return true;
            }
        }

        return false;
    }

    // The library decides by the first relation of an endpoint, whichever that is on a unit at the time.
    private static bool IsBeside(RelationState other, RelationState relation) =>
        string.Equals(other.Requirer, relation.Requirer, StringComparison.Ordinal)
        && string.Equals(other.RequirerEndpoint, relation.RequirerEndpoint, StringComparison.Ordinal);
}
