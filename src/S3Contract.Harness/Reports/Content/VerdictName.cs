using S3Contract.Harness.Judging;

namespace S3Contract.Harness.Reports.Content;

/// <summary>How a verdict is spelled wherever it is shown.</summary>
internal static class VerdictName
{
    /// <summary><c>pass</c>, <c>fail</c>, <c>inconclusive</c> or <c>waived</c>.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Waived => "waived",
        _ => "inconclusive",
    };

    /// <summary>The verdict of a name.</summary>
    internal static Verdict Read(string name) => Enum.GetValues<Verdict>().FirstOrDefault(verdict => string.Equals(Of(verdict), name, StringComparison.Ordinal), Verdict.Inconclusive);

    /// <summary>The verdict of a script, by the name that it is told by.</summary>
    internal static Verdict ReadOfScript(string name) => IsWarning(name) ? Verdict.Inconclusive : Read(name);

    /// <summary>Is it the name of a warning?</summary>
    internal static bool IsWarning(string name) => string.Equals(name, "warning", StringComparison.Ordinal);

    /// <summary>The same of a script, and <c>warning</c>.</summary>
    public static string Of(ScenarioResult scenario) => scenario.Warns ? "warning" : Of(scenario.Verdict);
}
