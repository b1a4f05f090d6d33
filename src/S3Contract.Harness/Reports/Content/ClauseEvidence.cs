using S3Contract.Harness.Judging;

namespace S3Contract.Harness.Reports.Content;

/// <summary>What is known of a clause at one endpoint, in words.</summary>
/// <param name="Clause">The clause, as it is told; its verdict is not decided yet.</param>
/// <param name="Facts">What its verdict follows from.</param>
internal sealed record ClauseEvidence(ClauseResult Clause, ClauseFacts Facts)
{
    /// <summary>The most violations of a clause that are kept.</summary>
    public const int MostViolations = 20;

    /// <summary>The clause with its verdict.</summary>
    public ClauseResult Decided()
    {
        (Verdict verdict, string? reason) = (Facts with { Broken = Clause.Violations.Count > 0 }).Decide();
        return Clause with
        {
            Verdict = verdict,
            Reason = reason,
            Checked = Facts.Checked,
            Violations = verdict == Verdict.Inconclusive ? [] : Clause.Violations,
        };
    }

    /// <summary>What several parts of a check know of it together.</summary>
    /// <param name="parts">What each knows.</param>
    /// <param name="order">The place of each script among all.</param>
    public static ClauseEvidence Merged(IReadOnlyList<ClauseEvidence> parts, Func<string, int> order) => new(
        parts[0].Clause with { Violations = [.. parts.SelectMany(part => part.Clause.Violations).OrderBy(violation => order(violation.Script)).Take(MostViolations)] },
        parts[0].Facts with
        {
            Checked = parts.Sum(part => part.Facts.Checked),

            // What one part has seen, all have.
            Hidden = parts.Any(part => part.Facts.Hidden is null) ? null : parts.Select(part => part.Facts.Hidden!).OrderBy(IsUnseen).First(),
            NoOccasion = parts.All(part => part.Facts.NoOccasion),
            Aside = parts.Select(part => part.Facts.Aside).FirstOrDefault(aside => aside is not null),
            AsideBroken = parts.Any(part => part.Facts.AsideBroken),
        });

    private static bool IsUnseen(string hidden) => hidden.StartsWith(SeenEvents.NoEvent, StringComparison.Ordinal);
}
