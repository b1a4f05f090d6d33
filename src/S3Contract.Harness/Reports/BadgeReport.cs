using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>What a badge of shields.io says, as its kind "endpoint" reads it: <c>s3 v0 provider: core 31/31</c>, the clauses of the level that
/// passed out of those that are not waived.</summary>
internal sealed class BadgeReport : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "badge";

    /// <inheritdoc/>
    public string About => "a badge for shields.io";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("label", $"{report.Subject.Interface} {report.Subject.Role.Replace(", ", " + ", StringComparison.Ordinal)}");
            json.WriteString("message", Message(report));
            json.WriteString("color", report.Verdict switch
            {
                Verdict.Fail => "red",
                Verdict.Pass when report.Partial is null => "brightgreen",
                _ => "yellow",
            });
            json.WriteEndObject();
        }

        stream.Write(Encoding.UTF8.GetBytes(Harmless.Json(Encoding.UTF8.GetString(buffer.ToArray())) + "\n"));
    }

    private static string Message(CheckReport report)
    {
        ClauseResult[] counted = [.. report.Counted.Where(clause => clause.Verdict != Verdict.Waived)];
        string partial = report.Partial is null ? "" : " (partial)";
        return FormattableString.Invariant($"{report.Level} {counted.Count(clause => clause.Verdict == Verdict.Pass)}/{counted.Length}{partial}");
    }
}
