using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>When the custom events of the library for version 1 are due, and when they must not come.</summary>
internal static class ConnectionInfoRules
{
    /// <summary>Judges that credentials are requested, between two sides of version 1.</summary>
    public static void OnRequested(ref Draft draft, ref HookView view, RelationState relation)
    {
        draft.Tally.Check(ConnectionInfoClauses.RequestedLeaderOnly, Roles.Provider);
        if (!view.Leads)
        {
            view.Violate(ref draft, ConnectionInfoClauses.RequestedLeaderOnly, Roles.Provider, relation.Id, EventReasons.FollowerEmitted);
        }

        draft.Tally.Check(ConnectionInfoClauses.RequestedWhenOpen, Roles.Provider);
        if (!relation.HasAsked && relation.Asked is null)
        {
            view.Violate(ref draft, ConnectionInfoClauses.RequestedWhenOpen, Roles.Provider, relation.Id, EventReasons.NothingAsked);
        }
    }

    /// <summary>Judges that credentials have changed, between two sides of version 1.</summary>
    public static void OnChanged(ref Draft draft, ref HookView view, int at, bool repeated)
    {
        RelationState relation = draft.Relations[at];
        bool here = (view.Hook.Kind == HookKind.RelationChanged && at == view.Relation) || IsOfSecret(view.Hook, relation);
        draft.Tally.Check(ConnectionInfoClauses.ChangedOnce, Roles.Requirer);
        if (repeated || !here)
        {
            view.Violate(
                ref draft, ConnectionInfoClauses.ChangedOnce, Roles.Requirer, relation.Id, repeated ? EventReasons.ChangedTwice : EventReasons.ChangedElsewhere);
        }
    }

    /// <summary>Judges a relation-changed that succeeded.</summary>
    public static void OnRelationChanged(ref Draft draft, ref HookView view, RelationState relation)
    {
        if (relation.RoleOf(view.Name) == Roles.Provider)
        {
            if (view.Leads && relation.HasAsked)
            {
                draft.Tally.Check(ConnectionInfoClauses.Requested, Roles.Provider);
                if (view.Requested == 0)
                {
                    view.Violate(ref draft, ConnectionInfoClauses.Requested, Roles.Provider, relation.Id, EventReasons.RequestedMissing);
                }
            }
        }
        else if (relation.HasKeys)
        {
            Due(ref draft, ref view, ConnectionInfoClauses.ChangedOnAnswer, relation, view.Changed > 0);
        }
    }

    /// <summary>Judges a secret-changed that succeeded.</summary>
    public static void OnSecretChanged(ref Draft draft, ref HookView view)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (relation is { Speaks: ContractVersion.V1, HasKeys: true, Leaving: false } && IsOfSecret(view.Hook, relation)
                && relation.RoleOf(view.Name) == Roles.Requirer && draft.Units[view.Unit].Link(relation.Id) is not { Broken: true })
            {
                bool emitted = false;
                foreach (HookEntry entry in view.Step.Entries)
                {
                    emitted |= entry is EventEmitted { Name: EventClauses.Changed } changed && (changed.Relation is null || changed.Relation == relation.Id);
                }

                Due(ref draft, ref view, ConnectionInfoClauses.ChangedOnRotation, relation, emitted);
            }
        }
    }

    private static void Due(ref Draft draft, ref HookView view, Clause clause, RelationState relation, bool emitted)
    {
        draft.Tally.Check(clause, Roles.Requirer);
        if (!emitted)
        {
            view.Violate(ref draft, clause, Roles.Requirer, relation.Id, EventReasons.ChangedMissing, view.Step.Leader ? "" : ", which does not lead,");
        }
    }

    private static bool IsOfSecret(Hook hook, RelationState relation) => hook is { Kind: HookKind.SecretChanged, Secret: { } secret }
        && string.Equals(CharmSecret.IdIn(secret), relation.Secret, StringComparison.Ordinal);
}
