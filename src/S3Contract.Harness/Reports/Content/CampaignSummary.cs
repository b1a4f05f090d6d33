namespace S3Contract.Harness.Reports.Content;

/// <summary>What the campaign of a check did for one endpoint. What it found stands with the clauses.</summary>
/// <param name="Role">The role the endpoint takes.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Seed">The seed of the campaign.</param>
/// <param name="Cases">How many scripts were drawn and run.</param>
/// <param name="Replayed">How many kept scripts were run before them.</param>
/// <param name="Hooks">How many hooks ran in them.</param>
/// <param name="Transitions">How many transitions the reference machine has.</param>
/// <param name="MissingTransitions">The names of those that were never taken.</param>
/// <param name="Goals">The situations that a campaign should meet, by name.</param>
/// <param name="MissingGoals">The names of those that it did not meet.</param>
internal sealed record CampaignSummary(
    string Role,
    string Endpoint,
    ulong Seed,
    int Cases,
    int Replayed,
    long Hooks,
    int Transitions,
    IReadOnlyList<string> MissingTransitions,
    IReadOnlyList<string> Goals,
    IReadOnlyList<string> MissingGoals)
{
    /// <summary>In how many cases each kind of command was enabled, by its name.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Enabled { get; init; } = [];

    /// <summary>Did the time end it before all cases were run?</summary>
    public bool OutOfTime { get; init; }

    /// <summary>What else there is to tell: kept scripts that could not be read or written.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

/// <summary>What walking a small world in every order came to. What it found stands with the clauses.</summary>
/// <param name="Role">The role of the charm under test.</param>
/// <param name="World">The name of the world.</param>
/// <param name="Depth">How many hooks and operator's commands were walked.</param>
/// <param name="States">How many states were reached.</param>
/// <param name="UniqueStates">How many of them were different.</param>
/// <param name="Complete">Was the whole world walked, so that a greater depth would show nothing new?</param>
internal sealed record ExplorationSummary(string Role, string World, int Depth, long States, long UniqueStates, bool Complete)
{
    /// <summary>States reached per second. Not in reports, which do not depend on the machine.</summary>
    public double Rate { get; init; }
}
