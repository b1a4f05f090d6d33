using System.Text.Json.Serialization;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Json;

/// <summary>A campaign as it stands in the JSON report.</summary>
internal sealed record JsonCampaign(
    string Role,
    string Endpoint,
    ulong Seed,
    int Cases,
    int Replayed,
    long Hooks,
    JsonCoverage Transitions,
    JsonCoverage Goals,
    IReadOnlyDictionary<string, int> Enabled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OutOfTime = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notices = null)
{
    public static JsonCampaign Of(CampaignSummary campaign) => new(
        campaign.Role,
        campaign.Endpoint,
        campaign.Seed,
        campaign.Cases,
        campaign.Replayed,
        campaign.Hooks,
        new JsonCoverage(campaign.Transitions - campaign.MissingTransitions.Count, campaign.Transitions, campaign.MissingTransitions),
        new JsonCoverage(campaign.Goals.Count - campaign.MissingGoals.Count, campaign.Goals.Count, campaign.MissingGoals),
        new SortedDictionary<string, int>(campaign.Enabled.ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal), StringComparer.Ordinal),
        campaign.OutOfTime,
        campaign.Notices.Count == 0 ? null : campaign.Notices);

    // Of the goals that were met, only the number is told.
    public CampaignSummary ToSummary() => new(
        Role, Endpoint, Seed, Cases, Replayed, Hooks, Transitions.Total, Transitions.Missing, [.. Enumerable.Repeat("", Goals.Total)], Goals.Missing)
    {
        Enabled = [.. Enabled],
        OutOfTime = OutOfTime,
        Notices = Notices ?? [],
    };
}

internal sealed record JsonCoverage(int Hit, int Total, IReadOnlyList<string> Missing);
