using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports;

/// <summary>The report for programs: one JSON object, described in <c>docs/report.md</c>.</summary>
public sealed class JsonReport : IReportWriter
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = "s3contract-report/1";

    private static readonly JsonTypeInfo<JsonReportDocument> s_document = (JsonTypeInfo<JsonReportDocument>)new JsonSerializerOptions(
        JsonReportContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    }.GetTypeInfo(typeof(JsonReportDocument));

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream)
    {
        JsonSerializer.Serialize(stream, JsonReportDocument.Of(report), s_document);
        stream.WriteByte((byte)'\n');
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JsonReportDocument))]
internal sealed partial class JsonReportContext : JsonSerializerContext;
