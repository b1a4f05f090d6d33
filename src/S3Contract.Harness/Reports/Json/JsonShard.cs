using System.Text.Json.Serialization;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Json;

/// <summary>A shard as it stands in the JSON report: what <c>merge</c> needs, and nobody else.</summary>
internal sealed record JsonShard(int Index, int Of, string? Partial, bool Whole, IReadOnlyList<JsonPart> Parts)
{
    public static JsonShard? From(ShardEvidence? shard) => shard is null ? null : new JsonShard(shard.Index, shard.Of, shard.Partial, shard.Whole, [.. shard.Parts.Select(JsonPart.Of)]);

    public ShardEvidence ToShard(JsonTiming? timing) => new(Index, Of, Partial, Whole, [.. Parts.Select(part => part.ToPart(timing, Parts.Count > 1))]);
}

/// <summary>What a shard found about an endpoint.</summary>
internal sealed record JsonPart(
    string Role,
    string Endpoint,
    IReadOnlyList<string> Plan,
    IReadOnlyList<JsonEvidence> Clauses,
    IReadOnlyList<JsonScenario> Played,
    IReadOnlyList<string> Blamed,
    int Hooks,
    int HookCommands,
    IReadOnlyList<JsonLack> Lacks)
{
    public static JsonPart Of(PartEvidence part) => new(
        part.Role,
        part.Endpoint,
        part.Plan,
        [.. part.Clauses.Select(JsonEvidence.Of)],
        [.. part.Played.Select(JsonScenario.Of)],
        part.Blamed,
        part.Hooks,
        part.HookCommands,
        [.. part.Lacks.Select(lack => new JsonLack(lack.What, lack.Runs, lack.Command, lack.Where, lack.Script))]);

    public PartEvidence ToPart(JsonTiming? timing, bool several)
    {
        string suffix = several ? $" [{Role} {Endpoint}]" : "";
        return new PartEvidence(
            Role,
            Endpoint,
            Plan,
            [.. Clauses.Select(clause => clause.ToEvidence())],
            [.. Played.Select(scenario => scenario.ToResult(null) with { Duration = timing?.DurationOf(scenario.Name + suffix) })])
        {
            Blamed = Blamed,
            Hooks = Hooks,
            HookCommands = HookCommands,
            Lacks = [.. Lacks.Select(lack => new LackFound(lack.What, lack.Runs, lack.Command, lack.Where, lack.Script))],
        };
    }
}

/// <summary>What a shard knows of a clause.</summary>
internal sealed record JsonEvidence(
    JsonClause Clause,
    int Checked,
    string Untested,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Waived = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Hidden = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Aside = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool AsideBroken = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool NoOccasion = false)
{
    public static JsonEvidence Of(ClauseEvidence evidence) => new(
        JsonClause.Of(evidence.Clause), evidence.Facts.Checked, evidence.Facts.Untested, evidence.Facts.Waived, evidence.Facts.Hidden, evidence.Facts.Aside, evidence.Facts.AsideBroken, evidence.Facts.NoOccasion);

    public ClauseEvidence ToEvidence() =>
        new(Clause.ToResult(), new ClauseFacts(Checked, Untested) { Waived = Waived, Hidden = Hidden, Aside = Aside, AsideBroken = AsideBroken, NoOccasion = NoOccasion });
}
