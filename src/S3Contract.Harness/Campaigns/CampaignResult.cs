using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Campaigns.Goals;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns;

/// <summary>What a campaign found. For a seed and a number of cases it is the same on every machine, times apart.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Cases">How many drawn cases were run.</param>
/// <param name="Replayed">How many kept scripts were run before them.</param>
/// <param name="Hooks">How many hooks ran in cases and replays, shrinking apart.</param>
/// <param name="Failures">The failures, one per clause, in the order in which they were found.</param>
internal sealed record CampaignResult(ulong Seed, int Cases, int Replayed, long Hooks, IReadOnlyList<CampaignFailure> Failures)
{
    /// <summary>What the cases were allowed to use and did use.</summary>
    internal SwarmStatistics Swarm { get; init; } = new([], []);

    /// <summary>Which transitions of the reference machine were taken.</summary>
    internal MachineCoverage Coverage { get; init; } = new();

    /// <summary>The "sometimes" goals and where each was met first.</summary>
    internal IReadOnlyList<GoalResult> Goals { get; init; } = [];

    /// <summary>Was nothing found?</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>Did the time end the campaign before all cases were run?</summary>
    public bool OutOfTime { get; init; }

    /// <summary>Was the campaign cancelled? Then it holds what was found until then.</summary>
    public bool Cancelled { get; init; }

    /// <summary>What else there is to tell: files in the folder of kept failures that could not be read or written.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}

/// <summary>A clause that a campaign saw broken.</summary>
/// <param name="Violation">What was wrong, in the shrunk script's run.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Seed">The seed of the case: with it and one case the campaign draws the same script.</param>
/// <param name="Case">The number of the case, from 1; 0 for a kept script.</param>
/// <param name="Original">The script as it was drawn.</param>
/// <param name="Script">The shortest script found, with a header that says clause, message, seed and charm.</param>
internal sealed record CampaignFailure(Violation Violation, Clause Clause, ulong Seed, int Case, Script Original, Script Script)
{
    /// <summary>How many commands the shortest script has.</summary>
    public int Commands => Script.Commands.Count();

    /// <summary>How many hooks the campaign had run when it met the failure, those of the failing case included.</summary>
    public long HooksUntilFound { get; init; }

    /// <summary>How many cases of the campaign broke the clause.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many runs shrinking took.</summary>
    public int ShrinkRuns { get; init; }

    /// <summary>Set if the charm did not behave the same when the failing script was run again: the index of the first step that differed.
    /// Then the script is the original one, since what is shrunk by a charm that changes its mind means nothing.</summary>
    public int? NondeterministicAt { get; init; }

    /// <summary>Where the script was kept; null if it was not.</summary>
    public string? File { get; init; }
}

/// <summary>A goal and where it was met.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Case">The number of the first case that met it, from 1 (0 for a kept script); null if none did.</param>
internal sealed record GoalResult(SometimesGoal Goal, int? Case);
