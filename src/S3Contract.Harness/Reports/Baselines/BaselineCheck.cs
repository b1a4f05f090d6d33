using System.Globalization;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Baselines;

/// <summary>Holds a report against a baseline.</summary>
internal static class BaselineCheck
{
    /// <summary>The report, in which what the baseline accepts no longer counts, and what is worse does.</summary>
    /// <param name="report">What a check found.</param>
    /// <param name="baseline">What is accepted.</param>
    /// <param name="file">What the baseline's file is called.</param>
    /// <param name="today">The day.</param>
    public static CheckReport Held(CheckReport report, Baseline baseline, string file, DateOnly today)
    {
        var standing = Standing.Of(report);
        AcceptedFailure[] over = [.. baseline.Accepted.Where(accepted => accepted.Expires < today && Shows(standing, accepted))];
        IReadOnlyList<Change> changes = Comparison.Of(baseline.ToStanding(), standing, report.Partial is not null);
        string[] worse =
        [
            .. changes.Where(change => change.Kind == ChangeKind.Worse).Select(change => $"{change.Subject} {change.Text}"),
            .. over.Select(accepted => $"{accepted.Clause} fails, and that was accepted until {Date(accepted.Expires!.Value)} only ({accepted.Reason}): {accepted.Cause}"),
        ];
        HashSet<string> bad = [.. changes.Where(change => change.Kind == ChangeKind.Worse).Select(change => change.Subject), .. over.Select(accepted => accepted.Clause)];
        return report with
        {
            Clauses = [.. report.Clauses.Select(clause => clause is { Verdict: Verdict.Fail, Counts: true } && !bad.Contains(clause.Id) ? clause with { Accepted = Why(baseline, clause.Id) } : clause)],
            Baseline = new BaselineResult(
                file,
                worse,
                [.. changes.Where(change => change is { Kind: ChangeKind.New, Fails: true }).Select(change => $"{change.Subject} {change.Text} (a warning, until the baseline is written anew)")],
                report.Partial is not null ? [] :
                [
                    .. baseline.Accepted.Where(accepted => !Shows(standing, accepted)).Select(accepted => $"{accepted.Clause} fails no longer by what is accepted: {accepted.Cause}"),
                ]),
        };
    }

    private static bool Shows(Standing standing, AcceptedFailure accepted) =>
        standing.Clauses.TryGetValue(accepted.Clause, out ClauseStanding? clause) && clause.Causes.Contains(accepted.Cause, StringComparer.Ordinal);

    private static string Why(Baseline baseline, string clause) =>
        baseline.Accepted.FirstOrDefault(accepted => string.Equals(accepted.Clause, clause, StringComparison.Ordinal))?.Reason
        ?? "the clause is new since the baseline was written";

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
