using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Views;

/// <summary>What a report comes to in one sentence and in an exit code.</summary>
/// <param name="MaxInconclusive">How many clauses that count may be inconclusive; null for any number.</param>
internal sealed record CheckVerdict(int? MaxInconclusive = null)
{
    public int ExitCodeOf(CheckReport report) => report switch
    {
        { Interrupted: true } => ExitCode.Interrupted,
        { Verdict: Verdict.Fail } => ExitCode.ClauseFailed,
        { Stopped: true } => ExitCode.CannotRun,

        // What a part of a check lacks, another may have: merge decides.
        { Shard: not null } => ExitCode.Conforms,
        { Verdict: Verdict.Pass } => TooMany(report) is null ? ExitCode.Conforms : ExitCode.CannotRun,
        _ => ExitCode.CannotRun,
    };

    public string InWords(CheckReport report)
    {
        int failed = report.Counted.Count(clause => clause.Verdict == Verdict.Fail);
        string part = report is { Partial: { } partial, Interrupted: false } ? $" (partial: {partial})" : "";
        return report switch
        {
            { Interrupted: true } =>
                $"{report.Partial} (partial); until then {(failed == 0 ? "no clause" : Count(failed, "clause", "clauses"))} of level {report.Level} failed",
            { Verdict: Verdict.Fail, Baseline: null or { Worse.Count: 0 } } when failed > 0 => $"{VerdictSentence.Of(report)}: {Count(failed, "clause", "clauses")} failed{part}",
            { Verdict: not Verdict.Fail, Shard: not null } => $"{VerdictSentence.Of(report)}{part}; merge decides",
            { Verdict: Verdict.Pass } when TooMany(report) is { } many => $"nothing failed, but {many}{part}",
            _ => VerdictSentence.Of(report) + part,
        };
    }

    private string? TooMany(CheckReport report)
    {
        int open = report.Counted.Count(clause => clause.Verdict == Verdict.Inconclusive);
        return open > MaxInconclusive
            ? FormattableString.Invariant($"{Count(open, "clause", "clauses")} of level {report.Level} {(open == 1 ? "is" : "are")} inconclusive, more than --max-inconclusive {MaxInconclusive}")
            : null;
    }

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
