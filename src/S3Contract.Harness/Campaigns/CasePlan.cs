using System.Diagnostics;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Campaigns;

/// <summary>A script that a campaign is to run.</summary>
/// <param name="Script">The script.</param>
/// <param name="Seed">The seed it was drawn from; null for a kept script.</param>
/// <param name="Number">The number of the case, from 1; 0 for a kept script.</param>
/// <param name="Drawn">The case, if it was drawn.</param>
internal sealed record PlannedCase(Script Script, ulong? Seed, int Number, CampaignCase? Drawn);

/// <summary>What a campaign runs, one after the other: first the kept scripts, then drawn cases, until there are enough or time is up.</summary>
internal sealed class CasePlan(CampaignOptions options, Stopwatch clock, List<string> notices)
{
    private readonly CampaignScope _scope = CampaignScope.Of(options.Cast, options.SubjectRoles, options.IsProcess);
    private Queue<Script>? _kept;
    private int _drawn;

    /// <summary>Was time up before all cases had begun?</summary>
    public bool OutOfTime { get; private set; }

    /// <summary>The next script; null if there is none.</summary>
    public PlannedCase? Next()
    {
        _kept ??= new(options.SaveFolder is { } folder ? SavedFailures.Load(folder, notices) : []);
        if (_kept.TryDequeue(out Script? kept))
        {
            return new PlannedCase(kept, Seed: null, Number: 0, Drawn: null);
        }

        if (_drawn >= options.PlannedCases)
        {
            return null;
        }

        if (options.Time is { } limit && clock.Elapsed >= limit)
        {
            OutOfTime = options.PlannedCases is not null;
            return null;
        }

        CampaignCase drawn = ScriptGenerator.Case(_scope, CaseSeeds.Of(options.Seed, _drawn));
        return new PlannedCase(drawn.Script, drawn.Seed, ++_drawn, drawn);
    }
}
