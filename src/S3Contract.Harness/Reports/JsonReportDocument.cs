using System.Text.Json.Serialization;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports;

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
    string? Error)
{
    /// <summary>The document for a report.</summary>
    public static JsonReportDocument Of(CheckReport report) => new(
        JsonReport.Schema,
        new JsonTool(report.Tool.Name, report.Tool.Version),
        new JsonSubject(report.Subject.Name, report.Subject.Role, report.Subject.Endpoint, report.Subject.Host),
        report.Level,
        report.Seed,
        VerdictName.Of(report.Verdict),
        report.Interrupted,
        [.. report.Clauses.Select(Of)],
        [.. report.Scenarios.Select(scenario => new JsonScenario(scenario.Name, VerdictName.Of(scenario)))],
        new JsonCounts(report.Counts.Scripts, report.Counts.Hooks, report.Counts.HookCommands),
        [.. report.Campaigns.Select(Of)],
        [.. report.Explorations.Select(one => new JsonExploration(one.Role, one.World, one.Depth, one.States, one.UniqueStates, one.Complete))],
        [.. Cause.Of(report).Select(Of)],
        report.Partial,
        report.NotSimulated,
        [.. report.Lacks.Select(lack => new JsonLack(lack.What, lack.Runs, lack.Command, lack.Where, lack.Script))],
        report.TakenAs,
        report.Error);

    private static JsonCampaign Of(CampaignSummary campaign) => new(
        campaign.Role,
        campaign.Endpoint,
        campaign.Seed,
        campaign.Cases,
        campaign.Replayed,
        campaign.Hooks,
        new JsonCoverage(campaign.Transitions - campaign.MissingTransitions.Count, campaign.Transitions, campaign.MissingTransitions),
        new JsonCoverage(campaign.Goals.Count - campaign.MissingGoals.Count, campaign.Goals.Count, campaign.MissingGoals),
        new SortedDictionary<string, int>(campaign.Enabled.ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal), StringComparer.Ordinal));

    private static JsonClause Of(ClauseResult clause) => new(
        clause.Id,
        clause.Family,
        clause.Level,
        VerdictName.Of(clause.Verdict),
        clause.Reason,
        clause.Checked,
        [.. clause.Violations.Select(violation => new JsonViolation(
            violation.Message,
            violation.Step,
            violation.Script,
            violation.ScriptText,
            violation.Behind is { } hook ? new JsonHook(hook.Step, hook.Unit, hook.Hook, hook.Failure, hook.LastWords) : null,
            violation.Leaders.Count == 0 ? null : violation.Leaders,
            violation.Said))]);

    private static JsonCause Of(Cause cause) => new(
        cause.Headline, cause.Counts, [.. cause.Clauses.Select(clause => clause.Id)], cause.Scripts, cause.First.Script, cause.First.Step);
}

internal sealed record JsonTool(string Name, string Version);

internal sealed record JsonSubject(string Name, string Role, string Endpoint, string Host);

internal sealed record JsonClause(
    string Id, string Family, string Level, string Verdict, string? Reason, int Checked, IReadOnlyList<JsonViolation> Violations);

internal sealed record JsonViolation(
    string Message,
    int Step,
    string Script,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ScriptText,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonHook? FailedHook,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Leaders,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Said);

internal sealed record JsonHook(int Step, string Unit, string Hook, string Failure, IReadOnlyList<string> LastWords);

internal sealed record JsonCause(string Headline, bool Counts, IReadOnlyList<string> Clauses, IReadOnlyList<string> Scripts, string Script, int Step);

internal sealed record JsonScenario(string Name, string Verdict);

internal sealed record JsonCampaign(
    string Role, string Endpoint, ulong Seed, int Cases, int Replayed, long Hooks, JsonCoverage Transitions, JsonCoverage Goals,
    IReadOnlyDictionary<string, int> Enabled);

internal sealed record JsonCoverage(int Hit, int Total, IReadOnlyList<string> Missing);

internal sealed record JsonExploration(string Role, string World, int Depth, long States, long UniqueStates, bool Complete);

internal sealed record JsonLack(string What, int Runs, string Command, string Where, string Script);

internal sealed record JsonCounts(int Scripts, int Hooks, int HookCommands);
