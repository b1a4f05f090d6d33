using System.Runtime.ExceptionServices;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>The course of a check: plays scripts with one endpoint of a charm, several at a time, and takes them in, in their order.</summary>
/// <param name="part">The charm, its role and how to check it.</param>
/// <param name="options">What of the check holds for all its parts.</param>
/// <param name="scripts">The scripts.</param>
/// <param name="begun">Told the name of each script before it runs.</param>
/// <param name="again">Told it of each that runs once more with cold hooks, though all went well in it.</param>
internal sealed class CheckCourse(CheckPart part, CheckOptions options, IReadOnlyList<ScriptCase> scripts, Action<string> begun, Action<string> again)
{
    private readonly IReadOnlyList<ScriptCase> _scripts = scripts;
    private readonly JudgeOptions _judging = ConformanceCheck.JudgeFor(part);
    private readonly CaseRunner _runner = new(part.Cast, ConformanceCheck.JudgeFor(part), part.Options.Seed);
    private readonly CaseRunner _across = new(part.OtherCast, ConformanceCheck.JudgeFor(part), part.Options.Seed);
    private readonly CaseRunner _version1 = new(part.CastWith(ContractVersion.V1), ConformanceCheck.JudgeFor(part), part.Options.Seed);
    private readonly ColdRun?[] _confirmed = new ColdRun?[scripts.Count];
    private int _firstBroken = int.MaxValue;

    /// <summary>What the runs that were made cold as well showed, for people; empty if nothing.</summary>
    public IEnumerable<string> Notices => _confirmed.Zip(_scripts, (run, script) => run?.Notice(script.Name)).OfType<string>();

    /// <summary>Is the charm another one where its hooks are not started as Juju does?</summary>
    public bool IsAnotherWarm => _confirmed.Any(run => run is { OnlyWarmDiffers: true });

    private ParallelOptions AtATime => new() { MaxDegreeOfParallelism = options.Jobs ?? ConformanceCheck.AtATime(part) };

    /// <summary>The scripts of a part.</summary>
    public static IReadOnlyList<ScriptCase> ScriptsFor(CheckPart part, CheckOptions options) =>
        options.OwnScripts.Count == 0 ? Course(part, options) : [.. Course(part, options), .. options.Only?.Among(options.OwnScripts) ?? options.OwnScripts];

    private static IReadOnlyList<ScriptCase> Course(CheckPart part, CheckOptions options) => (options.Scripts, options.Only) switch
    {
        ({ } given, null) => given,
        ({ } given, { } only) => only.Among(given),
        (null, { } only) => only.OfCourse(WholeCourse(part, options)),
        _ => options.Quick && part.Speaks != ContractVersion.V1 ? QuickCourse.For(part.Role, part.Options.S3) : WholeCourse(part, options),
    };

    private static IReadOnlyList<ScriptCase> WholeCourse(CheckPart part, CheckOptions options) =>
        part.Speaks == ContractVersion.V1 ? [.. BuiltInScripts.Version1, .. BuiltInScripts.TwoVersions]
        : options.Level == ClauseLevel.Strict ? [.. BuiltInScripts.Cases, .. BuiltInScripts.TwoVersions]
        : BuiltInScripts.Cases;

    /// <summary>Plays the scripts. What goes wrong in one of them is thrown when the others have been taken in.</summary>
    /// <param name="result">Takes them in.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Did it end at a script that broke a clause?</returns>
    /// <exception cref="CharmProblem">The charm cannot be run, or a script cannot be run on it. What came to its end has been taken in.</exception>
    public bool PlayInto(PartResult result, CancellationToken cancellation)
    {
        var runs = new CaseRun?[_scripts.Count];
        var durations = new TimeSpan?[_scripts.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = new StartWatch(part.RoleName, stop.Cancel);
        ExceptionDispatchInfo? broken = Play(runs, durations, watch, stop.Token) ?? (_firstBroken < int.MaxValue ? null : Compare(runs, stop.Token));

        if (broken is null && IsAnotherWarm)
        {
            AllCold(runs, stop.Token);
        }

        // In the order of the scripts, whichever came to its end first.
        for (int i = 0; i < runs.Length && i <= _firstBroken; i++)
        {
            // Of a charm that cannot be run, the runs that were cut short say nothing.
            if (runs[i] is not { } run || (watch.Problem is not null && run.Run.Interrupted))
            {
                continue;
            }

            bool isOwn = !ReplayCommand.IsOfCourse(_scripts[i].Name, _scripts[i].Script.File);
            CaseRun told = broken is null && watch.Problem is null ? Explained(run, _scripts[i], cancellation) : run;
            result.Add(_scripts[i], told, isOwn, durations[i]);
            if (!told.Run.Interrupted)
            {
                options.Ran?.Invoke(_scripts[i], told.Run);
            }
        }

        broken?.Throw();
        return watch.Problem is { } problem ? throw CharmProblem.CannotRun(problem) : _firstBroken < int.MaxValue;
    }

    // Who is interrupted is told what was seen, though not what each failure hangs on.
    private CaseRun Explained(CaseRun run, ScriptCase script, CancellationToken cancellation)
    {
        try
        {
            return run.Run.Interrupted || cancellation.IsCancellationRequested ? run : RunnerOf(script).Cold.Explained(run, script.Row, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return run;
        }
    }

    private ExceptionDispatchInfo? Play(CaseRun?[] runs, TimeSpan?[] durations, StartWatch watch, CancellationToken stop)
    {
        void PlayOne(int i)
        {
            // One script runs in any case: it shows which clauses a charm breaks that hangs.
            if (stop.IsCancellationRequested || (i > 0 && part.Options.Charm.Hangs is not null) || i >= Volatile.Read(ref _firstBroken))
            {
                return;
            }

            begun(_scripts[i].Name);
            long begin = options.Clock?.GetTimestamp() ?? 0;
            CaseRun run = Play(_scripts[i], watch, stop);
            _confirmed[i] = RunnerOf(_scripts[i]).Confirmed(_scripts[i], run, compare: false, stop);
            runs[i] = _confirmed[i]!.Run;
            durations[i] = options.Clock?.GetElapsedTime(begin);
            if (options.FailFast && Breaks(runs[i]!.Judge))
            {
                Lower(ref _firstBroken, i);
            }
        }

        return Broken(() =>
        {
            if (_scripts.Count == 0)
            {
                _ = Play(StartOnly(), watch, stop);
            }

            // The first one alone: it shows whether the charm can be run at all.
            _ = Parallel.For(0, Math.Min(1, _scripts.Count), PlayOne);
            _ = Parallel.For(1, _scripts.Count, AtATime, PlayOne);
        });
    }

    // Some run cold although all went well in them.
    private ExceptionDispatchInfo? Compare(CaseRun?[] runs, CancellationToken stop)
    {
        IReadOnlyList<int> sample = ColdSample.Of(
            _scripts, [.. runs.Select(run => run is { Run.Interrupted: false } ? run : null)], place => _confirmed[place] is { IsCold: true }, part.Role, options.Quick);
        return Broken(() => Parallel.ForEach(sample, AtATime, place =>
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            again(_scripts[place].Name);
            if (RunnerOf(_scripts[place]).Confirmed(_scripts[place], runs[place]!, compare: true, stop) is { Run.Run.Interrupted: false } confirmed)
            {
                (_confirmed[place], runs[place]) = (confirmed, confirmed.Run);
            }
        }));
    }

    // What goes wrong in one of several scripts at a time goes wrong in all.
    private static ExceptionDispatchInfo? Broken(Action play)
    {
        try
        {
            play();
            return null;
        }
        catch (AggregateException problems) when (problems.InnerExceptions is [var problem, ..])
        {
            return ExceptionDispatchInfo.Capture(problem);
        }
    }

    // Where it makes a difference once, nothing counts that was not seen cold.
    private void AllCold(CaseRun?[] runs, CancellationToken stop) => Parallel.For(0, runs.Length, AtATime, i =>
    {
        if (runs[i] is not null && _confirmed[i] is { IsCold: false } && !stop.IsCancellationRequested)
        {
            runs[i] = RunnerOf(_scripts[i]).Cold.RunUntil(_scripts[i], isEnough: null, stop);
        }
    });

    private CaseRun Play(ScriptCase script, StartWatch watch, CancellationToken cancellation)
    {
        CaseRun run = RunnerOf(script).RunUntil(script, (step, _) =>
        {
            watch.Observe(step);
            return false;
        }, cancellation);
        return run.Run.Errors.Count == 0 ? run : throw CharmProblem.Wrong(string.Join('\n', run.Run.Errors));
    }

    // Across versions the reference charm speaks the one that the charm under test does not. Scripts of version 1 may have been asked for by name.
    private CaseRunner RunnerOf(ScriptCase script) => BuiltInScripts.IsForTwoVersions(script) ? _across : BuiltInScripts.IsForVersion1(script) ? _version1 : _runner;

    // Judged alone, so that it does not matter which scripts ran beside it.
    private bool Breaks(Judge judge) => judge.Verdicts().Any(verdict => verdict.Verdict == Verdict.Fail && _judging.Counts(verdict.Clause));

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
