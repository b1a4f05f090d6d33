using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Sarif;

/// <summary>Findings as SARIF 2.1.0, the form of static analysis that code hosts show beside the lines; as far as we have something to say in it.</summary>
/// <param name="Schema">The schema of the format.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Runs">One run.</param>
internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs)
{
    private static readonly JsonTypeInfo<SarifLog> s_type = (JsonTypeInfo<SarifLog>)new JsonSerializerOptions(SarifContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        Converters = { new CutStrings() },
    }.GetTypeInfo(typeof(SarifLog));

    /// <summary>The log of a tool that found this.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="rules">What it looks for.</param>
    /// <param name="results">What it found.</param>
    public static SarifLog Of(ToolName tool, IEnumerable<SarifRule> rules, IEnumerable<SarifResult> results) => new(
        "https://json.schemastore.org/sarif-2.1.0.json",
        "2.1.0",
        [new SarifRun(new SarifTool(new SarifDriver(tool.Name, tool.Version, [.. rules])), "utf16CodeUnits", [.. results])]);

    /// <summary>The log as text, without a line end at its end.</summary>
    public string Text() => Harmless.Json(JsonSerializer.Serialize(this, s_type));
}

internal sealed record SarifRun(SarifTool Tool, string ColumnKind, IReadOnlyList<SarifResult> Results)
{
    /// <summary>How the run itself went; null for nothing to tell.</summary>
    public IReadOnlyList<SarifInvocation>? Invocations { get; init; }
}

internal sealed record SarifInvocation(bool ExecutionSuccessful, IReadOnlyList<SarifNotification> ToolExecutionNotifications);

internal sealed record SarifNotification(string Level, SarifMessage Message);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string Version, IReadOnlyList<SarifRule> Rules);

internal sealed record SarifRule(string Id, SarifMessage ShortDescription, SarifConfiguration DefaultConfiguration)
{
    /// <summary>Where the rule comes from; null for nothing.</summary>
    public SarifMessage? Help { get; init; }
}

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifMessage(string Text);

internal sealed record SarifResult(string RuleId, string Level, SarifMessage Message, IReadOnlyList<SarifLocation> Locations)
{
    /// <summary>Why nobody needs to look at it now; null if somebody does.</summary>
    public IReadOnlyList<SarifSuppression>? Suppressions { get; init; }

    /// <summary>What tells the result from others in each run; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? PartialFingerprints { get; init; }
}

internal sealed record SarifSuppression(string Kind, string Justification);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation)
{
    /// <summary>A place in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1; 0 for the whole file.</param>
    /// <param name="column">The column, from 1; null for the whole line.</param>
    /// <param name="end">The column behind the place; null for the end of the line.</param>
    public static SarifLocation Of(string file, int line, int? column = null, int? end = null) =>
        new(new SarifPhysicalLocation(new SarifArtifact(Uri(file)), line > 0 ? new SarifRegion(line, column, end) : null));

    // Each part of the path by itself: a slash stays one.
    private static string Uri(string file) => string.Join('/', file.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));
}

internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion? Region);

internal sealed record SarifArtifact(string Uri);

internal sealed record SarifRegion(int StartLine, int? StartColumn, int? EndColumn);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifContext : JsonSerializerContext;
