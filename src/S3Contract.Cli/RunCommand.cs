using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Conformance;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Traces;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Cli;

/// <summary><c>run SCRIPT…</c>: scripts, with any charm in either role.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string[]> _scripts = new("SCRIPT")
    {
        Description = "A script, a folder of scripts (*.s3c), or course:NAME for built-in ones.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _provider = new("--provider") { Description = "The charm that plays the provider; else the reference charm.", HelpName = "CHARM" };
    private readonly Option<string?> _requirer = new("--requirer") { Description = "The charm that plays the requirer; else the reference charm.", HelpName = "CHARM" };
    private readonly Option<string?> _endpoint = SharedOptions.Endpoint();
    private readonly Option<string?> _profile = SharedOptions.Profile();
    private readonly Option<ClauseLevel> _level = SharedOptions.Level();
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<TimeSpan?> _timeLimit = SharedOptions.TimeLimit();
    private readonly Option<string?> _trace = SharedOptions.Trace();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Option<bool> _verbose = SharedOptions.Verbose();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public RunCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("run", "Runs scripts and says whether what they expect came about and which clauses were broken.\n\n" + ExitCode.Help)
        {
            _scripts, _provider, _requirer, _endpoint, _profile, _level, _seed, _timeLimit, _trace, _noColor, _verbose,
        };
        _endpoint.Description = "The endpoint of the charm under test.";
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        IReadOnlyList<ScriptCase> scripts = ScriptFiles.Load(parsed.GetValue(_scripts)!, _services.GetServices<OwnCommand>());
        using OpenedCharm provider = Open(parsed, _provider, Roles.Provider);
        using OpenedCharm requirer = Open(parsed, _requirer, Roles.Requirer);
        Roles underTest = (provider.IsReference ? Roles.None : Roles.Provider) | (requirer.IsReference ? Roles.None : Roles.Requirer);
        if (underTest is Roles.None or Roles.Both && (parsed.GetValue(_endpoint) ?? parsed.GetValue(_profile)) is not null)
        {
            throw new UsageException("--endpoint and --profile are about one charm: give one of --provider and --requirer");
        }

        var cast = new Cast(PlayerOf(parsed, provider), PlayerOf(parsed, requirer));
        var view = new RunView(Screen.For(_around, parsed.GetValue(_noColor)), parsed.GetValue(_verbose));
        var traces = new List<Trace>();
        ScriptVerdict[] verdicts = new ScriptVerdict[scripts.Count];
        bool broken = false;
        for (int i = 0; i < scripts.Count; i++)
        {
            ScriptCase script = scripts[i];
            ScriptRun run = RunOne(parsed, cast, underTest == Roles.None ? Roles.Both : underTest, script, view);
            var secrets = new Redaction();
            secrets.Learn(run.Trace);
            Trace trace = secrets.Mask(run.Trace) with { Header = run.Trace.Header with { Script = script.Name } };
            traces.Add(trace);
            CheckReport judged = _services.GetRequiredService<TraceCheck>().Run([trace], parsed.GetValue(_level), Waived(provider, requirer));
            view.Show(script.Name, run, judged, secrets);
            verdicts[i] = run.Verdict;
            broken |= judged.Counted.Any(clause => clause.Verdict == Harness.Judging.Verdict.Fail);
        }

        if (parsed.GetValue(_trace) is { } file)
        {
            ReportFiles.Save(file, stream => TraceJson.Write(traces, stream));
        }

        view.Summary(verdicts, broken, traces);
        return ExitCodeOf(verdicts, broken, traces);
    }

    private static int ExitCodeOf(ScriptVerdict[] verdicts, bool broken, List<Trace> traces) =>
        verdicts.Contains(ScriptVerdict.Invalid) ? ExitCode.WrongInput
        : broken || verdicts.Contains(ScriptVerdict.Failed) ? ExitCode.ClauseFailed
        : !verdicts.Contains(ScriptVerdict.Passed) || !traces.Exists(trace => trace.Steps.Any(step => step is HookStep)) ? ExitCode.CannotRun
        : ExitCode.Conforms;

    private static Dictionary<string, string> Waived(OpenedCharm provider, OpenedCharm requirer) =>
        provider.Profile.Waive.Concat(requirer.Profile.Waive).DistinctBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private OpenedCharm Open(ParseResult parsed, Option<string?> option, Roles role)
    {
        string name = parsed.GetValue(option) ?? OpenedCharm.Reference;
        bool reference = string.Equals(name, OpenedCharm.Reference, StringComparison.Ordinal);
        return OpenedCharm.Open(
            name, role, reference ? null : parsed.GetValue(_profile), parsed.GetValue(_timeLimit), reference ? null : parsed.GetValue(_endpoint));
    }

    private Player PlayerOf(ParseResult parsed, OpenedCharm charm) =>
        new(charm.Charm, charm.Profile, charm.IsReference ? null : parsed.GetValue(_endpoint));

    private ScriptRun RunOne(ParseResult parsed, Cast cast, Roles underTest, ScriptCase script, RunView view)
    {
        var options = new RunOptions
        {
            UnderTest = underTest,
            Seed = parsed.GetValue(_seed),
            Row = script.Row,
            StepTaken = view.StepTaken(script.Name),
        };
        return new ScriptRunner(cast, options).Run(script.Script, _around.Cancellation);
    }
}
