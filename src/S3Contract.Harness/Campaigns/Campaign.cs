using System.Diagnostics;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>Searches for scripts that make a charm break the contract: draws scripts, runs each in a world of its own under the eyes of the
/// reference machine, stops each at its first violation, and shrinks what fails.</summary>
public sealed class Campaign
{
    private readonly CampaignOptions _options;
    private readonly CampaignScope _scope;
    private readonly CaseRunner _runner;
    private readonly SwarmCount _swarm = new();
    private readonly MachineCoverage _coverage = new();
    private readonly int?[] _goals = new int?[SometimesGoals.All.Count];
    private readonly List<CampaignFailure> _failures = [];
    private readonly List<string> _notices = [];
    private long _hooks;
    private int _failing;

    private Campaign(CampaignOptions options)
    {
        _options = options;
        _scope = CampaignScope.Of(options);
        _runner = new CaseRunner(options);
    }

    /// <summary>Runs a campaign. A cancelled campaign ends its running case, tears it down, and returns what it has found until then.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="cancellation">Ends the campaign.</param>
    public static Task<CampaignResult> RunAsync(CampaignOptions options, CancellationToken cancellation = default) =>
        Task.Run(() => new Campaign(options).Run(cancellation), CancellationToken.None);

    private CampaignResult Run(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int cases = 0, replayed = 0;
        bool outOfTime = false, cancelled = false;
        int? planned = _options.Cases
            ?? (_options.Time is not null ? null : _options.IsProcess ? CampaignOptions.DefaultProcessCases : CampaignOptions.DefaultCases);
        try
        {
            replayed = Replay(cancellation);
            while ((planned is null || cases < planned) && !IsOver)
            {
                if (_options.Time is { } limit && clock.Elapsed >= limit)
                {
                    outOfTime = planned is not null;
                    break;
                }

                CampaignCase drawn = ScriptGenerator.Case(_scope, CaseSeeds.Of(_options.Seed, cases));
                cases++;
                _swarm.Add(drawn);
                RunCase(drawn.Script, drawn.Seed, cases, cancellation);
                _options.Progress?.Invoke(new CampaignProgress(cases, planned, _failing, FormattableString.Invariant($"campaign, case {cases}")));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            cancelled = true;
        }

        return new CampaignResult(
            _options.Seed, cases, replayed, _hooks, _failures, _swarm.Statistics(), _coverage,
            [.. SometimesGoals.All.Select((goal, index) => new GoalResult(goal, _goals[index])).Where(met => (met.Goal.Roles & _options.SubjectRoles) != Roles.None)])
        {
            OutOfTime = outOfTime,
            Cancelled = cancelled,
            Elapsed = clock.Elapsed,
            Notices = _notices,
        };
    }

    private bool IsOver => _options.StopAtFirstFailure && _failures.Count > 0;

    private int Replay(CancellationToken cancellation)
    {
        int replayed = 0;
        foreach (Script script in _options.SaveFolder is { } folder ? SavedFailures.Load(folder, _notices) : [])
        {
            if (IsOver)
            {
                break;
            }

            replayed++;
            RunCase(script, seed: null, number: 0, cancellation);
        }

        return replayed;
    }

    private void RunCase(Script script, ulong? seed, int number, CancellationToken cancellation)
    {
        var findings = new Findings();
        CaseRun run = _runner.Run(script, clause: null, findings, cancellation);
        _hooks += run.Hooks;
        _coverage.Add(findings.Coverage);
        for (int i = 0; i < _goals.Length; i++)
        {
            if (_goals[i] is null && SometimesGoals.All[i].IsMet(run.Steps))
            {
                _goals[i] = number;
            }
        }

        if (run.Violation is null)
        {
            Show(script, run);
        }

        if (run.Violation is { } violation)
        {
            _failing++;
            int known = _failures.FindIndex(failure => string.Equals(failure.Clause.Id, violation.ClauseId, StringComparison.Ordinal));
            if (known >= 0)
            {
                _failures[known] = _failures[known] with { Times = _failures[known].Times + 1 };
            }
            else
            {
                _options.Progress?.Invoke(new CampaignProgress(number, _options.Cases, _failing, $"shrinking a failure of {violation.ClauseId}"));
                CampaignFailure failure = Explain(script, seed, number, run, violation, cancellation);
                _failures.Add(failure);
                if (failure.NondeterministicAt is not null)
                {
                    Show(script, run);
                }
            }
        }
    }

    private void Show(Script script, CaseRun run)
    {
        if (_options.Judge is { } judge)
        {
            judge.Begin(script.Name);
            foreach (Step step in run.Steps)
            {
                judge.Observe(step);
            }
        }
    }

    private CampaignFailure Explain(Script script, ulong? seed, int number, CaseRun run, Violation violation, CancellationToken cancellation)
    {
        var explanation = new FailureSearch(_options, _runner, script, seed, run, violation);
        CampaignFailure failure = explanation.Find(cancellation) with { Case = number, HooksUntilFound = _hooks };
        if (_options.SaveFolder is not { } folder || seed is null)
        {
            return failure;
        }

        try
        {
            return failure with { File = SavedFailures.Save(folder, failure.Script) };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _notices.Add($"the failure of {violation.ClauseId} could not be kept: {problem.Message}");
            return failure;
        }
    }
}
