using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Baselines;

/// <summary>What a change is to whoever maintains the charm.</summary>
internal enum ChangeKind
{
    /// <summary>A clause left pass or vanished, or there is a new cause under a failing one.</summary>
    Worse,

    /// <summary>A clause passes that did not, or a cause is gone.</summary>
    Better,

    /// <summary>A clause or script that was not there before.</summary>
    New,
}

/// <summary>A difference between two checks of a charm.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">The clause's id, or the script's name.</param>
/// <param name="Text">What changed, for people.</param>
/// <param name="Fails">Does it fail now?</param>
internal sealed record Change(ChangeKind Kind, string Subject, string Text, bool Fails = false);

/// <summary>Compares how a charm stands with how it stood.</summary>
internal static class Comparison
{
    /// <summary>The differences: clauses in the order of their ids, then scripts.</summary>
    /// <param name="before">How it stood.</param>
    /// <param name="after">How it stands.</param>
    /// <param name="partial">Was only a part looked at now? Then what is not told of it is no difference.</param>
    public static IReadOnlyList<Change> Of(Standing before, Standing after, bool partial) =>
    [
        .. before.Clauses.Keys.Union(after.Clauses.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(id => OfClause(id, before.Clauses.GetValueOrDefault(id), after.Clauses.GetValueOrDefault(id), partial)),
        .. before.Scripts.Keys.Union(after.Scripts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(name => OfScript(name, At(before.Scripts, name), At(after.Scripts, name), partial)),
    ];

    private static Verdict? At(IReadOnlyDictionary<string, Verdict> scripts, string name) => scripts.TryGetValue(name, out Verdict verdict) ? verdict : null;

    private static IEnumerable<Change> OfClause(string id, ClauseStanding? before, ClauseStanding? after, bool partial)
    {
        if (after is null)
        {
            return partial ? [] : [new Change(ChangeKind.Worse, id, $"was {VerdictName.Of(before!.Verdict)}, and has vanished")];
        }

        if (before is null)
        {
            return [new Change(ChangeKind.New, id, $"was not there before, and is {Told(after)}", after.Verdict == Verdict.Fail)];
        }

        return (before.Verdict, after.Verdict) switch
        {
            (Verdict.Pass, Verdict.Inconclusive) when partial => [],
            (Verdict.Pass, not Verdict.Pass) => [new Change(ChangeKind.Worse, id, $"left pass, and is {Told(after)}", after.Verdict == Verdict.Fail)],
            (_, Verdict.Fail) =>
            [
                .. after.Causes.Except(before.Causes, StringComparer.Ordinal)
                    .Select(cause => new Change(ChangeKind.Worse, id, $"was {VerdictName.Of(before.Verdict)}, and fails by a new cause: {cause}", Fails: true)),
                .. before.Causes.Except(after.Causes, StringComparer.Ordinal).Select(cause => new Change(ChangeKind.Better, id, $"fails no longer by {cause}")),
            ],
            (not Verdict.Pass, Verdict.Pass) => [new Change(ChangeKind.Better, id, $"was {VerdictName.Of(before.Verdict)}, and passes")],
            (Verdict.Fail, _) => [new Change(ChangeKind.Better, id, $"fails no longer, and is {VerdictName.Of(after.Verdict)}")],
            _ => [],
        };
    }

    private static IEnumerable<Change> OfScript(string name, Verdict? before, Verdict? after, bool partial) => (before, after) switch
    {
        (Verdict.Pass, null) => partial ? [] : [new Change(ChangeKind.Worse, name, "passed, and has vanished")],
        (Verdict.Pass, Verdict.Fail) => [new Change(ChangeKind.Worse, name, "passed, and does not go as it says", Fails: true)],
        (null, Verdict.Fail) => [new Change(ChangeKind.Worse, name, "is new, and does not go as it says", Fails: true)],
        (not null and not Verdict.Pass, Verdict.Pass) => [new Change(ChangeKind.Better, name, "goes as it says now")],
        _ => [],
    };

    private static string Told(ClauseStanding standing) =>
        VerdictName.Of(standing.Verdict) + (standing.Causes.Count == 0 ? "" : $": {string.Join("; ", standing.Causes)}");
}
