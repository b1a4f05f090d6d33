using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>Every script that ran, and how it went.</summary>
internal static class ScriptsPart
{
    private const int Most = 1_500;

    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report)
    {
        ScenarioResult[] ordered = [.. report.Scenarios.OrderBy(Rank).Take(Most)];
        return $"""
            <section id="scripts"><h2>Scripts</h2>
            {Markup.If(report.Scenarios.Any(scenario => scenario.Warns), $"""<p>A script of the course that did not go as with the reference charms, and broke no clause that counts, is a warning: another charm may be right in another way.</p>""")}
            {Markup.If(ordered.Length > 0, $"""
            <details{Markup.If(ordered.Length <= 40, $" open")}><summary>{report.Scenarios.Count} scripts</summary>
            <ul class="scripts">
            {ordered.Select(Of)}</ul></details>
            """)}
            {Markup.If(report.Scenarios.Count > Most, $"""<p class="more">and {report.Scenarios.Count - Most} more</p>""")}</section>

            """;
    }

    private static Markup Of(ScenarioResult script) => $"""
        <li data-verdict="{VerdictName.Of(script)}"><span class="mark {(script.Warns ? "inconclusive" : VerdictName.Of(script.Verdict))}">{(script.Warns ? "!" : SummaryPart.Mark(script.Verdict))}</span><span class="hidden">{VerdictName.Of(script)}</span> <code>{PageText.Line(script.Name, 200)}</code>{Markup.If(script.Reason is not null, $""" <span class="why">{PageText.Line(script.Reason ?? "", 200)}</span>""")}</li>

        """;

    // What went wrong first; the order in which they ran within.
    private static int Rank(ScenarioResult script) => script switch { { Verdict: Verdict.Fail } => 0, { Warns: true } => 1, { Verdict: Verdict.Inconclusive } => 2, _ => 3 };
}
