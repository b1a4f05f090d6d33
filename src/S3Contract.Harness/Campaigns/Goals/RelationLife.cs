using S3Contract.Charms;
using S3Contract.Observations;

namespace S3Contract.Harness.Campaigns;

/// <summary>What a goal has to know of a relation under contract while it walks along a run.</summary>
/// <param name="Added">The two sides.</param>
internal sealed record RelationLife(RelationAdded Added)
{
    /// <summary>Has the requirer asked for a bucket?</summary>
    public bool Asked { get; init; }

    /// <summary>Does the provider show both keys?</summary>
    public bool Answered { get; init; }

    /// <summary>Is the relation being removed, or gone?</summary>
    public bool Leaving { get; init; }

    /// <summary>Asked, not answered, and not about to end.</summary>
    public bool IsOpen => Asked && !Answered && !Leaving;

    /// <summary>Walks along a run: calls <paramref name="visit"/> for each step with the relations as they are before it.</summary>
    /// <returns>True as soon as a visit says so.</returns>
    public static bool Any(IReadOnlyList<Step> steps, Func<Step, IReadOnlyDictionary<RelationId, RelationLife>, bool> visit)
    {
        SortedDictionary<RelationId, RelationLife> relations = [];
        foreach (Step step in steps)
        {
            if (visit(step, relations))
            {
                return true;
            }

            switch (step)
            {
                case ModelStep { Change: RelationAdded { Interface: "s3", IsPeer: false } added }:
                    relations[added.Relation] = new RelationLife(added);
                    break;
                case ModelStep { Change: RelationRemoved removed } when relations.TryGetValue(removed.Relation, out RelationLife? life):
                    relations[removed.Relation] = life with { Leaving = true };
                    break;
                case ModelStep { Change: RelationGone gone }:
                    relations.Remove(gone.Relation);
                    break;
                case HookStep hook:
                    Follow(hook, relations);
                    break;
            }
        }

        return false;
    }

    private static void Follow(HookStep hook, SortedDictionary<RelationId, RelationLife> relations)
    {
        foreach (DatabagCommit commit in hook.Commits)
        {
            if (commit.Application && relations.TryGetValue(commit.Relation, out RelationLife? life))
            {
                relations[commit.Relation] = string.Equals(hook.Unit.Application, life.Added.Provider, StringComparison.Ordinal)
                    ? life with { Answered = commit.After.ContainsKey("access-key") && commit.After.ContainsKey("secret-key") }
                    : life with { Asked = commit.After.ContainsKey("bucket") };
            }
        }
    }
}
