using System.Text.Json.Serialization;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Json;

/// <summary>The report as it stands in JSON; the order of the members is the order of the keys.</summary>
internal sealed record JsonReportDocument(
    string Schema,
    JsonTool Tool,
    JsonSubject Subject,
    string Level,
    ulong Seed,
    string Verdict,
    bool Interrupted,
    IReadOnlyList<JsonClause> Clauses,
    IReadOnlyList<JsonScenario> Scenarios,
    JsonCounts Counts,
    IReadOnlyList<JsonCampaign> Campaigns,
    IReadOnlyList<JsonExploration> Explorations,
    IReadOnlyList<JsonCause> Causes,
    string? Partial,
    IReadOnlyList<string> NotSimulated,
    IReadOnlyList<JsonLack> Lacks,
    IReadOnlyList<string> TakenAs,
    IReadOnlyList<string>? HookStarts,
    string? Error,
    string? Unproven,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BaselineResult? Baseline = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonTiming? Timing = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonShard? Shard = null)
{
    /// <summary>The name and version of the format.</summary>
    public const string Version = "s3contract-report/1";

    /// <summary>The document for a report.</summary>
    public static JsonReportDocument Of(CheckReport report) => new(
        Version,
        new JsonTool(report.Tool.Name, report.Tool.Version),
        new JsonSubject(
            report.Subject.Name, report.Subject.Role, report.Subject.Endpoint, report.Subject.Host, report.Subject.Interface, report.Subject.Place?.File, report.Subject.Place?.Line ?? 0),
        report.Level,
        report.Seed,
        VerdictName.Of(report.Verdict),
        report.Interrupted,
        [.. report.Clauses.Select(JsonClause.Of)],
        [.. report.Scenarios.Select(JsonScenario.Of)],
        new JsonCounts(report.Counts.Scripts, report.Counts.Hooks, report.Counts.HookCommands),
        [.. report.Campaigns.Select(JsonCampaign.Of)],
        [.. report.Explorations.Select(one => new JsonExploration(one.Role, one.World, one.Depth, one.States, one.UniqueStates, one.Complete))],
        [.. Cause.Of(report).Select(Of)],
        report.Partial,
        report.NotSimulated,
        [.. report.Lacks.Select(lack => new JsonLack(lack.What, lack.Runs, lack.Command, lack.Where, lack.Script))],
        report.TakenAs,
        report.HookStarts,
        report.Error,
        report.Unproven,
        report.Baseline,
        JsonTiming.Of(report),
        JsonShard.From(report.Shard));

    /// <summary>The report that the document was made of.</summary>
    public CheckReport ToReport() => new(
        new ToolName(Tool.Name, Tool.Version),
        new CheckSubject(Subject.Name, Subject.Role, Subject.Endpoint, Subject.Host)
        {
            Interface = Subject.Interface,
            Place = Subject.File is { } file ? new SourcePlace(file, Subject.Line) : null,
        },
        Level,
        Seed,
        [.. Clauses.Select(clause => clause.ToResult())],
        [.. Scenarios.Select(scenario => scenario.ToResult(Timing))],
        new CheckCounts(Counts.Scripts, Counts.Hooks, Counts.HookCommands))
    {
        Interrupted = Interrupted,
        Partial = Partial,
        Error = Error,
        Unproven = Unproven,
        Campaigns = [.. Campaigns.Select(campaign => campaign.ToSummary())],
        Explorations = [.. Explorations.Select(one => new ExplorationSummary(one.Role, one.World, one.Depth, one.States, one.UniqueStates, one.Complete))],
        Lacks = [.. Lacks.Select(lack => new Judging.LackFound(lack.What, lack.Runs, lack.Command, lack.Where, lack.Script))],
        NotSimulated = NotSimulated,
        TakenAs = TakenAs,
        HookStarts = HookStarts ?? [],
        Baseline = Baseline,
        Shard = Shard?.ToShard(Timing),
        Timing = Timing is { } timing ? new CheckTiming(timing.Start, TimeSpan.FromSeconds(timing.Seconds)) : null,
    };

    private static JsonCause Of(Cause cause) => new(
        cause.Headline, cause.Counts, [.. cause.Clauses.Select(clause => clause.Id)], cause.Scripts, cause.First.Script, cause.First.Step, cause.Key);
}

internal sealed record JsonTool(string Name, string Version);

internal sealed record JsonSubject(string Name, string Role, string Endpoint, string Host, string Interface, string? File, int Line);

internal sealed record JsonCause(string Headline, bool Counts, IReadOnlyList<string> Clauses, IReadOnlyList<string> Scripts, string Script, int Step, string Key);

internal sealed record JsonExploration(string Role, string World, int Depth, long States, long UniqueStates, bool Complete);

internal sealed record JsonLack(string What, int Runs, string Command, string Where, string Script);

internal sealed record JsonCounts(int Scripts, int Hooks, int HookCommands);

/// <summary>All that differs from one run of the same check to the next.</summary>
internal sealed record JsonTiming(DateTimeOffset Start, double Seconds, IReadOnlyList<JsonScriptTime> Scripts)
{
    public static JsonTiming? Of(CheckReport report) => report.Timing is not { } timing ? null : new JsonTiming(
        timing.Start,
        Math.Round(timing.Duration.TotalSeconds, 3),
        [.. report.Scenarios.Where(script => script.Duration is not null).Select(script => new JsonScriptTime(script.Name, Math.Round(script.Duration!.Value.TotalSeconds, 3)))]);

    public TimeSpan? DurationOf(string script) =>
        Scripts.FirstOrDefault(one => string.Equals(one.Name, script, StringComparison.Ordinal)) is { } found ? TimeSpan.FromSeconds(found.Seconds) : null;
}

internal sealed record JsonScriptTime(string Name, double Seconds);
