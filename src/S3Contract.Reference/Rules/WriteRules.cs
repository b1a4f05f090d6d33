using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Who may write which databag, and when: what can be seen from the commands, before anything is committed.</summary>
internal static class WriteRules
{
    public static void OnWrite(ref Draft draft, ref HookView view, DatabagWrite write)
    {
        int at = write.Application ? draft.FindRelation(write.Relation) : -1;
        if (at < 0 || draft.Relations[at].RoleOf(view.Name) is not (var role and not Roles.None))
        {
            return;
        }

        draft.Tally.Check(WriteClauses.LeaderOnly, role);
        if (!view.Leads && !view.Committed)
        {
            view.Violate(ref draft, WriteClauses.LeaderOnly, role, write.Relation, WriteReasons.FollowerWrote);
        }
    }

    public static void OnRefusal(ref Draft draft, ref HookView view, Refusal refusal)
    {
        if (!refusal.ApplicationWrite && !refusal.ApplicationRead && refusal.Relation is null)
        {
            return;
        }

        RelationId? id = refusal.Relation ?? (view.Relation >= 0 ? draft.Relations[view.Relation].Id : null);
        if (id is not { } relation)
        {
            return;
        }

        UnitState unit = draft.Units[view.Unit];
        int at = draft.FindRelation(relation);
        Roles role = at >= 0 ? draft.Relations[at].RoleOf(view.Name) : Roles.None;
        if (unit.Link(relation) is { Broken: true } && IsWrite(refusal))
        {
            Roles side = role != Roles.None ? role : draft.Applications[view.Application].Role;
            view.Fail(
                ref draft, WriteClauses.NothingAfterBroken, side == Roles.Both ? Roles.Provider : side, relation, WriteReasons.RefusedAfterBroken,
                refusal.Command, refusal.Reason);
            return;
        }

        view.LostLeadership |= view.Leads && (refusal.ApplicationWrite || refusal.ApplicationRead);
        // A databag written by hand is the operator's doing, who may well be refused.
        bool byHand = view.Handover is { Kind: HandoverKind.Write };
        if (role == Roles.None || view.Leads || byHand || !(refusal.ApplicationWrite || refusal.ApplicationRead))
        {
            return;
        }

        view.RefusedAsFollower = true;
        if (refusal.ApplicationWrite)
        {
            view.Fail(ref draft, WriteClauses.LeaderOnly, role, relation, WriteReasons.FollowerRefused, refusal.Command, refusal.Reason);
        }

        if (refusal.ApplicationWrite || view.Step.Outcome == HookOutcome.Failed)
        {
            view.Fail(
                ref draft, WriteClauses.NoAttempt, role, relation, WriteReasons.FollowerTried, refusal.Command, refusal.Reason,
                refusal.ApplicationWrite ? "tried to write" : "failed by reading");
        }
    }

    public static void OnHook(ref Draft draft, ref HookView view)
    {
        bool action = view.Hook.Kind == HookKind.Action;
        if (!view.Step.Leader && (view.Relation >= 0 || action))
        {
            JudgeFollower(ref draft, ref view, action);
        }

        if (view.Relation >= 0 && view.Committed && view.Hook.Kind == HookKind.RelationBroken)
        {
            draft.Tally.Check(WriteClauses.NothingAfterBroken, draft.Relations[view.Relation].RoleOf(view.Name));
        }
    }

    private static void JudgeFollower(ref Draft draft, ref HookView view, bool action)
    {
        if (view.Relation >= 0)
        {
            draft.Tally.Check(WriteClauses.NoAttempt, draft.Relations[view.Relation].RoleOf(view.Name));
        }

        bool judged = action && view.Handover is not { Kind: HandoverKind.Write };
        Roles role = judged ? RoleInAnyRelation(ref draft, view.Name) : Roles.None;
        if (role == Roles.None)
        {
            return;
        }

        draft.Tally.Check(WriteClauses.NoAttempt, role);
        bool failed = view.Step.Outcome is HookOutcome.Failed or HookOutcome.CommitRefused && !view.Faulted;
        if (!failed && !view.RefusedAsFollower)
        {
            draft.Tally.Check(WriteClauses.SetterNoOp, role);
            return;
        }

        string[] failure = view.RefusedAsFollower ? [] : [view.Step.Failure ?? ""];
        view.Fail(ref draft, WriteClauses.SetterNoOp, role, null, WriteReasons.NotSilent, failure);
    }

    private static Roles RoleInAnyRelation(ref Draft draft, string application)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (relation.RoleOf(application) is var role and not Roles.None)
            {
                return role;
            }
        }

        return Roles.None;
    }

    private static bool IsWrite(Refusal refusal) =>
        refusal.ApplicationWrite || refusal.Command.StartsWith("relation-set", StringComparison.Ordinal);
}
