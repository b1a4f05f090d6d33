using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Matrix;

/// <summary>A matrix as a file.</summary>
internal static class MatrixFormats
{
    /// <summary>The formats, by their names.</summary>
    public static IReadOnlyList<(string Name, Func<PairMatrix, string> Write)> All { get; } = [("markdown", InMarkdown), ("html", InHtml), ("json", InJson)];

    private static string InMarkdown(PairMatrix matrix)
    {
        var text = new StringBuilder();
        text.Append("| provider \\ requirer |").Append(string.Concat(matrix.Requirers.Select(charm => $" {Markdown.Text(charm.Title)} |"))).Append('\n');
        text.Append("| --- |").Append(string.Concat(matrix.Requirers.Select(_ => " --- |"))).Append('\n');
        for (int i = 0; i < matrix.Providers.Count; i++)
        {
            text.Append("| ").Append(Markdown.Text(matrix.Providers[i].Title)).Append(" |");
            for (int j = 0; j < matrix.Requirers.Count; j++)
            {
                text.Append(' ').Append(Markdown.Text(matrix[i, j].Words)).Append(" |");
            }

            text.Append('\n');
        }

        string[] notes = [.. Notes(matrix).Select(note => $"- {Markdown.Text(note)}\n")];
        return text.Append(notes.Length > 0 ? "\n" : "").AppendJoin("", notes).ToString();
    }

    private static string InHtml(PairMatrix matrix)
    {
        static string Html(string text) => WebUtility.HtmlEncode(Harmless.Line(text));
        var rows = new StringBuilder();
        for (int i = 0; i < matrix.Providers.Count; i++)
        {
            rows.Append("<tr><th scope=\"row\">").Append(Html(matrix.Providers[i].Title)).Append("</th>");
            for (int j = 0; j < matrix.Requirers.Count; j++)
            {
                PairResult pair = matrix[i, j];
                string kind = pair.Problem is not null ? "unknown" : pair.Level is null ? "bad" : pair.Broken is null ? "good" : "fair";
                rows.Append("<td class=\"").Append(kind).Append("\">").Append(Html(pair.Words)).Append("</td>");
            }

            rows.Append("</tr>\n");
        }

        string notes = string.Concat(Notes(matrix).Select(note => $"<li>{Html(note)}</li>\n"));
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="color-scheme" content="light dark">
            <title>Who works with whom over {{Html(matrix.Interface)}}</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
            div { overflow-x: auto }
            table { border-collapse: collapse }
            th, td { border: 1px solid #8888; padding: .4rem .8rem; text-align: left }
            .good::before { content: "✓ " } .fair::before { content: "~ " } .bad::before { content: "✗ " } .unknown::before { content: "? " }
            </style>
            </head>
            <body>
            <h1>Who works with whom over {{Html(matrix.Interface)}}</h1>
            <p>The highest level at which a provider (row) and a requirer (column) work together, and the first clause that breaks. {{Html($"{matrix.Tool.Name} {matrix.Tool.Version}")}}.</p>
            <div>
            <table>
            <thead><tr><th scope="col">provider \ requirer</th>{{string.Concat(matrix.Requirers.Select(charm => $"<th scope=\"col\">{Html(charm.Title)}</th>"))}}</tr></thead>
            <tbody>
            {{rows}}</tbody>
            </table>
            </div>
            <ul>
            {{notes}}</ul>
            </body>
            </html>

            """;
    }

    private static string InJson(PairMatrix matrix)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "s3contract-matrix/1");
            json.WriteString("tool", $"{matrix.Tool.Name} {matrix.Tool.Version}");
            json.WriteString("interface", matrix.Interface);
            Charms(json, "providers", matrix.Providers);
            Charms(json, "requirers", matrix.Requirers);
            json.WriteStartArray("pairs");
            for (int i = 0; i < matrix.Pairs.Count; i++)
            {
                Pair(json, i / matrix.Requirers.Count, i % matrix.Requirers.Count, matrix.Pairs[i]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Harmless.Json(Encoding.UTF8.GetString(buffer.ToArray())) + "\n";
    }

    private static void Charms(Utf8JsonWriter json, string name, IReadOnlyList<PairedCharm> charms)
    {
        json.WriteStartArray(name);
        foreach (PairedCharm charm in charms)
        {
            json.WriteStartObject();
            json.WriteString("name", charm.Name);
            json.WriteString("version", charm.Version);
            json.WriteString("charm", charm.CalledAs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Providers and requirers by their places in the lists.
    private static void Pair(Utf8JsonWriter json, int provider, int requirer, PairResult pair)
    {
        json.WriteStartObject();
        json.WriteNumber("provider", provider);
        json.WriteNumber("requirer", requirer);
        json.WriteString("level", pair.Level);
        json.WriteNumber("hooks", pair.Hooks);
        json.WriteString("problem", pair.Problem);
        if (pair.Broken is { } broken)
        {
            json.WriteStartObject("broken");
            json.WriteString("clause", broken.Id);
            json.WriteString("level", broken.Level);
            json.WriteString("sentence", broken.Text);
            json.WriteString("message", broken.Violations[0].Message);
            json.WriteString("script", broken.Violations[0].Script);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("broken");
        }

        json.WriteEndObject();
    }

    /// <summary>What is wrong with each pair, one line each.</summary>
    public static IEnumerable<string> Notes(PairMatrix matrix)
    {
        for (int i = 0; i < matrix.Pairs.Count; i++)
        {
            PairResult pair = matrix.Pairs[i];
            string who = $"{matrix.Providers[i / matrix.Requirers.Count].Title} with {matrix.Requirers[i % matrix.Requirers.Count].Title}";
            if (pair.Problem is { } problem)
            {
                yield return $"{who}: {problem}";
            }
            else if (pair.Broken is { } broken)
            {
                yield return $"{who}: {broken.Id} ({broken.Level}) in {broken.Violations[0].Script}: {broken.Violations[0].Message}";
            }
        }
    }
}
