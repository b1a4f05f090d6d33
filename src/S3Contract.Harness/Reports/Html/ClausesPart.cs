using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Reports.Html;

/// <summary>Every clause, by family, with its sentence and where that comes from.</summary>
internal static class ClausesPart
{
    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report, IReadOnlyList<Failure> failures)
    {
        ILookup<string, Failure> blocks = failures.Where(failure => failure.Cause is not null)
            .SelectMany(failure => failure.Cause!.Clauses.Select(clause => (clause.Id, Failure: failure)))
            .ToLookup(one => one.Id, one => one.Failure, StringComparer.Ordinal);
        IGrouping<string, ClauseResult>[] families = [.. report.Clauses.GroupBy(clause => clause.Family, StringComparer.Ordinal)];
        return $"""
            <section id="clauses"><h2>Clauses</h2>
            {families.Select(family => Family(family, blocks))}<p class="none" id="nothing" hidden>No clause is left by these filters.</p></section>

            """;
    }

    private static Markup Family(IGrouping<string, ClauseResult> family, ILookup<string, Failure> blocks)
    {
        string about = ClauseCatalogue.Families.FirstOrDefault(known => string.Equals(known.Name, family.Key, StringComparison.Ordinal))?.About ?? "";
        return $"""
            <section class="family" data-family="{family.Key}"><h3>{family.Key} <small>{about}</small></h3>
            {family.Select(clause => Clause(clause, [.. blocks[clause.Id]]))}</section>

            """;
    }

    private static Markup Clause(ClauseResult clause, Failure[] blocks) => $"""
        <details class="clause{(clause.Counts ? "" : " aside")}" id="clause={clause.Id}" data-verdict="{VerdictName.Of(clause.Verdict)}" data-level="{clause.Level}" data-family="{clause.Family}">
        <summary><span class="mark {Class(clause)}" title="{VerdictName.Of(clause.Verdict)}">{SummaryPart.Mark(clause.Verdict)}</span><span class="hidden">{VerdictName.Of(clause.Verdict)}: </span><code>{clause.Id}</code> <span class="level">{clause.Level}</span><span class="sentence">{Prose.Of(clause.Text, 800)}</span></summary>
        <dl>
        {Markup.If(clause.Reason is not null, $"<dt>{(clause.Verdict == Verdict.Waived ? "Waived" : "Why")}</dt><dd>{PageText.Line(clause.Reason ?? "", 600)}</dd>")}
        {Markup.If(!clause.Counts, $"<dt>Level</dt><dd>It does not count at the level of this check.</dd>")}
        {Markup.If(clause.Source.Length > 0, $"<dt>Source</dt><dd>{Prose.Of(clause.Source, 1200)}</dd>")}
        <dt>Put to the test</dt><dd>{(clause.Checked == 1 ? "once" : FormattableString.Invariant($"{clause.Checked} times"))}{Markup.If(clause.Violations.Count > 0, $", broken {(clause.Violations.Count == 1 ? "once" : FormattableString.Invariant($"{clause.Violations.Count} times"))} in what was kept")}</dd>
        {Markup.If(blocks.Length > 0, $"<dt>Broken by</dt><dd>{blocks.Take(10).Select(block => (Markup)$"""<a href="#failure-{block.Number}">{PageText.Line(block.Headline, 300)}</a><br>""")}</dd>")}
        <dt>More</dt><dd>{FailuresPart.Command("explain " + clause.Id)}<a class="here" href="#clause={clause.Id}">Link to this clause</a></dd>
        </dl></details>

        """;

    private static string Class(ClauseResult clause) => clause is { Verdict: Verdict.Fail, Counts: false } ? "beyond" : VerdictName.Of(clause.Verdict);
}
