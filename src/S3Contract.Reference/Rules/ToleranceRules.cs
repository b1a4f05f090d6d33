using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a charm survives: no hook of it fails, and least of all where nothing is odd.</summary>
internal static class ToleranceRules
{
    private static readonly Reason s_failed = new(
        v => $"{v.HookName} on {v.Unit} failed, where {v[0]}", _ => ["the hook succeeds"], v => $"it failed: {v[1]}");

    /// <summary>What is odd about an application's databag that the other side reads.</summary>
    public static Odds OddsOf(Databag databag, Roles writer, ContractVersion speaks)
    {
        // The library's bookkeeping says nothing to the other side.
        Odds odds = databag.Count == (databag.ContainsKey(ContractFields.Bookkeeping) ? 1 : 0) ? Odds.Empty : Odds.None;
        int mandatory = 0;
        int optional = 0;
        foreach (ref readonly KeyValuePair<string, string> item in databag.Items)
        {
            switch (item.Key)
            {
                case ContractFields.Bucket or ContractFields.AccessKey or ContractFields.SecretKey:
                    mandatory++;
                    break;
                case ContractFields.Attributes or ContractFields.TlsCaChain:
                    optional++;
                    odds |= ContractFields.IsListOfStrings(item.Value) || IsText(item.Key, speaks) ? Odds.None
                        : speaks == ContractVersion.Mixed && item.Key is ContractFields.Attributes ? Odds.AttributesText
                        : Odds.MalformedLists;
                    break;
                case ContractFields.Bookkeeping:
                    odds |= ContractFields.IsObject(item.Value) ? Odds.None : Odds.BrokenBookkeeping;
                    break;
                default:
                    bool one = speaks == ContractVersion.V1 && ContractFields.IsOfVersion1(item.Key);
                    bool known = one || ContractFields.IsKnown(item.Key);
                    optional += known && !one ? 1 : 0;
                    mandatory += item.Key is ContractFields.SecretExtra && one ? 3 : 0;
                    odds |= known ? Odds.None : Odds.UnknownKeys;
                    break;
            }
        }

        return writer != Roles.Provider || mandatory == 0 ? odds
            : odds | (mandatory < 3 ? Odds.HalfFilled : Odds.None) | (optional < ContractFields.Optional.Length ? Odds.Sparse : Odds.None);
    }

    // Version 1 knows attributes as a list and as a text.
    private static bool IsText(string key, ContractVersion speaks) => speaks == ContractVersion.V1 && key is ContractFields.Attributes;

    public static void OnHook(ref Draft draft, ref HookView view)
    {
        if (view.Step.Attempt == 0 && draft.Units[view.Unit].Blamed.Length > 0)
        {
            draft.Set(view.Unit, draft.Units[view.Unit] with { Blamed = [] });
        }

        bool failed = view.Step.Outcome == HookOutcome.Failed && !(view.Hook.Kind == HookKind.Action && MayFail(ref draft, ref view));
        if (view.Faulted || view.RefusedAsFollower || view.LostLeadership || !(view.Committed || failed)
            || (failed && draft.Applications[view.Application].MissesS3)
            || (failed && view.Step.Leader && !view.Leads)
            || (view.Relation < 0 && !draft.Applications[view.Application].Runs))
        {
            return;
        }

        Roles role = view.Relation >= 0 ? draft.Relations[view.Relation].RoleOf(view.Name) : draft.Applications[view.Application].Role;
        if (role.HasFlag(Roles.Provider))
        {
            Judge(ref draft, ref view, Roles.Provider, failed);
        }

        if (role.HasFlag(Roles.Requirer))
        {
            Judge(ref draft, ref view, Roles.Requirer, failed);
        }
    }

    // An action may end with an error if it says so by action-fail; and who knows what else an operator asked for. Only to hand over what is to
    // be issued, on the leader, must go well.
    private static bool MayFail(ref Draft draft, ref HookView view)
    {
        bool issues = draft.Units[view.Unit].Queue is [not null, ..];
        return !view.Leads || !issues || view.Step.Entries.Any(entry => entry is OtherCommand { Text: "action-fail" });
    }

    private static void Judge(ref Draft draft, ref HookView view, Roles role, bool failed)
    {
        Odds odds = OddsFor(ref draft, ref view, role);
        if (failed)
        {
            Blame(ref draft, ref view, role, odds);
            return;
        }

        foreach (Oddity oddity in Oddity.All)
        {
            if (odds.HasFlag(oddity.Kind))
            {
                draft.Tally.Check(oddity.Clause, role);
            }
        }

        // Half an answer is no reason to look for what may be left out.
        if ((odds & (Odds.Sparse | Odds.HalfFilled)) == Odds.Sparse)
        {
            draft.Tally.Check(ToleranceClauses.OptionalFields, role);
        }

        if ((odds & ~Odds.Sparse) == Odds.None)
        {
            draft.Tally.Check(ToleranceClauses.OrdinaryHook, role);
        }
    }

    // What is odd where the hook runs: about its own relation, or, if it has none, about any relation that its unit has a part in.
    private static Odds OddsFor(ref Draft draft, ref HookView view, Roles role)
    {
        if (view.Relation >= 0)
        {
            RelationState own = draft.Relations[view.Relation];
            bool ends = view.Hook.Kind is HookKind.RelationDeparted or HookKind.RelationBroken && !own.EverAnswered;
            return OddsOn(own, role) | (ends ? Odds.Unanswered : Odds.None);
        }

        Odds odds = Odds.None;
        foreach (RelationState relation in draft.Relations)
        {
            odds |= IsLive(ref draft, ref view, relation, role) ? OddsOn(relation, role) : Odds.None;
        }

        return odds;
    }

    private static bool IsLive(ref Draft draft, ref HookView view, RelationState relation, Roles role) =>
        relation.RoleOf(view.Name) == role && draft.Units[view.Unit].Link(relation.Id) is not { Broken: true };

    private static Odds OddsOn(RelationState relation, Roles role)
    {
        if (role == Roles.Provider)
        {
            return relation.RequestOdds | (relation.AnswerOdds & Odds.BrokenBookkeeping);
        }

        bool other = relation.Bucket is not null && relation.Asked is not null
            && !string.Equals(relation.Bucket, relation.Asked, StringComparison.Ordinal);
        return (relation.AnswerOdds & ~Odds.BrokenBookkeeping) | (other ? Odds.OtherBucket : Odds.None);
    }

    // Where somebody has tried what the failure hangs on, that; else all that is odd.
    private static void Blame(ref Draft draft, ref HookView view, Roles role, Odds odds)
    {
        IReadOnlyList<string>? tried = view.Step.FailsOnlyWith;
        List<Oddity> suspects = Suspects(ref draft, ref view, role, odds);
        List<Oddity> blamed = tried is not null ? suspects.FindAll(oddity => tried.Contains(oddity.Name, StringComparer.Ordinal))
            : odds.HasFlag(Odds.BrokenBookkeeping) ? suspects.FindAll(oddity => oddity.Kind == Odds.BrokenBookkeeping)
            : suspects.FindAll(oddity => oddity.Kind != Odds.Sparse);
        string[] open = tried is null ? [.. suspects.Select(oddity => oddity.Name)] : [];
        foreach (Oddity oddity in blamed)
        {
            Violate(ref draft, ref view, role, oddity.Clause, oddity.Circumstance, open);
        }

        if (blamed.Count == 0)
        {
            string[] odd = tried is null ? [] : [.. suspects.Where(oddity => oddity.Kind != Odds.Sparse).Select(oddity => oddity.Circumstance)];
            Violate(
                ref draft, ref view, role, ToleranceClauses.OrdinaryHook,
                odd.Length == 0 ? "nothing is odd" : $"{string.Join(", ", odd)}, which is not the reason: without it the hook fails too", open);
        }
    }

    private static List<Oddity> Suspects(ref Draft draft, ref HookView view, Roles role, Odds odds)
    {
        var suspects = new List<Oddity>(Oddity.All.Where(oddity => odds.HasFlag(oddity.Kind)));
        for (int i = 0; i < draft.Relations.Length && odds.HasFlag(Odds.Sparse); i++)
        {
            RelationState relation = draft.Relations[i];
            if (view.Relation == i || (view.Relation < 0 && relation.AnswerOdds.HasFlag(Odds.Sparse) && IsLive(ref draft, ref view, relation, role)))
            {
                suspects.AddRange(Oddity.LeftOutOf(relation.Answer).Where(oddity => !suspects.Contains(oddity)));
            }
        }

        return suspects;
    }

    private static void Violate(
        ref Draft draft, ref HookView view, Roles role, Clause clause, string circumstance, string[] suspects)
    {
        draft.Tally.Check(clause, role);
        UnitState unit = draft.Units[view.Unit];
        string what = $"{clause.Id} {role}";
        if (view.Step.Attempt > 0 && unit.Blamed.Contains(what, StringComparer.Ordinal))
        {
            return;
        }

        draft.Set(view.Unit, unit with { Blamed = [.. unit.Blamed, what] });
        Violation failed = draft.Violation(
            clause, role, view.Name, view.Step.Unit, view.Hook.Relation, s_failed, circumstance, view.Step.Failure ?? "no reason was given");
        draft.Tally.Violate(view.Step, failed with { Suspects = suspects });
    }
}
