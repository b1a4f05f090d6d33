using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>The filters of the page, which its script makes work.</summary>
internal static class FilterPart
{
    private static readonly string[] s_verdicts = ["fail", "inconclusive", "waived", "pass"];
    private static readonly string[] s_levels = ["core", "library", "strict"];

    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report) => $"""
        <form id="filters" role="search" aria-label="Filter failures, clauses and scripts" hidden>
        <fieldset><legend>Verdict</legend>{s_verdicts.Select(name => Choice("verdict", name))}</fieldset>
        <fieldset><legend>Level</legend>{s_levels.Select(name => Choice("level", name))}</fieldset>
        <label>Family <select name="family"><option value="">all</option>{report.Clauses.Select(clause => clause.Family).Distinct(StringComparer.Ordinal).Select(name => (Markup)$"""<option>{name}</option>""")}</select></label>
        <label class="grow">Text <input type="search" name="q" placeholder="id, sentence, message" autocomplete="off" spellcheck="false"></label>
        <p id="left" role="status"></p>
        <button type="reset" class="quiet">Clear</button>
        </form>

        """;

    private static Markup Choice(string name, string value) =>
        $"""<label class="choice {value}"><input type="checkbox" name="{name}" value="{value}"> {value}</label>""";
}
