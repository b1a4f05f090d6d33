namespace S3Contract.Harness.Campaigns.Goals;

/// <summary>The goals of a campaign.</summary>
internal static class SometimesGoals
{
    /// <summary>All goals, in the order in which reports show them.</summary>
    public static IReadOnlyList<SometimesGoal> All { get; } =
    [
        new("rotation-while-leader-moves", "new credentials are issued, and leadership of the provider moves before all is quiet", Roles.Both, RotationWhileLeaderMoves),
        new("rotation-twice-unseen", "credentials are issued twice before any unit of a requirer has run", Roles.Both, RotationTwiceUnseen),
        new("unit-added-mid-rotation", "a unit is added after new credentials are issued and before all is quiet", Roles.Both, UnitAddedMidRotation),
        new("crash-between-request-and-answer", "a hook of the provider is killed while a request is open", Roles.Both, LostWhileOpen(HookOutcome.Killed)),
        new("failure-between-request-and-answer", "a hook of the provider fails while a request is open", Roles.Both, LostWhileOpen(HookOutcome.Failed)),
        new("leader-moves-between-request-and-answer", "leadership of the provider moves while a request is open", Roles.Both, LeaderMovesWhileOpen),
        new("leadership-lost-in-hook", "a unit leads when its hook begins, and not any more when it ends", Roles.Both, LeadershipLostInHook),
        new("first-leader-leaves-before-request", "the leader of a requirer leaves before it has asked", Roles.Both, LeaderLeavesBeforeRequest),
        new("removed-before-answered", "a relation is removed before it was answered", Roles.Both, RemovedBeforeAnswered),
        new("related-again", "two applications are related again after their relation was removed", Roles.Both, RelatedAgain),
        new("several-relations", "an application has two relations at once", Roles.Both, SeveralRelations),
        new("scaled-to-zero-and-back", "the last unit of an application leaves, and one is added later", Roles.Both, ScaledToZeroAndBack),
        new("hook-retried", "a hook that failed succeeds when it is tried again", Roles.Both, HookRetried),
        new("half-an-answer", "one of the two keys is shown without the other", Roles.Requirer, HalfAnAnswer),
        new("request-withdrawn", "a requirer takes its request back", Roles.Provider, RequestWithdrawn),
    ];

    private static bool RotationWhileLeaderMoves(IReadOnlyList<Moment> run) =>
        DuringRotation(run, (change, provider) => change is LeaderMoved { From: not null, To: not null } moved && Is(moved.Application, provider));

    private static bool UnitAddedMidRotation(IReadOnlyList<Moment> run) => DuringRotation(run, (change, _) => change is UnitAdded);

    // Between a later issue of an application and the next moment of quiet.
    private static bool DuringRotation(IReadOnlyList<Moment> run, Func<ModelChange, string, bool> happens)
    {
        HashSet<string> issued = new(StringComparer.Ordinal);
        HashSet<string> rotating = new(StringComparer.Ordinal);
        foreach ((Step step, _) in run)
        {
            if (step is not ModelStep { Change: var change })
            {
                continue;
            }

            if (change is ModelQuiet)
            {
                rotating.Clear();
            }
            else if (change is CredentialsIssued issue && !issued.Add(issue.Application))
            {
                rotating.Add(issue.Application);
            }
            else if (rotating.Any(provider => happens(change, provider)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool RotationTwiceUnseen(IReadOnlyList<Moment> run)
    {
        HashSet<string> unseen = new(StringComparer.Ordinal);
        return Any(run, (step, relations) =>
        {
            if (step is HookStep hook && relations.Any(relation => Is(relation.Requirer, hook.Unit.Application)))
            {
                unseen.Clear();
            }

            return step is ModelStep { Change: CredentialsIssued issue }
                && relations.Any(relation => Is(relation.Provider, issue.Application) && relation.IsAsked)
                && !unseen.Add(issue.Application);
        });
    }

    private static Func<IReadOnlyList<Moment>, bool> LostWhileOpen(HookOutcome outcome) => run => Any(run, (step, relations) =>
        step is HookStep hook && hook.Outcome == outcome && relations.Any(relation => IsOpen(relation) && Is(relation.Provider, hook.Unit.Application)));

    private static bool LeaderMovesWhileOpen(IReadOnlyList<Moment> run) => Any(run, (step, relations) =>
        step is ModelStep { Change: LeaderMoved { From: not null, To: not null } moved }
        && relations.Any(relation => IsOpen(relation) && Is(relation.Provider, moved.Application)));

    private static bool LeadershipLostInHook(IReadOnlyList<Moment> run)
    {
        for (int i = 0; i + 1 < run.Count; i++)
        {
            if (run[i].Step is HookStep { Leader: true } hook
                && run[i + 1].Step is ModelStep { Change: LeaderMoved { From: { } from, To: not null } }
                && from == hook.Unit
                && hook.Hook.Kind is not (HookKind.Stop or HookKind.Remove))
            {
                return true;
            }
        }

        return false;
    }

    private static bool LeaderLeavesBeforeRequest(IReadOnlyList<Moment> run) => run.Any(moment =>
        Left(moment) is { } application
        && UnderContract(moment.Before).Any(relation => !relation.IsAsked && !relation.Dying && Is(relation.Requirer, application)));

    // The application whose leader leaves it, or leads it no more.
    private static string? Left(Moment moment) => moment.Step switch
    {
        ModelStep { Change: LeaderMoved { From: not null } moved } => moved.Application,
        ModelStep { Change: UnitRemoved { Unit: var unit } } when moment.Before.Find(unit.Application)?.Leader == unit => unit.Application,
        _ => null,
    };

    private static bool RemovedBeforeAnswered(IReadOnlyList<Moment> run) => Any(run, (step, relations) =>
        step is ModelStep { Change: RelationRemoved removed } && relations.Any(relation => relation.Id == removed.Relation && !relation.IsAnswered));

    private static bool RelatedAgain(IReadOnlyList<Moment> run)
    {
        HashSet<(string, string)> removed = [];
        return Any(run, (step, relations) =>
        {
            if (step is ModelStep { Change: RelationRemoved { Relation: var id } } && relations.FirstOrDefault(relation => relation.Id == id) is { } gone)
            {
                removed.Add((gone.Provider, gone.Requirer));
            }

            return step is ModelStep { Change: RelationAdded added } && removed.Contains((added.Provider, added.Requirer));
        });
    }

    private static bool SeveralRelations(IReadOnlyList<Moment> run) => Any(run, (step, relations) =>
        step is ModelStep { Change: RelationAdded { IsUnderContract: true } added }
        && relations.Any(relation => !relation.Dying && (Is(relation.Provider, added.Provider) || Is(relation.Requirer, added.Requirer))));

    private static bool ScaledToZeroAndBack(IReadOnlyList<Moment> run)
    {
        HashSet<string> empty = new(StringComparer.Ordinal);
        foreach ((Step step, ObservedModel before) in run)
        {
            if (step is ModelStep { Change: UnitAdded { Unit.Application: var grown } } && empty.Contains(grown))
            {
                return true;
            }
            else if (step is ModelStep { Change: UnitRemoved { Unit: var last } } && before.Find(last.Application) is { Units: [var only] } && only == last)
            {
                empty.Add(last.Application);
            }
            else if (step is ModelStep { Change: ApplicationRemoved { Application: var removed } })
            {
                empty.Remove(removed);
            }
        }

        return false;
    }

    private static bool HookRetried(IReadOnlyList<Moment> run) =>
        run.Any(moment => moment.Step is HookStep { Attempt: > 0, Outcome: HookOutcome.Committed });

    private static bool HalfAnAnswer(IReadOnlyList<Moment> run) => Commits(run, (commit, relation, application) =>
        Is(relation.Provider, application) && commit.After.ContainsKey("access-key") != commit.After.ContainsKey("secret-key"));

    private static bool RequestWithdrawn(IReadOnlyList<Moment> run) => Commits(run, (commit, relation, application) =>
        Is(relation.Requirer, application) && commit.Before.ContainsKey("bucket") && !commit.After.ContainsKey("bucket"));

    private static bool Commits(IReadOnlyList<Moment> run, Func<DatabagCommit, RelationView, string, bool> isSuch) => Any(run, (step, relations) =>
        step is HookStep hook && hook.Commits.Any(commit => commit.Application
            && relations.FirstOrDefault(relation => relation.Id == commit.Relation) is { } relation
            && isSuch(commit, relation, hook.Unit.Application)));

    private static bool Any(IReadOnlyList<Moment> run, Func<Step, IEnumerable<RelationView>, bool> isSuch) =>
        run.Any(moment => isSuch(moment.Step, UnderContract(moment.Before)));

    private static IEnumerable<RelationView> UnderContract(ObservedModel model) => model.Relations.Where(relation => relation.IsUnderContract);

    // Asked, not answered, and not about to end.
    private static bool IsOpen(RelationView relation) => relation is { IsAsked: true, IsAnswered: false, Dying: false };

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
