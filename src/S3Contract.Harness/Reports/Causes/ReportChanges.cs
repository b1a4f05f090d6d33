using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Causes;

/// <summary>Compares a report with a previous one.</summary>
internal static class ReportChanges
{
    private const string Absent = "absent";

    /// <summary>What changed from one to the other: the clauses in the order of the later report, those that are not in it behind.</summary>
    public static ReportHistory Between(CheckReport previous, CheckReport now)
    {
        ClauseTurn[] turns =
        [
            .. now.Clauses.Select(clause => clause.Id).Union(previous.Clauses.Select(clause => clause.Id), StringComparer.Ordinal)
                .Select(id => new ClauseTurn(id, VerdictOf(previous, id), VerdictOf(now, id)))
                .Where(turn => !string.Equals(turn.Before, turn.Now, StringComparison.Ordinal)),
        ];
        return new ReportHistory(
            $"{previous.Tool.Name} {previous.Tool.Version}, {previous.Subject.Name}, level {previous.Level}: {VerdictName.Of(previous.Verdict)}",
            [.. turns.Where(IsWorse)],
            [.. turns.Where(IsBetter)],
            [.. turns.Where(turn => !IsWorse(turn) && !IsBetter(turn) && Is(turn.Before, Verdict.Fail))],
            Headlines(now, previous),
            Headlines(previous, now));
    }

    private static bool IsWorse(ClauseTurn turn) => Is(turn.Now, Verdict.Fail) || Is(turn.Before, Verdict.Pass);

    private static bool IsBetter(ClauseTurn turn) => Is(turn.Now, Verdict.Pass);

    private static bool Is(string name, Verdict verdict) => string.Equals(name, VerdictName.Of(verdict), StringComparison.Ordinal);

    private static string VerdictOf(CheckReport report, string id) =>
        report.Clauses.FirstOrDefault(clause => string.Equals(clause.Id, id, StringComparison.Ordinal)) is { } clause ? VerdictName.Of(clause.Verdict) : Absent;

    private static string[] Headlines(CheckReport of, CheckReport butNotOf)
    {
        HashSet<string> known = [.. Cause.Of(butNotOf).Select(cause => cause.Key)];
        return [.. Cause.Of(of).Where(cause => !known.Contains(cause.Key)).Select(cause => cause.Headline)];
    }
}
