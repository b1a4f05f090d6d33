using S3Contract.Harness.Conformance;
using S3Contract.Harness.Judging;

namespace S3Contract.Cli;

/// <summary>What a report comes to in one sentence and in an exit code.</summary>
internal static class CheckVerdict
{
    public static int ExitCodeOf(CheckReport report) => report switch
    {
        { Interrupted: true } => ExitCode.Interrupted,
        { Verdict: Verdict.Fail } => ExitCode.ClauseFailed,
        { Verdict: Verdict.Pass } => ExitCode.Conforms,
        _ => ExitCode.CannotRun,
    };

    public static string InWords(CheckReport report)
    {
        int failed = report.Counted.Count(clause => clause.Verdict == Verdict.Fail);
        string clauses = failed == 1 ? "1 clause" : FormattableString.Invariant($"{failed} clauses");
        return report switch
        {
            { Interrupted: true } => $"interrupted; until then {(failed == 0 ? "no clause" : clauses)} of level {report.Level} failed",
            { Verdict: Verdict.Fail } => $"does not conform to level {report.Level}: {clauses} failed",
            { Verdict: Verdict.Pass } => $"conforms to level {report.Level}",
            { Counts.Hooks: 0 } => "nothing was judged: no hook ran",
            _ => $"nothing was judged: no clause of level {report.Level} could be put to the test",
        };
    }
}
