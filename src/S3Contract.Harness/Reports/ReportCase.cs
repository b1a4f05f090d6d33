using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>A test case, for formats that know nothing else: one for each clause and one for each script. What does not count, or cannot be told, is
/// skipped and says why.</summary>
/// <param name="Group">What it belongs to: the family of a clause; <c>course</c> or <c>scripts</c>.</param>
/// <param name="Name">Its name; there is no other of it in its group.</param>
/// <param name="Kind">How it went.</param>
/// <param name="Message">Why, in one line.</param>
/// <param name="Details">All there is to say.</param>
internal sealed record ReportCase(string Group, string Name, CaseKind Kind, string Message = "", string Details = "")
{
    /// <summary>Where a reader can look.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>How long it took; null if that is not to be told. To judge a clause takes none.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The cases of a report: the clauses, the scripts, and the error that ended the check.</summary>
    public static IReadOnlyList<ReportCase> Of(CheckReport report) => Distinct(
    [
        .. report.Clauses.Select(clause => Of(report, clause)),
        .. report.Scenarios.Select(script => Of(report, script)),
        .. report.Baseline is { } baseline ? [Of(report, baseline)] : Array.Empty<ReportCase>(),
        .. report.Error is { } error
            ? [new ReportCase("check", "check", CaseKind.Error, error, $"The check was {report.Partial}; the other cases say what was found until then.") { Place = report.Subject.Place }]
            : Array.Empty<ReportCase>(),
    ]);

    private static ReportCase Of(CheckReport report, ClauseResult clause)
    {
        ReportCase one = clause switch
        {
            { Accepted: { } why } => new ReportCase(clause.Family, clause.Id, CaseKind.Skipped, $"fails, which the baseline accepts ({why}): {FirstMessage(clause)}"),
            { Verdict: Verdict.Pass } => new ReportCase(clause.Family, clause.Id, CaseKind.Passed),
            { Verdict: Verdict.Fail, Counts: true } => new ReportCase(clause.Family, clause.Id, CaseKind.Failure, FirstMessage(clause), DetailsOf(clause)),
            { Verdict: Verdict.Fail } => new ReportCase(
                clause.Family, clause.Id, CaseKind.Skipped, $"failed, but level {clause.Level} does not count at --level {report.Level}: {FirstMessage(clause)}"),
            _ => new ReportCase(clause.Family, clause.Id, CaseKind.Skipped, $"{VerdictName.Of(clause.Verdict)}: {clause.Reason}"),
        };
        return one with
        {
            Place = clause is { Verdict: Verdict.Fail, Violations: [{ Place: { } place }, ..] } ? place : report.Subject.Place,
            Duration = report.Timing is null ? null : TimeSpan.Zero,
        };
    }

    private static ReportCase Of(CheckReport report, ScenarioResult script)
    {
        string group = script.IsOwn ? "scripts" : "course";
        ReportCase one = script.Verdict switch
        {
            Verdict.Pass => new ReportCase(group, script.Name, CaseKind.Passed),
            Verdict.Fail when report.Baseline is { Worse: var worse } && !worse.Any(line => line.StartsWith(script.Name + " ", StringComparison.Ordinal)) =>
                new ReportCase(group, script.Name, CaseKind.Skipped, $"accepted by the baseline: {script.Reason}"),
            Verdict.Fail => new ReportCase(group, script.Name, CaseKind.Failure, script.Reason ?? "", DetailsOf(script)),
            _ => new ReportCase(group, script.Name, CaseKind.Skipped, $"{VerdictName.Of(script)}: {script.Reason}"),
        };
        return one with { Place = script.Place ?? report.Subject.Place, Duration = script.Duration };
    }

    private static ReportCase Of(CheckReport report, BaselineResult baseline) => new(
        "baseline",
        "baseline",
        baseline.Worse.Count > 0 ? CaseKind.Failure : CaseKind.Passed,
        baseline.Worse.Count > 0 ? $"worse than {baseline.File}: {baseline.Worse[0]}" : "",
        string.Concat(baseline.Worse.Select(line => line + "\n")))
    {
        Place = report.Subject.Place,
        Duration = report.Timing is null ? null : TimeSpan.Zero,
    };

    private static IReadOnlyList<ReportCase> Distinct(IReadOnlyList<ReportCase> cases)
    {
        var taken = new HashSet<(string, string)>();
        return [.. cases.Select(one =>
        {
            string name = one.Name;
            for (int i = 2; !taken.Add((one.Group, name)); i++)
            {
                name = FormattableString.Invariant($"{one.Name} ({i})");
            }

            return one with { Name = name };
        })];
    }

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
internal enum CaseKind
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
