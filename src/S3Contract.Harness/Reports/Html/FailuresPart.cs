using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>What is wrong, each cause in one block: what, where, why in the charm's own words, the script, the walk through the run, and how to see
/// it again.</summary>
internal static class FailuresPart
{
    private const int MostBlocks = 60;
    private const int MostPlaces = 25;
    private const int MostLines = 120;

    /// <summary>The part.</summary>
    public static Markup Of(CheckReport report, IReadOnlyList<Failure> failures, PageData data)
    {
        Failure[] counting = [.. failures.Where(failure => failure.Counts)];
        Failure[] beyond = [.. failures.Where(failure => !failure.Counts)];
        return $"""
            <section id="failures"><h2>Failures</h2>
            {Markup.If(counting.Length == 0, $"""<p class="none">{(report.Verdict == Verdict.Pass ? "Nothing is broken." : "Nothing was seen to be broken; what could not be told stands below.")}</p>""")}
            {Blocks(counting, data)}{Markup.If(beyond.Length > 0, $"""
            <h3 class="beyond">Broken beyond level {report.Level}, which does not count</h3>
            {Blocks(beyond, data)}
            """)}</section>

            """;
    }

    /// <summary>A command with a button that copies it.</summary>
    public static Markup Command(string arguments) => $"""
        <div class="command"><code>s3contract {PageText.Line(arguments)}</code><button type="button" class="copy quiet" hidden>Copy</button></div>
        """;

    /// <summary>The address of a step, in the fragment.</summary>
    public static string Address(string script, int step) => FormattableString.Invariant($"#run={Uri.EscapeDataString(PageText.Line(script, 300))}&step={step}");

    private static Markup Blocks(Failure[] failures, PageData data) => $"""
        {failures.Take(MostBlocks).Select(failure => Block(failure, data))}{Markup.If(failures.Length > MostBlocks, $"""
        <p class="more">and {failures.Length - MostBlocks} more; the json report has all.</p>
        """)}
        """;

    private static Markup Block(Failure failure, PageData data)
    {
        IReadOnlyList<ClauseResult> clauses = failure.Cause?.Clauses ?? [];
        int? run = data.Find(failure.Run);
        return $"""
            <article class="failure{(failure.Counts ? "" : " aside")}" id="failure-{failure.Number}" data-clauses="{string.Join(' ', clauses.Select(clause => clause.Id))}">
            <h3><span class="mark {(failure.Counts ? "fail" : "beyond")}">✗</span> {PageText.Line(failure.Headline, 400)}</h3>
            {Broken(clauses)}{What(failure)}{Background(failure)}{Markup.If(failure.Replay is not null, Command(failure.Replay ?? ""))}{Script(failure)}{Walk(failure, run)}{Elsewhere(failure)}</article>

            """;
    }

    private static Markup Broken(IReadOnlyList<ClauseResult> clauses) => Markup.If(clauses.Count > 0, $"""
        <ul class="broken">{clauses.Select(clause => (Markup)$"""<li><a href="#clause={clause.Id}"><code>{clause.Id}</code></a> <span class="level">{clause.Level}</span> {Prose.Of(clause.Text, 500)}</li>""")}</ul>

        """);

    private static Markup What(Failure failure)
    {
        if (failure.First is not { } first)
        {
            return $"""
                <pre class="words">{string.Join('\n', failure.Missed.Take(40).Select(line => PageText.Line(line.Text, 300)))}</pre>

                """;
        }

        Markup message = Markup.If(!string.Equals(first.Message, failure.Headline, StringComparison.Ordinal), $"<p>{first.Message}</p>\n");
        return $"""{message}<p class="where">{Place(first)}</p>""";
    }

    private static Markup Place(FoundViolation place)
    {
        string where = place.Where is { } hook ? $" ({PageText.Line(hook, 200)})" : "";
        Markup line = place.Line == 0
            ? Markup.Nothing
            : $""", line {place.Line}{(place.File is { } file ? $" of {PageText.Line(file, 200)}" : "")}{Markup.If(place.LineText is not null, $": <code>{PageText.Line(place.LineText ?? "", 200)}</code>")}""";
        return $"""<a href="{Address(place.Script, place.Step)}">step {place.Step}</a>{where} of <code>{PageText.Line(place.Script, 300)}</code>{line}{Markup.If(place.Line == 0, $", after its last line")}""";
    }

    private static Markup Background(Failure failure)
    {
        if (failure.First is not { } first)
        {
            return Markup.Nothing;
        }

        Markup behind = first.Behind is not { } hook
            ? Markup.Nothing
            : $"""
                <p>{(hook.Step == first.Step ? "" : $"{hook.Unit} {PageText.Line(hook.Hook, 200)} had failed at step {hook.Step}: ")}{PageText.Line(hook.Failure, 300)}{(hook.LastWords.Count == 0 ? ", without a word." : "; its last words:")}</p>
                {Markup.If(hook.LastWords.Count > 0, $"""<pre class="words">{string.Join('\n', hook.LastWords.Select(word => PageText.Line(word, 420)))}</pre>""")}
                """;
        Markup said = Markup.If(first.Said is not null, $"""<p>It said:</p><pre class="words">{PageText.Of(first.Said ?? "", 600)}</pre>""");
        Markup leaders = Markup.If(first.Leaders.Count > 0, $"""
            <ul class="story">{first.Leaders.Take(20).Select(line => (Markup)$"<li>{PageText.Line(line, 400)}</li>")}</ul>

            """);
        return $"{behind}{said}{leaders}";
    }

    private static Markup Script(Failure failure)
    {
        ShownLine[] lines = [.. (failure.Run?.Lines ?? []).Take(MostLines)];
        return Markup.If(lines.Length > 0, $"""
            <details class="script"{Markup.If(failure.Number == 1, $" open")}><summary>The script <code>{PageText.Line(failure.Script, 300)}</code></summary>
            <ol class="lines" tabindex="0" aria-label="Lines of the script">{lines.Select(line => Line(line, failure.IsToBlame(line)))}</ol>{Markup.If((failure.Run?.Lines.Count ?? 0) > MostLines, $"""<p class="more">and more lines</p>""")}</details>

            """);
    }

    private static Markup Line(ShownLine line, bool isToBlame) => $"""
        <li data-line="{line.Number}"{Markup.If(line.File is not null, $""" data-file="{PageText.Line(line.File ?? "", 200)}" """)}{Markup.If(isToBlame, $""" class="blamed" """)}><span class="number">{line.Number}</span><code{Markup.If(line.Text.TrimStart().StartsWith('#'), $""" class="comment" """)}>{PageText.Line(line.Text, 300)}</code></li>
        """;

    private static Markup Walk(Failure failure, int? run) => failure.Run is not { } kept ? Markup.Nothing
        : run is { } place ? (Markup)$"""
            <details class="walk"{Markup.If(failure.Number == 1, $" open")}><summary>Walk through it, step by step</summary>
            <div class="walkthrough" data-run="{place}" data-at="{failure.Step}"></div></details>

            """
        : $"""
            <p class="more">The run has {kept.Steps.Count} steps, for which this page has no room: the command above shows them.</p>

            """;

    private static Markup Elsewhere(Failure failure)
    {
        FoundViolation[] others = [.. (failure.Cause?.Clauses ?? []).SelectMany(clause => clause.Violations).Where(violation => !ReferenceEquals(violation, failure.First))];
        return Markup.If(others.Length > 0, $"""
            <details class="elsewhere"><summary>{others.Length} more {(others.Length == 1 ? "place" : "places")} with this cause, in {failure.Cause?.Scripts.Count ?? 0} {(failure.Cause?.Scripts.Count == 1 ? "script" : "scripts")}</summary>
            <ul>{others.Take(MostPlaces).Select(other => (Markup)$"""<li>{PageText.Line(other.Message, 300)} <span class="where">{Place(other)}</span></li>""")}</ul>{Markup.If(others.Length > MostPlaces, $"""<p class="more">and {others.Length - MostPlaces} more</p>""")}</details>

            """);
    }
}
