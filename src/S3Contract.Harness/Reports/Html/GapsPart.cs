using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>The clauses of the level that nothing put to the test, by what would.</summary>
internal static class GapsPart
{
    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report)
    {
        IReadOnlyList<Gap> gaps = Gap.Of(report);
        int waived = report.Counted.Count(clause => clause.Verdict == Verdict.Waived);
        return $"""
            <section id="open"><h2>Not put to the test</h2>
            {Markup.If(gaps.Count == 0, $"""<p class="none">Every clause of level {report.Level}{(waived > 0 ? " that is not waived" : "")} was put to the test.</p>""")}
            {gaps.Take(40).Select(Of)}</section>

            """;
    }

    private static Markup Of(Gap gap) => $"""
        <div class="gap" data-clauses="{string.Join(' ', gap.Clauses)}"><p><span class="mark inconclusive">?</span> <b>{gap.Clauses.Count} {(gap.Clauses.Count == 1 ? "clause" : "clauses")}</b>: {PageText.Line(gap.Reason, 500)}</p>
        {Markup.If(gap.Needed.Length > 0, $"<p>Would be put to the test by {PageText.Line(gap.Needed, 500)}.</p>")}
        {Markup.If(gap.Show is not null, $"<p>What the charm does instead:</p>{FailuresPart.Command(gap.Show ?? "")}")}
        <p class="ids">{gap.Clauses.Select(id => (Markup)$"""<a href="#clause={id}"><code>{id}</code></a> """)}</p></div>

        """;
}
