using S3Contract.Harness.Judging;

namespace S3Contract.Harness.Reports.Content;

/// <summary>How a verdict is spelled wherever it is shown.</summary>
public static class VerdictName
{
    /// <summary><c>pass</c>, <c>fail</c>, <c>inconclusive</c> or <c>waived</c>.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Waived => "waived",
        _ => "inconclusive",
    };

    /// <summary>The same of a script, and <c>warning</c>.</summary>
    public static string Of(ScenarioResult scenario) => scenario.Warns ? "warning" : Of(scenario.Verdict);
}
