using System.Text.Json.Serialization;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Json;

/// <summary>A script as it stands in the JSON report.</summary>
internal sealed record JsonScenario(
    string Name,
    string Verdict,
    string? Reason,
    bool Own,
    IReadOnlyList<string> Covers,
    string? Replay,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonPlace? Place = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<JsonLine>? Missed = null)
{
    public static JsonScenario Of(ScenarioResult scenario) => new(
        scenario.Name,
        VerdictName.Of(scenario),
        scenario.Reason,
        scenario.IsOwn,
        scenario.Covers,
        scenario.Replay,
        JsonPlace.Of(scenario.Place),
        scenario.Missed.Count == 0 ? null : [.. scenario.Missed.Select(line => new JsonLine(line.Text, line.Tone))]);

    public ScenarioResult ToResult(JsonTiming? timing) => new(Name, VerdictName.ReadOfScript(Verdict))
    {
        Reason = Reason,
        IsOwn = Own,
        Warns = VerdictName.IsWarning(Verdict),
        Covers = Covers,
        Replay = Replay,
        Place = Place?.ToPlace(),
        Missed = [.. (Missed ?? []).Select(line => new TextLine(line.Text, line.Tone))],
        Duration = timing?.DurationOf(Name),
    };
}

/// <summary>A line for people.</summary>
internal sealed record JsonLine(string Text, Tone Tone);
