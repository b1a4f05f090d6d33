using System.Security.Cryptography;
using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>The report for people: one HTML file that opens from disk and asks nothing of any network. What is told in words is markup and can be
/// read without a script; the page's own script filters it and walks through the runs.</summary>
internal sealed class HtmlReport : IReportWriter
{
    private static readonly string s_style = Resource("page.css");
    private static readonly string s_script = string.Concat(new[] { "dom.js", "model.js", "timeline.js", "walk.js", "filters.js", "page.js" }.Select(Resource));

    // Nothing but this style and this script; no connection, no form, no markup made of text.
    private static readonly string s_policy =
        $"default-src 'none'; style-src {Hash(s_style)}; script-src {Hash(s_script)}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public string About => "a page for people, with the runs step by step";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream)
    {
        Failure[] failures = [.. Failure.Of(report)];
        var data = new PageData(failures.Where(failure => failure.Run is not null).Select(failure => (failure.Script, failure.Run!, failure.Step)));
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        writer.Write(Page(report, failures, data).ToString());
    }

    private static Markup Page(CheckReport report, Failure[] failures, PageData data)
    {
        Markup style = Markup.Ours(s_style);
        Markup script = Markup.Ours(s_script);
        Markup runs = Markup.Ours(data.Json);
        string title = PageText.Line($"{report.Subject.Name}: {VerdictSentence.Of(report)}", 300);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Markup.Ours(s_policy)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="{report.Tool.Name} {report.Tool.Version}">
            <title>{title}</title>
            <link rel="icon" href="{Icon(report.Verdict)}">
            <style>{style}</style>
            </head>
            <body>
            <a class="skip" href="#failures">Skip to the findings</a>
            {SummaryPart.Of(report, failures)}
            <main>
            {FilterPart.Of(report)}{HistoryPart.Of(report)}{FailuresPart.Of(report, failures, data)}{GapsPart.Of(report)}{ClausesPart.Of(report, failures)}{ScriptsPart.Of(report)}{CoveragePart.Of(report)}</main>
            <footer><p>Written by {report.Tool.Name} {report.Tool.Version}. The same check writes the same page. Secrets are masked: <code>‹secret-1›</code> is the same key wherever it stands.</p></footer>
            <div id="said" role="status" class="hidden"></div>
            <script type="application/json" id="runs">{runs}</script>
            <script type="module">{script}</script>
            </body>
            </html>

            """;
    }

    private static Markup Icon(Verdict verdict)
    {
        string colour = verdict switch { Verdict.Pass => "1a7f37", Verdict.Fail => "cf222e", _ => "9a6700" };
        return Markup.Ours($"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='%23{colour}'/%3E%3C/svg%3E");
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("S3Contract.Harness.Reports.Html." + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
