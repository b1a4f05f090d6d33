using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Baselines;

/// <summary>What is known of a charm and accepted: a check that is held against it fails only on what is worse.</summary>
/// <param name="Schema">The name and version of the format.</param>
/// <param name="Tool">The tool that wrote it.</param>
/// <param name="Subject">The charm.</param>
/// <param name="Level">The level whose clauses are in it.</param>
/// <param name="Clauses">The verdict of each clause.</param>
/// <param name="Scripts">The verdict of each script of the charm's author.</param>
/// <param name="Accepted">The failures that are accepted.</param>
internal sealed record Baseline(
    string Schema,
    string Tool,
    string Subject,
    string Level,
    SortedDictionary<string, string> Clauses,
    SortedDictionary<string, string> Scripts,
    IReadOnlyList<AcceptedFailure> Accepted)
{
    /// <summary>The name and version of the format.</summary>
    public const string Version = "s3contract-baseline/1";

    /// <summary>The reason that stands there until somebody writes a better one.</summary>
    public const string Reason = "known when the baseline was written; to be mended";

    private static readonly JsonTypeInfo<Baseline> s_type = (JsonTypeInfo<Baseline>)new JsonSerializerOptions(BaselineContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    }.GetTypeInfo(typeof(Baseline));

    /// <summary>The baseline of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="before">The baseline that it takes the place of: reasons and dates of what still fails are kept; null for none.</param>
    /// <param name="reason">Why other failures are accepted.</param>
    /// <param name="expires">The last day on which they are; null for no end.</param>
    public static Baseline Of(CheckReport report, Baseline? before, string? reason, DateOnly? expires)
    {
        var standing = Standing.Of(report);
        return new Baseline(
            Version,
            $"{report.Tool.Name} {report.Tool.Version}",
            report.Subject.Name,
            report.Level,
            Named(standing.Clauses.Select(clause => KeyValuePair.Create(clause.Key, clause.Value.Verdict))),
            Named(standing.Scripts),
            [
                .. standing.Clauses.Where(clause => clause.Value.Verdict == Verdict.Fail).SelectMany(clause => clause.Value.Causes.Select(cause =>
                    before?.Accepted.FirstOrDefault(known => known.Is(clause.Key, cause)) ?? new AcceptedFailure(clause.Key, cause, reason ?? Reason, expires))),
            ]);
    }

    /// <summary>How the charm stood.</summary>
    public Standing ToStanding() => new(
        new SortedDictionary<string, ClauseStanding>(
            Clauses.ToDictionary(
                clause => clause.Key,
                clause => new ClauseStanding(
                    VerdictName.Read(clause.Value),
                    [.. Accepted.Where(accepted => string.Equals(accepted.Clause, clause.Key, StringComparison.Ordinal)).Select(accepted => accepted.Cause)]),
                StringComparer.Ordinal),
            StringComparer.Ordinal),
        new SortedDictionary<string, Verdict>(Scripts.ToDictionary(script => script.Key, script => VerdictName.Read(script.Value), StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>Reads a baseline.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What the file is called, for messages.</param>
    /// <exception cref="ReportFormatException">It is none.</exception>
    public static Baseline Read(string text, string file)
    {
        try
        {
            Baseline? read = JsonSerializer.Deserialize(text, s_type);
            return read is { Schema: Version } ? read : throw new ReportFormatException($"{file}: expected \"schema\": \"{Version}\"");
        }
        catch (JsonException problem)
        {
            string place = problem.LineNumber is { } line ? FormattableString.Invariant($"{file}:{line + 1}") : file;
            throw new ReportFormatException($"{place}: this is no baseline (s3contract baseline FILE writes one): {problem.Message.Split(" Path: ")[0]}", problem);
        }
    }

    /// <summary>The baseline as text.</summary>
    public string Text() => Harmless.Json(JsonSerializer.Serialize(this, s_type)) + "\n";

    private static SortedDictionary<string, string> Named(IEnumerable<KeyValuePair<string, Verdict>> verdicts) =>
        new(verdicts.ToDictionary(one => one.Key, one => VerdictName.Of(one.Value), StringComparer.Ordinal), StringComparer.Ordinal);
}

/// <summary>A failure that is accepted.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Cause">The cause that breaks it (<see cref="Causes.Cause.Key"/>).</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">The last day on which it is; null for no end.</param>
internal sealed record AcceptedFailure(
    string Clause, string Cause, string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Expires = null)
{
    /// <summary>Is it this one?</summary>
    public bool Is(string clause, string cause) => string.Equals(Clause, clause, StringComparison.Ordinal) && string.Equals(Cause, cause, StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Baseline))]
internal sealed partial class BaselineContext : JsonSerializerContext;
