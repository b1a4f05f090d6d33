using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Campaigns;

/// <summary>What a campaign is to do.</summary>
/// <param name="Cast">Who plays the roles.</param>
/// <param name="Judging">What counts; only the side or sides under test are judged, and only the other side misbehaves.</param>
internal sealed record CampaignOptions(Cast Cast, JudgeOptions Judging)
{
    /// <summary>How many cases a campaign has when nothing else is said and the charms run in process.</summary>
    public const int DefaultCases = 100;

    /// <summary>How many cases a campaign has when nothing else is said and a charm under test is a process.</summary>
    public const int DefaultProcessCases = 20;

    /// <summary>How many cases to run; null for <see cref="DefaultCases"/> or <see cref="DefaultProcessCases"/>, or, when
    /// <see cref="Time"/> is given, as many as there is time for.</summary>
    public int? Cases { get; init; }

    /// <summary>The seed that everything random comes from. The first case has this very seed, so one case is repeated by its seed and
    /// <c>Cases = 1</c>.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>No case begins after this time; null for no limit. Shrinking what was found may take longer.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The side or sides under test.</summary>
    public Roles SubjectRoles => Judging.SubjectRoles;

    /// <summary>Ends the campaign at the first failing case. Else all cases run, and the first failure of each clause is kept.</summary>
    public bool StopAtFirstFailure { get; init; }

    /// <summary>Shrinks the failures. Without, they are kept as they were drawn.</summary>
    public bool Shrink { get; init; } = true;

    /// <summary>The most runs that shrinking one failure may take; null for what suits the host.</summary>
    public int? ShrinkRuns { get; init; }

    /// <summary>A folder: failing scripts are written there, and those found there run before all else. Null to keep nothing.</summary>
    public string? SaveFolder { get; init; }

    /// <summary>A judge that is to see the cases too, so that its verdicts count what the campaign exercised; null if none is. Of the cases
    /// that fail it takes what they exercised, not what they broke: that is in the shrunk scripts. (Those of a nondeterministic charm, which
    /// have none, it sees whole.)</summary>
    public Judge? Judge { get; init; }

    /// <summary>How many cases run at a time. What is found does not depend on it.</summary>
    public int AtATime { get; init; } = 1;

    /// <summary>Told after each case.</summary>
    internal Action<CampaignProgress>? Progress { get; init; }

    /// <summary>Does a charm under test run as a process?</summary>
    internal bool IsProcess =>
        (SubjectRoles.HasFlag(Roles.Provider) && !Cast.Provider.IsInProcess)
        || (SubjectRoles.HasFlag(Roles.Requirer) && !Cast.Requirer.IsInProcess);

    /// <summary>How many cases to run; null if only time limits them.</summary>
    internal int? PlannedCases => Cases ?? (Time is not null ? null : IsProcess ? DefaultProcessCases : DefaultCases);
}

/// <summary>How far a campaign is.</summary>
/// <param name="Done">Cases run.</param>
/// <param name="Planned">Cases to run; null if only time limits them.</param>
/// <param name="Failures">Failing cases so far.</param>
/// <param name="Activity">What is being done, for people: <c>shrinking live.latest, 12 commands</c>.</param>
internal readonly record struct CampaignProgress(int Done, int? Planned, int Failures, string Activity);
