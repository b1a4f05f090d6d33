using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Cli.Views;

/// <summary>Findings as SARIF 2.1.0, as far as they have something to say in it.</summary>
/// <param name="Schema">The schema of the format.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Runs">One run.</param>
internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs)
{
    private static readonly JsonTypeInfo<SarifLog> s_type = (JsonTypeInfo<SarifLog>)new JsonSerializerOptions(FindingsContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    }.GetTypeInfo(typeof(SarifLog));

    /// <summary>The log of a tool that found this.</summary>
    public static SarifLog Of(ToolName tool, IReadOnlyList<FileFinding> findings) => new(
        "https://json.schemastore.org/sarif-2.1.0.json",
        "2.1.0",
        [
            new SarifRun(
                new SarifTool(new SarifDriver(tool.Name, tool.Version, [.. LintRule.All.Select(Of)])),
                "utf16CodeUnits",
                [.. findings.Select(Of)]),
        ]);

    /// <summary>The log as text, without a line end at its end.</summary>
    public string Text() => JsonSerializer.Serialize(this, s_type);

    private static SarifRule Of(LintRule rule) => new(rule.Id, new SarifMessage(rule.Meaning), new SarifConfiguration(Level(rule.Severity)));

    private static SarifResult Of(FileFinding finding) => new(
        finding.Rule,
        Level(LintRule.Of(finding.Rule).Severity),
        new SarifMessage(finding.Message),
        [
            new SarifLocation(new SarifPhysicalLocation(
                new SarifArtifact(Uri(finding.File)),
                new SarifRegion(finding.Line, finding.Column, finding.Length > 0 ? finding.Column + finding.Length : null))),
        ]);

    // Each part of the path by itself: a slash stays one.
    private static string Uri(string file) => string.Join('/', file.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));

    private static string Level(LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "error",
        LintSeverity.Warning => "warning",
        _ => "note",
    };
}

internal sealed record SarifRun(SarifTool Tool, string ColumnKind, IReadOnlyList<SarifResult> Results);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string Version, IReadOnlyList<SarifRule> Rules);

internal sealed record SarifRule(string Id, SarifMessage ShortDescription, SarifConfiguration DefaultConfiguration);

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifMessage(string Text);

internal sealed record SarifResult(string RuleId, string Level, SarifMessage Message, IReadOnlyList<SarifLocation> Locations);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);

internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifact(string Uri);

internal sealed record SarifRegion(int StartLine, int StartColumn, int? EndColumn);
