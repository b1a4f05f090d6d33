using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>The report in the Common Test Report Format, which many dashboards and comment bots read. Times that are not to be told are 0, since the
/// format demands them.</summary>
internal sealed class CtrfReport : IReportWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Format => "ctrf";

    /// <inheritdoc/>
    public string About => "Common Test Report Format, for dashboards";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            Write(report, ReportCase.Of(report), json);
        }

        stream.Write(Encoding.UTF8.GetBytes(Harmless.Json(Encoding.UTF8.GetString(buffer.ToArray())) + "\n"));
    }

    private static void Write(CheckReport report, IReadOnlyList<ReportCase> cases, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("reportFormat", "CTRF");
        json.WriteString("specVersion", "1.0.0");
        json.WriteString("generatedBy", $"{report.Tool.Name} {report.Tool.Version}");
        json.WriteStartObject("results");
        json.WriteStartObject("tool");
        json.WriteString("name", report.Tool.Name);
        json.WriteString("version", report.Tool.Version);
        json.WriteEndObject();
        Summary(report, cases, json);
        json.WriteStartArray("tests");
        foreach (ReportCase one in cases)
        {
            Test(report, one, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Summary(CheckReport report, IReadOnlyList<ReportCase> cases, Utf8JsonWriter json)
    {
        long start = report.Timing?.Start.ToUnixTimeMilliseconds() ?? 0;
        json.WriteStartObject("summary");
        json.WriteNumber("tests", cases.Count);
        json.WriteNumber("passed", cases.Count(one => one.Kind == CaseKind.Passed));
        json.WriteNumber("failed", cases.Count(one => one.Kind == CaseKind.Failure));
        json.WriteNumber("skipped", cases.Count(one => one.Kind == CaseKind.Skipped));
        json.WriteNumber("pending", 0);
        json.WriteNumber("other", cases.Count(one => one.Kind == CaseKind.Error));
        json.WriteNumber("start", start);
        json.WriteNumber("stop", start + Milliseconds(report.Timing?.Duration));
        json.WriteStartObject("extra");
        json.WriteString("subject", Harmless.Cut(report.Subject.Name));
        json.WriteString("role", report.Subject.Role);
        json.WriteString("level", report.Level);
        json.WriteString("verdict", VerdictName.Of(report.Verdict));
        if (report.Partial is { } partial)
        {
            json.WriteString("partial", partial);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Test(CheckReport report, ReportCase one, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Name.Length == 0 ? "check" : Harmless.Cut(one.Name));
        json.WriteString("status", one.Kind switch
        {
            CaseKind.Passed => "passed",
            CaseKind.Failure => "failed",
            CaseKind.Skipped => "skipped",
            _ => "other",
        });
        json.WriteNumber("duration", Milliseconds(one.Duration));
        json.WriteStartArray("suite");
        json.WriteStringValue(Harmless.Cut($"{report.Subject.Name} {report.Subject.Role}"));
        json.WriteStringValue(one.Group);
        json.WriteEndArray();
        if (one.Message.Length > 0)
        {
            json.WriteString("message", Harmless.Text(one.Message));
        }

        if (one.Details.Length > 0)
        {
            json.WriteString("trace", Harmless.Text(one.Details));
        }

        if (one.Kind is CaseKind.Failure or CaseKind.Error && one.Place is { } place)
        {
            json.WriteString("filePath", Harmless.Cut(place.File));
            if (place.Line > 0)
            {
                json.WriteNumber("line", place.Line);
            }
        }

        json.WriteEndObject();
    }

    private static long Milliseconds(TimeSpan? duration) => (long)(duration?.TotalMilliseconds ?? 0);
}
