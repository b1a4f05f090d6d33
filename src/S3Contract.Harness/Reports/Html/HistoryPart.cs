using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>What got worse and what got better since a previous report.</summary>
internal static class HistoryPart
{
    /// <summary>The part; nothing if there is no previous report.</summary>
    public static Html Of(CheckReport report) => report.History is not { } history ? Html.Nothing
        : $"""
            <section id="changes"><h2>Since the previous report</h2>
            <p class="where">The previous report: {PageText.Line(history.Previous, 300)}.</p>
            {Html.If(history.Worse.Count + history.Better.Count == 0, $"""<p class="none">Every clause has the verdict that it had.</p>""")}
            {Turns("Worse", history.Worse)}{Turns("Better", history.Better)}</section>

            """;

    private static Html Turns(string title, IReadOnlyList<ClauseTurn> turns) => Html.If(turns.Count > 0, $"""
        <h3>{title} <span class="count">{turns.Count}</span></h3>
        <ul class="turns">{turns.Take(400).Select(turn => (Html)$"""<li><a href="#clause={turn.Id}"><code>{turn.Id}</code></a> <span class="was {turn.Before}">{turn.Before}</span> → <span class="was {turn.Now}">{turn.Now}</span></li>""")}</ul>

        """);
}
