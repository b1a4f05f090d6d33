using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Sarif;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Views;

/// <summary>How findings are told.</summary>
internal enum FindingsFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For editors and CI.</summary>
    Json,

    /// <summary>The form of static analysis that code hosts show beside the lines: SARIF 2.1.0.</summary>
    Sarif,
}

/// <summary>Something that was found in a script, for editors and CI.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Length">How many characters are concerned; 0 for the whole line.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>advice</c>.</param>
/// <param name="Rule">Which of the <see cref="LintRule.All"/>.</param>
/// <param name="Message">What was found, for people.</param>
internal sealed record FileFinding(string File, int Line, int Column, int Length, string Severity, string Rule, string Message)
{
    /// <summary>The nearest known word, if one is near.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Lines for people that say more: the line and a caret under what is meant. Not for machines, which have the place.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> More { get; init; } = [];

    // Code hosts know files from the root of the repository; what came from standard input is no file.
    private string Called => File.StartsWith('<') ? File : RepositoryPath.Of(File);

    /// <summary>Something that cannot be read.</summary>
    public static FileFinding Of(ScriptError error) =>
        new(error.File, error.Line, error.Column, error.Length, Name(LintSeverity.Error), LintRule.Syntax, error.Message)
        {
            Suggestion = error.Suggestion,
            More = error.Render().Split('\n')[1..],
        };

    /// <summary>Something that is odd.</summary>
    public static FileFinding Of(string file, LintFinding finding) =>
        new(file, finding.Line, 1, 0, Name(finding.Severity), finding.Rule, finding.Message);

    /// <summary>Is it of this severity?</summary>
    public bool Is(LintSeverity severity) => string.Equals(Severity, Name(severity), StringComparison.Ordinal);

    /// <summary>Findings for code hosts.</summary>
    public static SarifLog Sarif(ToolName tool, IEnumerable<FileFinding> findings) => SarifLog.Of(
        tool,
        LintRule.All.Select(rule => new SarifRule(rule.Id, new SarifMessage(rule.Meaning), new SarifConfiguration(SarifLevel(rule.Severity)))),
        findings.Select(finding => new SarifResult(
            finding.Rule,
            SarifLevel(LintRule.Of(finding.Rule).Severity),
            new SarifMessage(finding.Message),
            [SarifLocation.Of(finding.Called, finding.Line, finding.Column, finding.Length > 0 ? finding.Column + finding.Length : null)])));

    private static string SarifLevel(LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "error",
        LintSeverity.Warning => "warning",
        _ => "note",
    };

    private static string Name(LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "error",
        LintSeverity.Warning => "warning",
        _ => "advice",
    };
}

/// <summary>What a command found, for programs: one JSON object, described in <c>docs/cli.md</c>.</summary>
/// <param name="Schema">The name and version of the format.</param>
/// <param name="Command">The command that looked: <c>lint</c> or <c>fmt</c>.</param>
/// <param name="Files">How many files it looked at.</param>
/// <param name="Findings">What it found, file by file in the order of their names on the command line, line by line.</param>
internal sealed record FindingsDocument(string Schema, string Command, int Files, IReadOnlyList<FileFinding> Findings)
{
    /// <summary>The name and version of the format.</summary>
    public const string Version = "s3contract-findings/1";

    private static readonly JsonTypeInfo<FindingsDocument> s_type = (JsonTypeInfo<FindingsDocument>)new JsonSerializerOptions(FindingsContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    }.GetTypeInfo(typeof(FindingsDocument));

    /// <summary>The document as text, without a line end at its end.</summary>
    public string Text() => Harmless.Json(JsonSerializer.Serialize(this, s_type));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FindingsDocument))]
internal sealed partial class FindingsContext : JsonSerializerContext;
