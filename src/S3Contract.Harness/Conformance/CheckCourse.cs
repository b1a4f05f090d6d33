using System.Runtime.ExceptionServices;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Traces;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Conformance;

/// <summary>The course of a check: plays scripts with one endpoint of a charm, several at a time, and takes them in, in their order.</summary>
/// <param name="part">The charm, its role and how to check it.</param>
/// <param name="options">What of the check holds for all its parts.</param>
/// <param name="begun">Told the name of each script before it runs.</param>
internal sealed class CheckCourse(CheckPart part, CheckOptions options, Action<string> begun)
{
    private readonly IReadOnlyList<ScriptCase> _scripts = ScriptsFor(part, options);
    private int _firstBroken = int.MaxValue;

    /// <summary>The scripts of a part.</summary>
    public static IReadOnlyList<ScriptCase> ScriptsFor(CheckPart part, CheckOptions options) =>
        options.Scripts ?? (options.Quick ? QuickCourse.For(part.Role) : BuiltInScripts.Cases);

    /// <summary>Plays the scripts. What goes wrong in one of them is thrown when the others have been taken in.</summary>
    /// <param name="result">Takes them in.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Did it end at a script that broke a clause?</returns>
    /// <exception cref="CharmProblem">The charm cannot be run, or a script cannot be run on it.</exception>
    public bool PlayInto(PartResult result, CancellationToken cancellation)
    {
        var runs = new (Trace Trace, ScriptRun? Run)?[_scripts.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = new StartWatch(part.RoleName, stop.Cancel);
        ExceptionDispatchInfo? broken = Play(runs, watch, stop.Token);
        if (watch.Problem is { } problem)
        {
            throw CharmProblem.CannotRun(problem);
        }

        // In the order of the scripts, whichever came to its end first.
        var causes = new FailureCauses(part.Cast, new RunOptions { UnderTest = part.Role, Seed = part.Options.Seed });
        for (int i = 0; i < runs.Length && i <= _firstBroken; i++)
        {
            if (runs[i] is not { } run)
            {
                continue;
            }

            bool isOwn = !ReplayCommand.IsOfCourse(_scripts[i].Name, _scripts[i].Script.File);
            ScriptRun? explained = run.Run is { } complete && broken is null ? Explained(causes, complete, _scripts[i].Row, cancellation) : run.Run;
            result.Add(_scripts[i], explained?.Trace ?? run.Trace, explained, isOwn);
            if (explained is not null)
            {
                options.Ran?.Invoke(_scripts[i], explained);
            }
        }

        broken?.Throw();
        return _firstBroken < int.MaxValue;
    }

    // Who is interrupted is told what was seen, though not what each failure hangs on.
    private static ScriptRun Explained(FailureCauses causes, ScriptRun run, int row, CancellationToken cancellation)
    {
        try
        {
            return cancellation.IsCancellationRequested ? run : causes.Explained(run, row, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return run;
        }
    }

    private ExceptionDispatchInfo? Play((Trace Trace, ScriptRun? Run)?[] runs, StartWatch watch, CancellationToken stop)
    {
        void PlayOne(int i)
        {
            if (stop.IsCancellationRequested || i >= Volatile.Read(ref _firstBroken))
            {
                return;
            }

            begun(_scripts[i].Name);
            runs[i] = Play(_scripts[i], watch, stop);
            if (options.FailFast && Breaks(runs[i]!.Value.Trace))
            {
                Lower(ref _firstBroken, i);
            }
        }

        try
        {
            if (_scripts.Count == 0)
            {
                _ = Play(StartOnly(), watch, stop);
            }

            // The first one alone: it shows whether the charm can be run at all.
            _ = Parallel.For(0, Math.Min(1, _scripts.Count), PlayOne);
            _ = Parallel.For(1, _scripts.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs ?? ConformanceCheck.AtATime(part) }, PlayOne);
            return null;
        }
        catch (AggregateException problems) when (problems.InnerExceptions is [var problem, ..])
        {
            // What goes wrong in one of several scripts at a time goes wrong in all.
            return ExceptionDispatchInfo.Capture(problem);
        }
    }

    // What happened, and what became of the script; of one that was cancelled only what happened until then.
    private (Trace Trace, ScriptRun? Run) Play(ScriptCase script, StartWatch watch, CancellationToken cancellation)
    {
        Cast cast = part.Cast;
        var steps = new List<Step>();
        var how = new RunOptions
        {
            UnderTest = part.Role,
            Seed = part.Options.Seed,
            Row = script.Row,
            StopAtFailure = false,
            StepTaken = step =>
            {
                steps.Add(step);
                watch.Observe(step);
            },
        };
        try
        {
            ScriptRun run = new ScriptRunner(cast, how).Run(script.Script, cancellation);
            return run.Errors.Count == 0 ? (run.Trace, run) : throw CharmProblem.Wrong(string.Join('\n', run.Errors));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            var header = new TraceHeader(
                script.Name,
                new TracePlayer(cast.Provider.Charm.Metadata.Name, cast.Provider.Charm.Host, part.Role == Roles.Provider),
                new TracePlayer(cast.Requirer.Charm.Metadata.Name, cast.Requirer.Charm.Host, part.Role == Roles.Requirer))
            { Seed = how.Seed };
            return (new Trace(header, steps), null);
        }
    }

    // Judged alone, so that it does not matter which scripts ran beside it.
    private bool Breaks(Trace trace)
    {
        var judge = new Judge(ConformanceCheck.JudgeFor(part));
        judge.Add(trace);
        return judge.Verdicts().Any(verdict => verdict.Verdict == Verdict.Fail && verdict.Clause.Level <= part.Options.Level
            && part.Options.OnlyClauses?.Contains(verdict.Clause.Id) != false);
    }

    private static void Lower(ref int place, int value)
    {
        for (int seen = Volatile.Read(ref place); value < seen; seen = Volatile.Read(ref place))
        {
            _ = Interlocked.CompareExchange(ref place, value, seen);
        }
    }

    // Where no script is to run, whether the charm can be run at all still has to be found out.
    private ScriptCase StartOnly() =>
        ScriptCase.Of(Script.Of("start", [], [new DeployCommand(part.RoleName, 1, []), new SettleCommand([])]))[0];
}
