using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>A test case of the JUnit report. A clause whose level does not count, or that is inconclusive or waived, is skipped and says why.</summary>
/// <param name="Group">What it belongs to: the family of a clause.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it went.</param>
/// <param name="Message">Why, in one line.</param>
/// <param name="Details">All there is to say.</param>
internal sealed record JUnitCase(string Group, string Name, JUnitKind Kind, string Message = "", string Details = "")
{
    /// <summary>The cases of a report: the clauses, the scripts of the charm's author, and the error that ended the check.</summary>
    public static IEnumerable<JUnitCase> Of(CheckReport report) =>
    [
        .. report.Clauses.Select(clause => Of(report, clause)),
        .. report.Scenarios.Where(scenario => scenario.IsOwn).Select(Of),
        .. report.Error is { } error ? [new JUnitCase("check", "check", JUnitKind.Error, error, "The check was ended by an error that is no fault of the charm; the other cases say what was found until then.")]
            : Array.Empty<JUnitCase>(),
    ];

    private static JUnitCase Of(CheckReport report, ClauseResult clause) => clause switch
    {
        { Verdict: Verdict.Pass } => new JUnitCase(clause.Family, clause.Id, JUnitKind.Passed),
        { Verdict: Verdict.Fail, Counts: true } => new JUnitCase(clause.Family, clause.Id, JUnitKind.Failure, FirstMessage(clause), DetailsOf(clause)),
        { Verdict: Verdict.Fail } => new JUnitCase(
            clause.Family, clause.Id, JUnitKind.Skipped, $"failed, but level {clause.Level} does not count at --level {report.Level}: {FirstMessage(clause)}"),
        _ => new JUnitCase(clause.Family, clause.Id, JUnitKind.Skipped, $"{VerdictName.Of(clause.Verdict)}: {clause.Reason}"),
    };

    private static JUnitCase Of(ScenarioResult script) => script.Verdict switch
    {
        Verdict.Pass => new JUnitCase("scripts", script.Name, JUnitKind.Passed),
        Verdict.Fail => new JUnitCase("scripts", script.Name, JUnitKind.Failure, script.Reason ?? "", DetailsOf(script)),
        _ => new JUnitCase("scripts", script.Name, JUnitKind.Skipped, $"{VerdictName.Of(script)}: {script.Reason}"),
    };

    // What is wrong, and what the charm said of it.
    private static string FirstMessage(ClauseResult clause) => Cause.Of([clause], []) switch
    {
        [{ First: { Behind.LastWords: [.., var last] } first }, ..] => $"{first.Message}: {last.Trim()}",
        [{ First: var first }, ..] => first.Message,
        _ => clause.Text,
    };

    private static string DetailsOf(ClauseResult clause)
    {
        var text = new StringBuilder().Append(clause.Id).Append(" (").Append(clause.Level).Append("): ").Append(clause.Text).Append('\n');
        foreach (Cause cause in Cause.Of([clause], []))
        {
            text.Append('\n');
            Append(text, CauseText.Of(cause, violation => violation.Replay is { } replay ? "s3contract " + replay : null, sentences: false));
        }

        return text.ToString();
    }

    private static string DetailsOf(ScenarioResult script)
    {
        var text = new StringBuilder();
        Append(text, script.Missed);
        return (script.Replay is { } replay ? text.Append("s3contract ").Append(replay).Append('\n') : text).ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<TextLine> lines)
    {
        foreach (TextLine line in lines)
        {
            text.Append(line.Text).Append('\n');
        }
    }
}

/// <summary>How a test case went.</summary>
internal enum JUnitKind
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It failed.</summary>
    Failure,

    /// <summary>Nobody can say how it would have gone.</summary>
    Error,

    /// <summary>It does not count.</summary>
    Skipped,
}
