using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>What got worse and what got better since a previous report.</summary>
internal static class HistoryPart
{
    private const int Most = 200;

    /// <summary>The part; nothing if there is no previous report.</summary>
    public static Markup Of(CheckReport report) => report.History is not { } history ? Markup.Nothing
        : (Markup)$"""
            <section id="changes"><h2>Since the previous report</h2>
            <p class="where">That was {PageText.Line(history.Previous, 300)}.</p>
            {Markup.If(history.Worse.Count + history.Better.Count + history.Other.Count == 0, $"""<p class="none">Every clause has the verdict that it had.</p>""")}
            {Turns("Worse", history.Worse)}{Turns("Better", history.Better)}{Turns("Fails no more, and does not pass either", history.Other)}
            {Causes("New causes", history.NewCauses)}{Causes("Causes that are gone", history.GoneCauses)}</section>

            """;

    private static Markup Turns(string title, IReadOnlyList<ClauseTurn> turns) => Markup.If(turns.Count > 0, $"""
        <h3>{title} <span class="count">{turns.Count}</span></h3>
        <ul class="turns">{turns.Take(Most).Select(turn => (Markup)$"""<li><a href="#clause={turn.Id}"><code>{turn.Id}</code></a> <span class="was {turn.Before}">{turn.Before}</span> → <span class="was {turn.Now}">{turn.Now}</span></li>""")}</ul>

        """);

    private static Markup Causes(string title, IReadOnlyList<string> headlines) => Markup.If(headlines.Count > 0, $"""
        <h3>{title} <span class="count">{headlines.Count}</span></h3>
        <ul class="turns">{headlines.Take(Most).Select(headline => (Markup)$"<li>{PageText.Line(headline, 300)}</li>")}</ul>

        """);
}
