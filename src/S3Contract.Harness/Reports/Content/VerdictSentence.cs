using S3Contract.Harness.Judging;

namespace S3Contract.Harness.Reports.Content;

/// <summary>What a report comes to, as a sentence without its subject, the same wherever it is shown.</summary>
internal static class VerdictSentence
{
    /// <summary><c>conforms to level core</c>.</summary>
    public static string Of(CheckReport report) => report switch
    {
        { Verdict: Verdict.Fail, Baseline: { Worse.Count: > 0 and var worse } baseline } => $"{Count(worse, "thing is", "things are")} worse than the baseline {baseline.File}",
        { Verdict: Verdict.Fail } when Failed(report) == 0 => "does not go as your own scripts say",
        { Verdict: Verdict.Fail } => $"does not conform to level {report.Level}",
        { Shard: not null } => "nothing failed in this shard",
        { Verdict: Verdict.Pass, Baseline: { } baseline } => $"not worse than the baseline {baseline.File}: {Count(Failed(report), "failure is", "failures are")} accepted",
        { Verdict: Verdict.Pass, Partial: not null } => $"nothing that was tried failed at level {report.Level}",
        { Verdict: Verdict.Pass } => $"conforms to level {report.Level}",
        { Counts.Hooks: 0 } => "nothing was judged: no hook ran",
        { Unproven: { } unproven } => $"nothing was proved: {unproven}",
        _ => $"nothing was judged: no clause of level {report.Level} could be put to the test",
    };

    private static int Failed(CheckReport report) => report.Counted.Count(clause => clause.Verdict == Verdict.Fail);

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
