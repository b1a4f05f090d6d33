using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Charts;

namespace S3Contract.Harness.Reports.Html;

/// <summary>The top of the page: the verdict, what was checked, and how much of it.</summary>
internal static class SummaryPart
{
    private static readonly Verdict[] s_order = [Verdict.Pass, Verdict.Waived, Verdict.Inconclusive, Verdict.Fail];

    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report, IReadOnlyList<Failure> failures)
    {
        (string Name, int Count)[] verdicts = [.. s_order.Select(verdict => (VerdictName.Of(verdict), report.Counted.Count(clause => clause.Verdict == verdict)))];
        int counted = report.Counted.Count();
        return $"""
            <header class="top">
            <div class="bar"><p class="brand">s3contract</p><button type="button" id="theme" class="quiet" hidden>Theme: system</button></div>
            <h1><span class="mark {VerdictName.Of(report.Verdict)}">{Mark(report.Verdict)}</span> {PageText.Line(report.Subject.Name, 200)} <span class="says">{PageText.Line(VerdictSentence.Of(report), 300)}</span></h1>
            <ul class="facts">
            <li>{PageText.Line(report.Subject.Role, 100)} on endpoint <b>{PageText.Line(report.Subject.Endpoint, 200)}</b></li>
            <li>interface <b>{report.Subject.Interface}</b></li>
            <li>level <b>{report.Level}</b></li>
            <li>seed <b>{report.Seed}</b></li>
            <li>run {(string.Equals(report.Subject.Host, "process", StringComparison.Ordinal) ? "as a process" : report.Subject.Host.Replace('-', ' '))}</li>
            </ul>
            {Notices(report)}<div class="share" role="img" aria-label="Of {counted} clauses of level {report.Level}: {string.Join(", ", verdicts.Select(one => FormattableString.Invariant($"{one.Count} {one.Name}")))}">
            <svg width="100%" height="10" preserveAspectRatio="none" viewBox="0 0 {Math.Max(counted, 1)} 10" aria-hidden="true">{Bars(verdicts)}</svg></div>
            <ul class="tiles">
            {verdicts.Select(one => Tile(one.Name, one.Count, $"#verdict={one.Name}", one.Name switch { "pass" => "passed", "fail" => "failed", _ => one.Name }))}
            {Coverage(report)}
            <li><b>{report.Counts.Scripts}</b> scripts</li>
            <li><b>{report.Counts.Hooks}</b> hooks</li>
            <li><b>{report.Counts.HookCommands}</b> hook commands</li>
            </ul>
            {Contents(report, failures)}</header>
            """;
    }

    /// <summary>How a verdict looks beside its word.</summary>
    public static string Mark(Verdict verdict) => verdict switch { Verdict.Pass => "✓", Verdict.Fail => "✗", Verdict.Waived => "–", _ => "?" };

    private static Markup Tile(string name, int count, string link, string words) =>
        $"""<li class="{name}"><a href="{link}"><b>{count}</b> {words}</a></li>""";

    private static IEnumerable<Markup> Bars((string Name, int Count)[] verdicts)
    {
        int from = 0;
        foreach ((string name, int count) in verdicts)
        {
            yield return $"""<rect class="{name}" x="{from}" y="0" width="{count}" height="10"/>""";
            from += count;
        }
    }

    private static Markup Coverage(CheckReport report)
    {
        if (report.UntakenTransitions is not { } untaken)
        {
            return Markup.Nothing;
        }

        int all = report.Charted.Sum(MachineCoverage.Total);
        int goals = report.Campaigns.Sum(campaign => campaign.Goals.Count);
        int missing = report.Campaigns.Sum(campaign => campaign.MissingGoals.Count);
        return $"""
            <li><a href="#coverage"><b>{all - untaken.Count}</b><small>/{all}</small> transitions</a></li>
            {Markup.If(goals > 0, $"""<li><a href="#coverage"><b>{goals - missing}</b><small>/{goals}</small> situations</a></li>""")}
            """;
    }

    private static Markup Notices(CheckReport report)
    {
        string[] notices =
        [
            .. report.Error is { } error ? ["The check was ended by an error that is no fault of the charm: " + error] : Array.Empty<string>(),
            .. report.Partial is { } partial ? ["This is a part of a check: " + partial + "."] : Array.Empty<string>(),
            .. report.Unproven is { } unproven ? [unproven] : Array.Empty<string>(),
            .. report.NotSimulated.Count > 0 ? ["Declared by the charm and not simulated: " + string.Join(", ", report.NotSimulated) + "."] : Array.Empty<string>(),
            .. report.TakenAs,
            .. report.HookStarts,
            .. report.Lacks.Select(lack => lack.Sentence),
        ];
        return Markup.If(notices.Length > 0, $"""
            <ul class="notices">
            {notices.Take(30).Select(notice => (Markup)$"<li>{PageText.Line(notice, 600)}</li>")}
            </ul>

            """);
    }

    private static Markup Contents(CheckReport report, IReadOnlyList<Failure> failures) => $"""
        <nav aria-label="Contents"><ul>
        {Markup.If(report.History is not null, $"""<li><a href="#changes">Changes</a></li>""")}
        <li><a href="#failures">Failures <span class="count">{failures.Count(failure => failure.Counts)}</span></a></li>
        <li><a href="#open">Not put to the test <span class="count">{report.Counted.Count(clause => clause.Verdict == Verdict.Inconclusive)}</span></a></li>
        <li><a href="#clauses">Clauses <span class="count">{report.Clauses.Count}</span></a></li>
        <li><a href="#scripts">Scripts <span class="count">{report.Scenarios.Count}</span></a></li>
        <li><a href="#coverage">Coverage</a></li>
        </ul></nav>

        """;
}
