using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Json;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>The report for programs: one JSON object, described in <c>docs/report.md</c>. What is written can be read again.</summary>
internal sealed class JsonReport : IReportWriter
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = JsonReportDocument.Version;

    private static readonly JsonTypeInfo<JsonReportDocument> s_document = (JsonTypeInfo<JsonReportDocument>)new JsonSerializerOptions(
        JsonReportContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        Converters = { new CutStrings() },
    }.GetTypeInfo(typeof(JsonReportDocument));

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public string About => "all of it, for programs";

    /// <summary>Reads a report.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What the file is called, for messages.</param>
    /// <exception cref="ReportFormatException">It is no report.</exception>
    public static CheckReport Read(string text, string file)
    {
        try
        {
            JsonReportDocument? document = JsonSerializer.Deserialize(text, s_document);
            return document is { Schema: Schema } ? document.ToReport() : throw new ReportFormatException($"{file}: expected \"schema\": \"{Schema}\"");
        }
        catch (JsonException problem)
        {
            string place = problem.LineNumber is { } line ? FormattableString.Invariant($"{file}:{line + 1}") : file;
            throw new ReportFormatException($"{place}: this is no JSON report (--report json=FILE writes one): {problem.Message.Split(" Path: ")[0]}", problem);
        }
    }

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream) =>
        stream.Write(Encoding.UTF8.GetBytes(Harmless.Json(JsonSerializer.Serialize(JsonReportDocument.Of(report), s_document)) + "\n"));
}

/// <summary>A file is no report. The message says what is wrong and what was expected, and begins with the file's name.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="cause">What told.</param>
internal sealed class ReportFormatException(string message, Exception? cause = null) : Exception(message, cause);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JsonReportDocument))]
internal sealed partial class JsonReportContext : JsonSerializerContext;
