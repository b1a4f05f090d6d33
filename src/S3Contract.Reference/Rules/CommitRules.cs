using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a hook has committed: judged, then remembered.</summary>
internal static class CommitRules
{
    /// <summary>Judges and remembers all databags that the hook changed.</summary>
    /// <returns>Did it change a databag of the interface, and not only begin to keep its books there?</returns>
    public static bool Apply(ref Draft draft, ref HookView view)
    {
        IReadOnlyList<DatabagCommit> commits = view.Step.Commits;
        bool changed = false;
        bool busy = false;
        bool noticeable = false;
        for (int i = 0; i < commits.Count; i++)
        {
            DatabagCommit commit = commits[i];
            if (commit.Before.Equals(commit.After))
            {
                continue;
            }

            busy = true;
            noticeable |= !OnlyBookkeeping(commit);
            int at = draft.FindRelation(commit.Relation);
            if (at < 0)
            {
                continue;
            }

            Roles role = draft.Relations[at].RoleOf(view.Name);
            if (role == Roles.None)
            {
                Roles side = draft.Applications[view.Application].Role;
                view.Fail(
                    ref draft, WriteClauses.OwnSide, side is Roles.Both or Roles.None ? Roles.Provider : side, commit.Relation, WriteReasons.OthersSide);
                continue;
            }

            changed |= !BeginsBookkeeping(commit);
            Judge(ref draft, ref view, commit, role);
            IsolationRules.OnCommit(ref draft, ref view, commit, at, role);
            if (!commit.Application)
            {
                continue;
            }

            if (role == Roles.Provider)
            {
                AnswerRules.Apply(ref draft, ref view, commit, at);
            }
            else
            {
                RequestRules.Apply(ref draft, ref view, commit, at);
            }
        }

        if (noticeable)
        {
            draft.Changes++;
        }

        // A charm that talks to itself through its peer relation does not come to rest either.
        if (busy)
        {
            ApplicationState application = draft.Applications[view.Application];
            draft.Set(view.Application, application with { Commits = application.Commits + 1 });
        }

        return changed;
    }

    private static void Judge(ref Draft draft, ref HookView view, DatabagCommit commit, Roles role)
    {
        draft.Tally.Check(WriteClauses.OwnSide, role);
        if (commit.Application)
        {
            draft.Tally.Check(WriteClauses.LeaderOnly, role);
            if (!view.Step.Leader && !view.Leads)
            {
                view.Violate(ref draft, WriteClauses.LeaderOnly, role, commit.Relation, WriteReasons.FollowerChanged);
            }
        }

        bool broken = view.Hook.Kind == HookKind.RelationBroken && view.Hook.Relation == commit.Relation;
        if ((broken || draft.Units[view.Unit].Link(commit.Relation) is { Broken: true }) && FirstAddition(commit) is { } added)
        {
            view.Fail(
                ref draft, WriteClauses.NothingAfterBroken, role, commit.Relation, WriteReasons.AddedAfterBroken, broken ? "in" : "after", added);
        }

        draft.Tally.Check(WriteClauses.ApplicationDatabag, role);
        if (!commit.Application && FirstMisplaced(commit) is { } misplaced)
        {
            view.Violate(ref draft, WriteClauses.ApplicationDatabag, role, commit.Relation, WriteReasons.Misplaced, misplaced);
        }
    }

    // What the library keeps under its key says nothing to anybody else.
    private static bool OnlyBookkeeping(DatabagCommit commit) =>
        commit.Before.With(ContractFields.Bookkeeping, "").Equals(commit.After.With(ContractFields.Bookkeeping, ""));

    // The library of version 1 begins with it in the first hook in which it looks for its secret, which need not be the first of all.
    private static bool BeginsBookkeeping(DatabagCommit commit) =>
        OnlyBookkeeping(commit) && !commit.Before.ContainsKey(ContractFields.Bookkeeping);

    private static string? FirstAddition(DatabagCommit commit)
    {
        foreach (ref readonly KeyValuePair<string, string> item in commit.After.Items)
        {
            if (!string.Equals(commit.Before.Get(item.Key), item.Value, StringComparison.Ordinal))
            {
                return item.Key;
            }
        }

        return null;
    }

    private static string? FirstMisplaced(DatabagCommit commit)
    {
        foreach (ref readonly KeyValuePair<string, string> item in commit.After.Items)
        {
            if (item.Key is ContractFields.Bucket or ContractFields.AccessKey or ContractFields.SecretKey
                && !commit.Before.ContainsKey(item.Key))
            {
                return item.Key;
            }
        }

        return null;
    }
}
