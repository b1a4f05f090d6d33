using System.CommandLine;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Commands;

/// <summary><c>check CHARM</c>: the main job.</summary>
internal sealed class CheckCommand
{
    private readonly Argument<string> _charm = new("CHARM")
    {
        Description = "The charm: a folder (packed or source), a .charm file, or \"reference\" for the built-in charms.",
    };

    private readonly Option<Roles?> _role = SharedOptions.Role();
    private readonly Option<string?> _endpoint = SharedOptions.Endpoint();
    private readonly Option<ContractVersion> _interface = SharedOptions.Interface();
    private readonly Option<string?> _profile = SharedOptions.Profile();
    private readonly Option<ClauseLevel> _level = SharedOptions.Level();
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<bool> _quick = SharedOptions.Quick();
    private readonly Option<bool> _noCourse = SharedOptions.NoCourse();
    private readonly Option<int?> _cases = SharedOptions.Cases();
    private readonly Option<TimeSpan?> _time = SharedOptions.Time();
    private readonly Option<TimeSpan?> _maxTime = SharedOptions.MaxTime();
    private readonly Option<string?> _save = SharedOptions.Save();
    private readonly Option<int?> _exhaustive = SharedOptions.Exhaustive();
    private readonly Option<string?> _scripts = SharedOptions.Scripts();
    private readonly Option<TimeSpan?> _timeLimit = SharedOptions.TimeLimit();
    private readonly Option<bool> _isolate = SharedOptions.Isolate();
    private readonly Option<bool> _s3 = SharedOptions.S3();
    private readonly Option<JujuVersion?> _juju = SharedOptions.Juju();
    private readonly Option<string[]> _only = SharedOptions.Only();
    private readonly Option<bool> _failFast = SharedOptions.FailFast();
    private readonly Option<int?> _jobs = SharedOptions.Jobs();
    private readonly Option<Transport> _transport = SharedOptions.Transport();
    private readonly Option<int?> _maxInconclusive = SharedOptions.MaxInconclusive();
    private readonly Option<bool> _all = SharedOptions.All();
    private readonly Option<string[]> _report;
    private readonly Option<string?> _previous = SharedOptions.Previous();
    private readonly Option<bool> _noTiming = SharedOptions.NoTiming();
    private readonly Option<string?> _baseline = SharedOptions.Baseline();
    private readonly Option<Shard?> _shard = SharedOptions.Shard();
    private readonly Option<string?> _durations = SharedOptions.Durations();
    private readonly Option<string?> _trace = SharedOptions.Trace();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Option<bool> _verbose = SharedOptions.Verbose();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public CheckCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        _report = SharedOptions.Report(services.Kinds());
        Command = new Command("check", "Runs a charm through the life of a relation and says which clauses of the contract it keeps.\n\n" + ExitCode.Short)
        {
            _charm, _role, _endpoint, _interface, _profile, _level, _seed, _quick, _noCourse, _cases, _time, _maxTime, _save, _exhaustive, _scripts,
            _only, _failFast, _jobs, _transport, _maxInconclusive, _juju, _timeLimit, _isolate, _s3, _report, _previous, _noTiming, _baseline, _shard, _durations, _trace, _all, _verbose, _noColor,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var reports = new ReportFiles(parsed.GetValue(_report) ?? [], _services.Kinds(), _around);
        CheckReport? previous = PreviousReport.Read(parsed.GetValue(_previous));
        IReadOnlyList<ScriptCase>? scripts = Scripts(parsed);
        IReadOnlyList<ScriptCase> own = parsed.GetValue(_scripts) is { } folder ? Own(folder) : [];
        string[] names = parsed.GetValue(_only) ?? [];
        OnlyNames? only = Only(parsed, names, own);
        ProcessOnly.Require([parsed.GetValue(_charm)], parsed.GetValue(_transport), parsed.GetValue(_profile));
        RequireWritable(parsed);
        var verdict = new CheckVerdict(parsed.GetValue(_maxInconclusive));
        Shard? shard = Sharded(parsed);
        HeldBaseline? baseline = HeldBaseline.Open(parsed.GetValue(_baseline), LevelName.Of(parsed.GetValue(_level)), _around);
        long begin = Stopwatch.GetTimestamp();
        var charms = new List<OpenedCharm>();
        CheckResult result;
        ExceptionDispatchInfo? broken = null;
        try
        {
            result = ProgressView.While(_around, progress =>
            {
                Open(parsed, charms);
                return _services.GetRequiredService<ConformanceCheck>().Run(
                    [.. charms.Select(charm => Options(parsed, charm) with
                    {
                        S3 = parsed.GetValue(_s3),
                        Progress = Estimate.Beside(_around, progress),
                        Scripts = scripts,
                        OwnScripts = own,
                        Only = only?.Scripts,
                        OnlyClauses = only?.Clauses,
                        Shard = shard,
                        Partial = only is not null ? $"--only {string.Join(' ', names)}"
                            : parsed.GetValue(_quick) ? "--quick"
                            : parsed.GetValue(_noCourse) ? "--no-course"
                            : null,
                    })], _around.Cancellation);
            });
        }
        catch (CheckBrokenException problem)
        {
            (result, broken) = (problem.Found, ExceptionDispatchInfo.Capture(problem.InnerException!));
        }
        finally
        {
            charms.ForEach(charm => charm.Dispose());
        }

        result = result with { Report = baseline?.Hold(result.Report) ?? result.Report };
        if (parsed.GetValue(_trace) is { } file)
        {
            ReportFiles.Save(file, stream => TraceJson.Write(result.Traces, stream));
        }

        // Of a charm that could not be run at all there is nothing to show but why.
        if (broken?.SourceException is not CharmProblem || result.Report.Scenarios.Count > 0)
        {
            var screen = Screen.For(_around, parsed.GetValue(_noColor));
            new CheckView(screen, _around.Program, verdict) { Verbose = parsed.GetValue(_verbose), All = parsed.GetValue(_all) }.Show(result.Report);
        }

        reports.Write(result.Report.Beside(previous));
        (_around.OutIsTerminal ? _around.Out : _around.Error).WriteLine(
            FormattableString.Invariant($"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s"));
        broken?.Throw();
        return verdict.ExitCodeOf(result.Report);
    }

    private Shard? Sharded(ParseResult parsed)
    {
        string? durations = parsed.GetValue(_durations);
        return parsed.GetValue(_shard) switch
        {
            null when durations is not null => throw new UsageException("--durations is about --shard, which is not given"),
            not null when parsed.GetValue(_failFast) => throw new UsageException("--fail-fast and --shard do not go together: no shard knows when the others ended"),
            not null when parsed.GetValue(_baseline) is not null => throw new UsageException("--baseline and --shard do not go together: give it to merge, which sees all"),
            { } shard when durations is not null =>
                shard with { Durations = Shard.DurationsOf(JsonReport.Read(NamedFile.Text(durations, "a JSON report", _around), durations)) },
            var shard => shard,
        };
    }

    private void Open(ParseResult parsed, List<OpenedCharm> charms)
    {
        string name = parsed.GetValue(_charm)!;
        Roles? role = parsed.GetValue(_role);
        OpenedCharm first = OpenedCharm.Open(
            name, role ?? Roles.Provider, parsed.GetValue(_profile), parsed.GetValue(_timeLimit), parsed.GetValue(_endpoint), parsed.GetValue(_juju),
            parsed.GetValue(_transport), parsed.GetValue(_isolate));
        charms.Add(first);
        if (role is null && first.IsReference)
        {
            charms.Add(OpenedCharm.Open(name, Roles.Requirer, juju: parsed.GetValue(_juju)));
        }
    }

    // Null for the course, which is for the check to choose; none where it is left out.
    private IReadOnlyList<ScriptCase>? Scripts(ParseResult parsed)
    {
        bool none = parsed.GetValue(_noCourse);
        bool quick = parsed.GetValue(_quick);
        if (none && quick)
        {
            throw new UsageException("--quick and --no-course do not go together: one runs a part of the course, the other none of it");
        }

        return !none ? null
            : parsed.GetValue(_scripts) is not null ? []
            : parsed.GetValue(_cases) is 0 && parsed.GetValue(_exhaustive) is null
                ? throw new UsageException("--no-course --cases 0 leaves nothing to run; leave one of them out, or name scripts with --scripts")
                : [];
    }

    private OnlyNames? Only(ParseResult parsed, string[] names, IReadOnlyList<ScriptCase> own)
    {
        if (names.Length == 0)
        {
            return null;
        }

        OnlyNames only = OnlyNames.Find(names, [.. BuiltInScripts.EveryCase, .. own]).AtLevel(names, parsed.GetValue(_level));
        bool searches = only.Scripts.Names.Count == 0 && (parsed.GetValue(_cases) > 0 || parsed.GetValue(_time) is not null || parsed.GetValue(_exhaustive) is not null);
        return !parsed.GetValue(_noCourse) || searches || only.Scripts.Among(own).Count > 0
            ? only
            : throw new UsageException($"--only {string.Join(' ', names)} and --no-course do not go together: {(only.Scripts.Names.Count > 0 ? "that is of the course" : "scripts of the course are about that")}, which --no-course leaves out; leave out one of them");
    }

    // What could not be written in the end is refused before a hook runs.
    private void RequireWritable(ParseResult parsed)
    {
        if (parsed.GetValue(_trace) is { } trace)
        {
            ReportFiles.RequirePlace("--trace", trace);
        }

        if (parsed.GetValue(_save) is { } save && File.Exists(save))
        {
            throw new UsageException($"--save {save}: is a file; expected a folder");
        }
    }

    private IReadOnlyList<ScriptCase> Own(string folder)
    {
        try
        {
            PlannedScript[] own = [.. PlannedScript.InFolder(Path.GetFullPath(folder), [.. _services.GetServices<OwnCommand>()])];
            NamedScripts.ThrowIfAny([.. own.SelectMany(script => script.Errors).Distinct()]);

            // Called as the folder was named: commands that repeat a script are typed where this one was.
            return [.. own.Select(script => script.Case with
            {
                Script = script.Case.Script with { File = Path.Combine(folder, Path.GetRelativePath(Path.GetFullPath(folder), script.Path!)) },
            })];
        }
        catch (ContractParameterException problem)
        {
            throw new UsageException("--" + problem.Message);
        }
    }

    private CheckOptions Options(ParseResult parsed, OpenedCharm charm) => new(charm.Charm)
    {
        Profile = charm.Profile,
        Roles = parsed.GetValue(_role) ?? Roles.Both,
        Endpoint = parsed.GetValue(_endpoint),
        Interface = parsed.GetValue(_interface),
        Level = parsed.GetValue(_level),
        Seed = parsed.GetValue(_seed),
        Quick = parsed.GetValue(_quick),
        Cases = parsed.GetValue(_cases)
            ?? ((parsed.GetValue(_quick) && parsed.GetValue(_time) is null) || parsed.GetValue(_only) is { Length: > 0 } ? 0 : null),
        FailFast = parsed.GetValue(_failFast),
        Jobs = parsed.GetValue(_jobs),
        CampaignTime = parsed.GetValue(_time),
        MaxTime = parsed.GetValue(_maxTime),
        SaveFolder = parsed.GetValue(_save),
        ExhaustiveDepth = parsed.GetValue(_exhaustive),
        CalledAs = charm.Name,
        ProfileName = parsed.GetValue(_profile),
        File = charm.File,
        Clock = parsed.GetValue(_noTiming) ? null : TimeProvider.System,
    };
}
