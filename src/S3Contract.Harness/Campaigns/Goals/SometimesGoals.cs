using S3Contract.Charms;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>The goals of a campaign.</summary>
public static class SometimesGoals
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

    private static bool RotationWhileLeaderMoves(IReadOnlyList<Step> steps) =>
        DuringRotation(steps, (change, provider) => change is LeaderMoved { From: not null, To: not null } moved && Is(moved.Application, provider));

    private static bool UnitAddedMidRotation(IReadOnlyList<Step> steps) => DuringRotation(steps, (change, _) => change is UnitAdded);

    // Between a later issue of an application and the next moment of quiet.
    private static bool DuringRotation(IReadOnlyList<Step> steps, Func<ModelChange, string, bool> happens)
    {
        HashSet<string> issued = new(StringComparer.Ordinal);
        HashSet<string> rotating = new(StringComparer.Ordinal);
        foreach (Step step in steps)
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

    private static bool RotationTwiceUnseen(IReadOnlyList<Step> steps)
    {
        HashSet<string> unseen = new(StringComparer.Ordinal);
        return RelationLife.Any(steps, (step, relations) =>
        {
            if (step is HookStep hook && relations.Values.Any(life => Is(life.Added.Requirer, hook.Unit.Application)))
            {
                unseen.Clear();
            }

            return step is ModelStep { Change: CredentialsIssued issue }
                && relations.Values.Any(life => Is(life.Added.Provider, issue.Application) && life.Asked)
                && !unseen.Add(issue.Application);
        });
    }

    private static Func<IReadOnlyList<Step>, bool> LostWhileOpen(HookOutcome outcome) => steps => RelationLife.Any(steps, (step, relations) =>
        step is HookStep hook && hook.Outcome == outcome
        && relations.Values.Any(life => life.IsOpen && Is(life.Added.Provider, hook.Unit.Application)));

    private static bool LeaderMovesWhileOpen(IReadOnlyList<Step> steps) => RelationLife.Any(steps, (step, relations) =>
        step is ModelStep { Change: LeaderMoved { From: not null, To: not null } moved }
        && relations.Values.Any(life => life.IsOpen && Is(life.Added.Provider, moved.Application)));

    private static bool LeadershipLostInHook(IReadOnlyList<Step> steps)
    {
        for (int i = 0; i + 1 < steps.Count; i++)
        {
            if (steps[i] is HookStep { Leader: true } hook
                && steps[i + 1] is ModelStep { Change: LeaderMoved { From: { } from, To: not null } }
                && from == hook.Unit
                && hook.Hook.Kind is not (HookKind.Stop or HookKind.Remove))
            {
                return true;
            }
        }

        return false;
    }

    private static bool LeaderLeavesBeforeRequest(IReadOnlyList<Step> steps)
    {
        SortedDictionary<string, UnitName> leaders = new(StringComparer.Ordinal);
        return RelationLife.Any(steps, (step, relations) =>
        {
            if (step is ModelStep { Change: LeaderMoved moved })
            {
                if (moved.To is { } leader)
                {
                    leaders[moved.Application] = leader;
                }

                return moved.From is not null
                    && relations.Values.Any(life => !life.Asked && !life.Leaving && Is(life.Added.Requirer, moved.Application));
            }

            return step is ModelStep { Change: UnitRemoved { Unit: var unit } }
                && leaders.TryGetValue(unit.Application, out UnitName last) && last == unit
                && relations.Values.Any(life => !life.Asked && !life.Leaving && Is(life.Added.Requirer, unit.Application));
        });
    }

    private static bool RemovedBeforeAnswered(IReadOnlyList<Step> steps) => RelationLife.Any(steps, (step, relations) =>
        step is ModelStep { Change: RelationRemoved removed } && relations.TryGetValue(removed.Relation, out RelationLife? life) && !life.Answered);

    private static bool RelatedAgain(IReadOnlyList<Step> steps)
    {
        HashSet<(string, string)> removed = [];
        return RelationLife.Any(steps, (step, relations) =>
        {
            if (step is ModelStep { Change: RelationRemoved { Relation: var relation } } && relations.TryGetValue(relation, out RelationLife? life))
            {
                removed.Add((life.Added.Provider, life.Added.Requirer));
            }

            return step is ModelStep { Change: RelationAdded added } && removed.Contains((added.Provider, added.Requirer));
        });
    }

    private static bool SeveralRelations(IReadOnlyList<Step> steps) => RelationLife.Any(steps, (step, relations) =>
        step is ModelStep { Change: RelationAdded { Interface: "s3", IsPeer: false } added }
        && relations.Values.Any(life => !life.Leaving && (Is(life.Added.Provider, added.Provider) || Is(life.Added.Requirer, added.Requirer))));

    private static bool ScaledToZeroAndBack(IReadOnlyList<Step> steps)
    {
        SortedDictionary<string, int> units = new(StringComparer.Ordinal);
        HashSet<string> empty = new(StringComparer.Ordinal);
        foreach (Step step in steps)
        {
            if (step is ModelStep { Change: UnitAdded { Unit.Application: var grown } })
            {
                units[grown] = units.GetValueOrDefault(grown) + 1;
                if (empty.Contains(grown))
                {
                    return true;
                }
            }
            else if (step is ModelStep { Change: UnitRemoved { Unit.Application: var shrunk } } && --units[shrunk] == 0)
            {
                empty.Add(shrunk);
            }
            else if (step is ModelStep { Change: ApplicationRemoved { Application: var removed } })
            {
                empty.Remove(removed);
            }
        }

        return false;
    }

    private static bool HookRetried(IReadOnlyList<Step> steps) =>
        steps.Any(step => step is HookStep { Attempt: > 0, Outcome: HookOutcome.Committed });

    private static bool HalfAnAnswer(IReadOnlyList<Step> steps) => RelationLife.Any(steps, (step, relations) =>
        step is HookStep hook && hook.Commits.Any(commit =>
            commit.Application
            && relations.TryGetValue(commit.Relation, out RelationLife? life)
            && Is(life.Added.Provider, hook.Unit.Application)
            && commit.After.ContainsKey("access-key") != commit.After.ContainsKey("secret-key")));

    private static bool RequestWithdrawn(IReadOnlyList<Step> steps) => RelationLife.Any(steps, (step, relations) =>
        step is HookStep hook && hook.Commits.Any(commit =>
            commit.Application
            && relations.TryGetValue(commit.Relation, out RelationLife? life)
            && Is(life.Added.Requirer, hook.Unit.Application)
            && commit.Before.ContainsKey("bucket") && !commit.After.ContainsKey("bucket")));

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
