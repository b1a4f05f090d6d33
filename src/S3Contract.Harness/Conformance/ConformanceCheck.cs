using System.Runtime.ExceptionServices;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Traces;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Conformance;

/// <summary>Checks charms: runs the course with the charm in each of its roles and the reference charm on the other side, masks what
/// happened, judges it, and says what was found.</summary>
/// <param name="tool">Which tool checks, for the report.</param>
/// <param name="ownClauses">Clauses beside those of the contract.</param>
public sealed class ConformanceCheck(ToolName tool, IEnumerable<OwnClause>? ownClauses = null)
{
    private readonly IReadOnlyList<OwnClause> _ownClauses = OwnJudge.Distinct(ownClauses ?? []);

    /// <summary>Checks a charm.</summary>
    /// <param name="options">What to check, and how.</param>
    /// <param name="cancellation">Ends the check; what was found until then is returned, marked as interrupted.</param>
    /// <exception cref="CharmProblem">The charm has no endpoint to check, or a script cannot be run on it.</exception>
    public CheckResult Run(CheckOptions options, CancellationToken cancellation = default) => Run([options], cancellation);

    /// <summary>Checks several charms as one subject.</summary>
    /// <param name="subjects">What to check, and how; level, seed and progress are those of the first.</param>
    /// <param name="cancellation">Ends the check; what was found until then is returned, marked as interrupted.</param>
    /// <exception cref="CharmProblem">A charm has no endpoint to check, or a script cannot be run on it.</exception>
    public CheckResult Run(IReadOnlyList<CheckOptions> subjects, CancellationToken cancellation = default)
    {
        try
        {
            return RunAll(subjects, cancellation);
        }
        catch (AggregateException problems) when (problems.InnerExceptions is [var problem, ..])
        {
            // What goes wrong in one of several scripts at a time goes wrong in all.
            ExceptionDispatchInfo.Throw(problem);
            throw;
        }
    }

    private CheckResult RunAll(IReadOnlyList<CheckOptions> subjects, CancellationToken cancellation)
    {
        CheckOptions first = subjects[0];
        CheckPart[] parts = [.. subjects.SelectMany(CheckPart.Of).Select(part => OwnKeysTrial.Tried(part, cancellation))];
        var results = new List<PartResult>();
        var campaigns = new List<CampaignSummary>();
        var explorations = new List<ExplorationSummary>();
        bool cut = false;
        bool ended = false;
        int done = 0;
        int planned = parts.Sum(part => ScriptsFor(part, first).Count);
        int total = planned + parts.Sum(part => CheckSearch.PlannedCases(part) ?? 0);
        foreach (CheckPart part in parts)
        {
            IReadOnlyList<ScriptCase> scripts = ScriptsFor(part, first);
            var result = new PartResult(part.RoleName, part.Endpoint, JudgeFor(part), first.Level, _ownClauses, run => ReplayCommand.For(run, part))
            {
                Only = first.OnlyClauses,
            };
            results.Add(result);
            var runs = new (Trace Trace, ScriptRun? Run)?[scripts.Count];
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var watch = new StartWatch(part.RoleName, stop.Cancel);
            int firstBroken = int.MaxValue;
            void PlayOne(int i)
            {
                if (!stop.IsCancellationRequested && i < Volatile.Read(ref firstBroken))
                {
                    first.Progress?.Invoke(
                        new CheckProgress(Interlocked.Increment(ref done) - 1, total, scripts[i].Name));
                    runs[i] = Play(scripts[i], part, watch, stop.Token);
                    if (first.FailFast && Breaks(runs[i]!.Value.Trace, part))
                    {
                        Lower(ref firstBroken, i);
                    }
                }
            }

            // The first one alone: it shows whether the charm can be run at all.
            if (scripts.Count == 0)
            {
                _ = Play(StartOnly(part), part, watch, stop.Token);
            }

            _ = Parallel.For(0, Math.Min(1, scripts.Count), PlayOne);
            _ = Parallel.For(1, scripts.Count, new ParallelOptions { MaxDegreeOfParallelism = first.Jobs ?? AtATime(part) }, PlayOne);
            if (watch.Problem is { } problem)
            {
                throw CharmProblem.CannotRun(problem);
            }

            // In the order of the scripts, whichever came to its end first.
            var causes = new FailureCauses(part.Cast, new RunOptions { UnderTest = part.Role, Seed = part.Options.Seed });
            for (int i = 0; i < runs.Length; i++)
            {
                if (runs[i] is not { } run || i > firstBroken)
                {
                    continue;
                }

                bool isOwn = !ReplayCommand.IsOfCourse(scripts[i].Name, scripts[i].Script.File);
                if (run.Run is { } complete && !cancellation.IsCancellationRequested)
                {
                    ScriptRun explained = causes.Explained(complete, scripts[i].Row, cancellation);
                    result.Add(scripts[i], explained.Trace, explained, isOwn);
                    first.Ran?.Invoke(scripts[i], explained);
                }
                else
                {
                    result.Add(scripts[i], run.Trace, run.Run, isOwn);
                }
            }

            if (firstBroken < int.MaxValue)
            {
                ended = true;
                break;
            }

            if (CheckSearch.PlannedCases(part) != 0 && !cancellation.IsCancellationRequested)
            {
                int before = done;
                campaigns.Add(CheckSearch.Search(
                    part,
                    result,
                    progress => first.Progress?.Invoke(new CheckProgress(done = before + progress.Done, Math.Max(done, total), progress.Activity)),
                    cancellation,
                    out bool cancelled));
                cut |= cancelled;
            }

            if (first.ExhaustiveDepth is { } depth && !cancellation.IsCancellationRequested)
            {
                explorations.AddRange(CheckSearch.Explore(part, depth, result, cancellation));
            }
        }

        bool interrupted = cut || results.Exists(result => result.CutShort) || (!ended && results.Sum(result => result.Scripts) < planned);
        string? partial = interrupted ? "interrupted" : ended ? "--fail-fast: ended at the first script that broke a clause" : first.Partial;
        first.Progress?.Invoke(new CheckProgress(done, total, null));
        var subject = new CheckSubject(
            Listed(parts.Select(part => part.Options.Charm.Metadata.Name)),
            Listed(parts.Select(part => part.RoleName)),
            Listed(parts.Select(part => part.Endpoint)),
            Listed(parts.Select(part => part.Options.Charm.Host)))
        { File = first.File };
        CheckReport report = CheckSummary.Of(tool, subject, LevelName.Of(first.Level), first.Seed, results, whole: partial is null && HasCourse(ScriptsFor(parts[0], first)));
        return new CheckResult(report with { Interrupted = interrupted, Partial = partial, NotSimulated = NotSimulatedOf(subjects), TakenAs = [.. parts.Select(part => part.TakenAs).OfType<string>().Distinct(StringComparer.Ordinal)], Campaigns = campaigns, Explorations = explorations }, [.. results.SelectMany(result => result.Traces)]);
    }

    private static bool HasCourse(IReadOnlyList<ScriptCase> scripts) =>
        BuiltInScripts.Cases.Select(script => script.Name).Except(scripts.Select(script => script.Name), StringComparer.Ordinal).FirstOrDefault() is null;

    // Judged alone, so that it does not matter which scripts ran beside it.
    private static bool Breaks(Trace trace, CheckPart part)
    {
        var judge = new Judge(JudgeFor(part));
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

    private static IReadOnlyList<ScriptCase> ScriptsFor(CheckPart part, CheckOptions options) =>
        options.Scripts ?? (options.Quick ? QuickCourse.For(part.Role) : BuiltInScripts.Cases);

    // Where no script is to run, whether the charm can be run at all still has to be found out.
    private static ScriptCase StartOnly(CheckPart part) =>
        ScriptCase.Of(Script.Of("start", [], [new DeployCommand(part.RoleName, 1, []), new SettleCommand([])]))[0];

    private static string[] NotSimulatedOf(IReadOnlyList<CheckOptions> subjects) =>
        [.. subjects.SelectMany(subject => subject.Charm.Metadata.NotSimulated).Distinct(StringComparer.Ordinal)];

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal));

    internal static JudgeOptions JudgeFor(CheckPart part) => new()
    {
        SubjectRoles = part.Role,
        VisibleEvents = EventsShownBy(part.Options.Charm.Host),
        Endpoint = part.Endpoint,
        Waived = part.Options.Profile.Waive,
        OutOfReach = part.Role == Roles.Provider ? ProfileReach.Lacking(part.Options.Profile) : new SortedDictionary<string, string>(StringComparer.Ordinal),
    };

    /// <summary>The events that are seen of a charm whether or not any came up.</summary>
    internal static IReadOnlySet<string>? EventsShownBy(string host) =>
        string.Equals(host, "in-process", StringComparison.Ordinal) ? JudgeOptions.AllEvents : null;

    // A script in a process mostly waits, for the charm to start and for its commands; a .NET charm may share state between its objects.
    internal static int AtATime(CheckPart part) =>
        EventsShownBy(part.Options.Charm.Host) is null ? Math.Clamp(Environment.ProcessorCount, 1, 8) : 1;

    // What happened, and what became of the script; of one that was cancelled only what happened until then.
    private static (Trace Trace, ScriptRun? Run) Play(ScriptCase script, CheckPart part, StartWatch watch, CancellationToken cancellation)
    {
        Cast cast = part.Cast;
        var steps = new List<Step>();
        var options = new RunOptions
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
            ScriptRun run = new ScriptRunner(cast, options).Run(script.Script, cancellation);
            return run.Errors.Count == 0 ? (run.Trace, run) : throw CharmProblem.Wrong(string.Join('\n', run.Errors));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            var header = new TraceHeader(
                script.Name,
                new TracePlayer(cast.Provider.Charm.Metadata.Name, cast.Provider.Charm.Host, part.Role == Roles.Provider),
                new TracePlayer(cast.Requirer.Charm.Metadata.Name, cast.Requirer.Charm.Host, part.Role == Roles.Requirer))
            { Seed = options.Seed };
            return (new Trace(header, steps), null);
        }
    }
}
