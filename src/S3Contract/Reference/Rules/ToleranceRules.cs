using S3Contract.Charms;
using S3Contract.Observations;
using S3Contract.Reference.Clauses;

namespace S3Contract.Reference.Rules;

/// <summary>What a charm survives.</summary>
internal static class ToleranceRules
{
    private static readonly string[] _succeeds = ["the hook succeeds"];

    /// <summary>What is odd about an application's databag that the other side reads.</summary>
    public static Odds OddsOf(Databag databag, Roles writer)
    {
        Odds odds = databag.Count == 0 ? Odds.Empty : Odds.None;
        int mandatory = 0;
        foreach (ref readonly KeyValuePair<string, string> item in databag.Items)
        {
            switch (item.Key)
            {
                case ContractFields.Bucket or ContractFields.AccessKey or ContractFields.SecretKey:
                    mandatory++;
                    break;
                case ContractFields.Attributes or ContractFields.TlsCaChain:
                    odds |= ContractFields.IsListOfStrings(item.Value) ? Odds.None : Odds.MalformedLists;
                    break;
                case ContractFields.Bookkeeping:
                    odds |= ContractFields.IsObject(item.Value) ? Odds.None : Odds.BrokenBookkeeping;
                    break;
                default:
                    odds |= ContractFields.IsKnown(item.Key) ? Odds.None : Odds.UnknownKeys;
                    break;
            }
        }

        return writer == Roles.Provider && mandatory is 1 or 2 ? odds | Odds.HalfFilled : odds;
    }

    public static void OnHook(ref Draft draft, ref HookView view)
    {
        bool failed = view.Step.Outcome == HookOutcome.Failed;
        if (view.Relation < 0 || view.Faulted || view.RefusedAsFollower || view.LostLeadership || !(view.Committed || failed)
            || (failed && view.Step.Leader && !view.Leads))
        {
            return;
        }

        RelationState relation = draft.Relations[view.Relation];
        bool provider = relation.RoleOf(view.Name) == Roles.Provider;
        Odds odds = provider ? relation.RequestOdds : relation.AnswerOdds;
        bool ordinary = true;
        if (provider && relation.AnswerOdds.HasFlag(Odds.BrokenBookkeeping))
        {
            Judge(ref draft, ref view, ToleranceClauses.BrokenBookkeeping, failed, ref ordinary, "the own key \"data\" holds no JSON object");
            if (failed)
            {
                return;
            }
        }

        if (odds.HasFlag(Odds.Empty))
        {
            Judge(ref draft, ref view, ToleranceClauses.EmptyDatabag, failed, ref ordinary, "the other side's databag is empty");
        }

        if (odds.HasFlag(Odds.UnknownKeys))
        {
            Judge(ref draft, ref view, ToleranceClauses.UnknownKeys, failed, ref ordinary, "the other side's databag holds unknown keys");
        }

        if (!provider)
        {
            if (odds.HasFlag(Odds.HalfFilled))
            {
                Judge(ref draft, ref view, ToleranceClauses.HalfFilled, failed, ref ordinary, "the answer is half-filled");
            }

            if (odds.HasFlag(Odds.MalformedLists))
            {
                Judge(ref draft, ref view, ToleranceClauses.MalformedLists, failed, ref ordinary, "a list field of the answer is malformed");
            }

            if (relation.Bucket is not null && relation.Asked is not null
                && !string.Equals(relation.Bucket, relation.Asked, StringComparison.Ordinal))
            {
                Judge(ref draft, ref view, ToleranceClauses.OtherBucket, failed, ref ordinary, "the answer names another bucket than asked for");
            }
        }

        if (view.Hook.Kind is HookKind.RelationDeparted or HookKind.RelationBroken && !relation.EverAnswered)
        {
            Judge(ref draft, ref view, ToleranceClauses.BrokenUnanswered, failed, ref ordinary, "the relation ends before it was answered");
        }

        if (ordinary)
        {
            Judge(ref draft, ref view, ToleranceClauses.OrdinaryHook, failed, ref ordinary, "nothing is odd");
        }
    }

    private static void Judge(
        ref Draft draft, ref HookView view, Clause clause, bool failed, ref bool ordinary, string circumstance)
    {
        ordinary = false;
        RelationState relation = draft.Relations[view.Relation];
        Roles role = relation.RoleOf(view.Name);
        draft.Findings.Check(clause, role);
        if (failed)
        {
            draft.Findings.Violate(
                clause, role, view.Step, view.Name, view.Step.Unit, relation.Id,
                $"{view.Hook.Name} on {view.Step.Unit} failed, where {circumstance}", _succeeds,
                $"it failed: {view.Step.Failure ?? "no reason was given"}");
        }
    }
}
