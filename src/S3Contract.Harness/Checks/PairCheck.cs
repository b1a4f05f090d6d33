using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Matrix;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Checks;

/// <summary>Tries a provider and a requirer against each other, both under test.</summary>
internal static class PairCheck
{
    /// <summary>What the pair comes to.</summary>
    /// <param name="cast">The pair.</param>
    /// <param name="scripts">The scripts.</param>
    /// <param name="seed">The seed of fake values.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static PairResult Run(Cast cast, IReadOnlyList<ScriptCase> scripts, ulong seed, CancellationToken cancellation)
    {
        if (cast.Conflict is { } conflict)
        {
            return new PairResult(null, 0) { Problem = conflict };
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        StartWatch[] watches = [new("provider", stop.Cancel), new("requirer", stop.Cancel)];
        try
        {
            Cast tried = OwnKeysTrial.Tried(cast, cancellation);
            var options = new JudgeOptions { Waived = WaivedBy(tried) };
            var runner = new CaseRunner(tried, options, seed);
            var runs = new CaseRun?[scripts.Count];
            Parallel.For(0, scripts.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime(tried) }, i =>
            {
                if (!stop.IsCancellationRequested)
                {
                    CaseRun run = runner.RunUntil(scripts[i], (step, _) => Observe(watches, step), stop.Token);
                    runs[i] = runner.Confirmed(scripts[i], run, compare: false, stop.Token).Run;
                }
            });
            cancellation.ThrowIfCancellationRequested();
            return Array.Find(watches, watch => watch.Problem is not null) is { Problem: { } problem }
                ? new PairResult(null, 0) { Problem = problem.Split('\n')[0] }
                : Decided(options, [.. runs.OfType<CaseRun>().Select((run, i) => runner.Cold.Explained(run, scripts[i].Row, cancellation))]);
        }
        catch (CharmProblem problem)
        {
            return new PairResult(null, 0) { Problem = problem.Message.Split('\n')[0] };
        }
    }

    private static bool Observe(StartWatch[] watches, Step step)
    {
        Array.ForEach(watches, watch => watch.Observe(step));
        return false;
    }

    private static int AtATime(Cast cast) => cast.Provider.IsInProcess || cast.Requirer.IsInProcess ? 1 : Math.Clamp(Environment.ProcessorCount, 1, 8);

    private static PairResult Decided(JudgeOptions options, IReadOnlyList<CaseRun> runs)
    {
        var judge = new Judge(options);
        foreach (CaseRun run in runs)
        {
            judge.Add(run.Judge);
        }

        IReadOnlyList<ClauseVerdict> verdicts = judge.Verdicts();
        ClauseVerdict[] broken = [.. verdicts.Where(verdict => verdict.Verdict == Verdict.Fail).OrderBy(verdict => verdict.Clause.Level)];
        if (!verdicts.Any(verdict => verdict.Verdict == Verdict.Pass))
        {
            return new PairResult(null, judge.Hooks) { Problem = "nothing was put to the test" };
        }

        ClauseLevel[] kept = [.. Enum.GetValues<ClauseLevel>().Order().Where(level => broken.Length == 0 || level < broken[0].Clause.Level)];
        return new PairResult(kept.Length == 0 ? null : LevelName.Of(kept[^1]), judge.Hooks) { Broken = broken.Length == 0 ? null : Told(broken[0]) };
    }

    private static ClauseResult Told(ClauseVerdict verdict)
    {
        Violation first = verdict.Violations[0];
        return new ClauseResult(
            verdict.Clause.Id, verdict.Clause.Family, LevelName.Of(verdict.Clause.Level), verdict.Clause.Text, Verdict.Fail, null, verdict.Checked,
            [new FoundViolation(first.Message, first.StepIndex, first.Script)]);
    }

    // What either charm waives, the pair waives.
    private static SortedDictionary<string, string> WaivedBy(Cast cast) => new(
        cast.Provider.Profile.Waive.Concat(cast.Requirer.Profile.Waive).DistinctBy(waived => waived.Key, StringComparer.Ordinal)
            .ToDictionary(waived => waived.Key, waived => waived.Value, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
