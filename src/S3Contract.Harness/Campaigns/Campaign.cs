using System.Diagnostics;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Campaigns.Goals;
using S3Contract.Harness.Judging;
using S3Contract.Reference.Charts;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns;

/// <summary>
/// Searches for scripts that make a charm break the contract: draws scripts, runs each to its end in a world of its own under the eyes of the
/// reference machine, and shrinks what fails. A case depends on the seed and its number alone, not on what others have found: what several
/// cases break is sorted out here, in the order of the cases, however many run at a time.
/// </summary>
internal sealed class Campaign
{
    private readonly CampaignOptions _options;
    private readonly CaseRunner _runner;
    private readonly SwarmCount _swarm = new();
    private readonly MachineCoverage _coverage = new();
    private readonly SeenEvents _shown = new();
    private readonly SometimesGoal[] _goals;
    private readonly Dictionary<SometimesGoal, int> _met = [];
    private readonly List<FoundFailure> _found = [];
    private readonly List<string> _notices = [];
    private int _cases;
    private int _replayed;
    private long _hooks;
    private int _failing;

    private Campaign(CampaignOptions options)
    {
        _options = options;
        _runner = new CaseRunner(options.Cast, options.Judging);
        _goals = [.. SometimesGoals.All.Where(goal => (goal.Roles & options.SubjectRoles) != Roles.None)];
        if (options.Judge is { } judge)
        {
            _shown.Add(judge.ShownEvents);
        }
    }

    /// <summary>Runs a campaign. A cancelled campaign ends its running cases, tears them down, and returns what it has found until then.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="cancellation">Ends the campaign.</param>
    public static Task<CampaignResult> RunAsync(CampaignOptions options, CancellationToken cancellation = default) =>
        Task.Run(() => new Campaign(options).Run(cancellation), CancellationToken.None);

    private CampaignResult Run(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var plan = new CasePlan(_options, clock, _notices);
        bool cancelled = false;
        try
        {
            foreach ((PlannedCase planned, CaseRun run) in InOrder(plan, cancellation))
            {
                Take(planned, _runner.Cold.Explained(Confirmed(planned, run, cancellation), row: 0, cancellation));
                if (_options.StopAtFirstFailure && _found.Count > 0)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            cancelled = true;
        }

        CampaignFailure[] failures = [.. _found.GroupBy(found => found.Planned).SelectMany(ofCase => Explain(ofCase.Key, ofCase, cancellation))];
        ShowNondeterministic(failures);
        return new CampaignResult(_options.Seed, _cases, _replayed, _hooks, failures)
        {
            Swarm = _swarm.Statistics(),
            Coverage = _coverage,
            Goals = [.. _goals.Select(goal => new GoalResult(goal, _met.TryGetValue(goal, out int number) ? number : null))],
            OutOfTime = plan.OutOfTime,
            Cancelled = cancelled,
            Elapsed = clock.Elapsed,
            Notices = _notices,
        };
    }

    // Several cases at a time, each taken when those before it have been. Those that are under way when nobody wants more are ended.
    private IEnumerable<(PlannedCase Planned, CaseRun Run)> InOrder(CasePlan plan, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = new Queue<(PlannedCase Planned, Task<CaseRun> Run)>();
        try
        {
            while (true)
            {
                while (ahead.Count < _options.AtATime && plan.Next() is { } planned)
                {
                    ahead.Enqueue((planned, Task.Run(() => _runner.Run(planned.Script, stop.Token), CancellationToken.None)));
                }

                if (!ahead.TryDequeue(out (PlannedCase Planned, Task<CaseRun> Run) next))
                {
                    yield break;
                }

                yield return (next.Planned, next.Run.GetAwaiter().GetResult());
            }
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll(ahead.Select(begun => begun.Run)).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    // What went wrong counts as it goes when hooks are started as Juju does.
    private CaseRun Confirmed(PlannedCase planned, CaseRun run, CancellationToken cancellation)
    {
        ColdRun confirmed = _runner.Confirmed(CaseRunner.Alone(planned.Script), run, compare: false, cancellation);
        if (confirmed.Notice(FormattableString.Invariant($"case {planned.Number} of the campaign")) is { } notice)
        {
            _notices.Add(notice);
        }

        cancellation.ThrowIfCancellationRequested();
        return confirmed.Run;
    }

    private void Take(PlannedCase planned, CaseRun run)
    {
        if (planned.Drawn is { } drawn)
        {
            _cases++;
            _swarm.Add(drawn);
        }
        else
        {
            _replayed++;
        }

        _hooks += run.Judge.Hooks;
        _coverage.Add(run.Judge.Coverage);
        foreach (EventEmitted seen in run.Events)
        {
            _shown.Add(seen);
        }

        if (_met.Count < _goals.Length)
        {
            IReadOnlyList<Moment> moments = Moment.Of(run.Steps);
            foreach (SometimesGoal goal in _goals)
            {
                if (!_met.ContainsKey(goal) && goal.IsMet(moments))
                {
                    _met.Add(goal, planned.Number);
                }
            }
        }

        // A charm that was seen to show an event is held to it from that case on.
        Violation[] broken = [.. run.Violations.Where(violation => _options.Judging.Shows(violation.Clause, _shown))];
        foreach (Violation violation in broken)
        {
            int known = _found.FindIndex(found => string.Equals(found.Violation.ClauseId, violation.ClauseId, StringComparison.Ordinal));
            if (known >= 0)
            {
                _found[known] = _found[known] with { Times = _found[known].Times + 1 };
            }
            else
            {
                _found.Add(new FoundFailure(planned, run, violation, _hooks, Times: 1));
            }
        }

        _failing += broken.Length > 0 ? 1 : 0;
        if (broken.Length == 0)
        {
            _options.Judge?.Add(run.Judge);
        }
        else
        {
            _options.Judge?.AddChecks(run.Judge);
        }

        if (planned.Drawn is not null)
        {
            _options.Progress?.Invoke(new CampaignProgress(_cases, _options.PlannedCases, _failing, FormattableString.Invariant($"campaign, case {_cases}")));
        }
    }

    private IEnumerable<CampaignFailure> Explain(PlannedCase planned, IEnumerable<FoundFailure> ofCase, CancellationToken cancellation)
    {
        FailureSearch? search = null;
        foreach (FoundFailure found in ofCase)
        {
            _options.Progress?.Invoke(
                new CampaignProgress(_cases, _options.PlannedCases, _failing, $"shrinking a failure of {found.Violation.ClauseId}"));
            search ??= new FailureSearch(_options, _runner, planned.Script, planned.Seed, found.Run);
            CampaignFailure failure = search.Find(found.Violation, cancellation) with
            {
                Case = planned.Number,
                HooksUntilFound = found.HooksUntil,
                Times = found.Times,
            };
            yield return planned.Seed is null ? failure : Kept(failure);
        }
    }

    // A shrunk script does not show what such a charm did: whoever judges has to have seen it.
    private void ShowNondeterministic(IEnumerable<CampaignFailure> failures)
    {
        foreach (CampaignFailure failure in failures.Where(failure => failure.NondeterministicAt is not null).DistinctBy(failure => failure.Original))
        {
            _options.Judge?.Add(_found.First(found => ReferenceEquals(found.Planned.Script, failure.Original)).Run.Judge);
        }
    }

    private CampaignFailure Kept(CampaignFailure failure)
    {
        if (_options.SaveFolder is not { } folder)
        {
            return failure;
        }

        try
        {
            return failure with { File = SavedFailures.Save(folder, failure.Script) };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _notices.Add($"the failure of {failure.Clause.Id} could not be kept: {problem.Message}");
            return failure;
        }
    }

    // The first case that breaks a clause, and in how many cases it was broken.
    private sealed record FoundFailure(PlannedCase Planned, CaseRun Run, Violation Violation, long HooksUntil, int Times);
}
