using System.CommandLine;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Commands;

/// <summary><c>run SCRIPT…</c>: scripts, with any charm in either role.</summary>
internal sealed class RunScriptsCommand
{
    private readonly Argument<string[]> _scripts = new("SCRIPT")
    {
        Description = "A script, a folder of scripts (*.s3c), or course:NAME for built-in ones.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly CastOptions _cast = new();
    private readonly Option<ClauseLevel> _level = SharedOptions.Level();
    private readonly Option<string?> _trace = SharedOptions.Trace();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Option<bool> _verbose = SharedOptions.Verbose();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public RunScriptsCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("run", "Runs scripts and says whether what they expect came about and which clauses were broken.\n\n" + ExitCode.Short) { _scripts };
        _cast.AddTo(Command);
        Command.Add(_level);
        Command.Add(_trace);
        Command.Add(_noColor);
        Command.Add(_verbose);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_trace) is { } place)
        {
            ReportFiles.RequirePlace("--trace", place);
        }

        SortedDictionary<string, string> variables = _cast.Variables(parsed);
        IReadOnlyList<(string CalledAs, ScriptCase Case)> scripts = NamedScripts.Load(
            parsed.GetValue(_scripts)!, variables.Keys, _services.GetServices<OwnCommand>());
        CastOptions.CheckUsed(variables, scripts.Select(script => script.Case.Script));
        using OpenedCast cast = _cast.Open(parsed, _around.Cancellation);
        var view = new RunView(Screen.For(_around, parsed.GetValue(_noColor)), parsed.GetValue(_verbose));
        view.NotSimulated(cast.Provider.Charm.Metadata);
        view.NotSimulated(cast.Requirer.Charm.Metadata);
        view.TakenAs(cast);
        var traces = new List<Trace>();
        ScriptVerdict[] verdicts = new ScriptVerdict[scripts.Count];
        bool broken = false;
        ExceptionDispatchInfo? ended = null;
        for (int i = 0; i < scripts.Count && ended is null; i++)
        {
            try
            {
                RunOne(i);
            }
            catch (Exception problem) when (problem is not CharmProblem)
            {
                // Interrupted, or a mistake of ours: what was found until then is told all the same.
                ended = ExceptionDispatchInfo.Capture(problem);
                verdicts = verdicts[..i];
            }
        }

        if (parsed.GetValue(_trace) is { } file)
        {
            ReportFiles.Save(file, stream => TraceJson.Write(traces, stream));
        }

        view.HookStarts(cast, isAsked: parsed.GetValue(_cast.Transport) is not Transport.Auto);
        view.Summary(verdicts, broken, traces, scripts.Count);
        ended?.Throw();
        return ExitCodeOf(verdicts, broken, traces);

        void RunOne(int i)
        {
            ScriptCase script = scripts[i].Case;
            RunOptions options = cast.OptionsFor(script) with { StepTaken = view.StepTaken(script.Name) };
            (ScriptRun run, string? notice) = ConfirmedScript.Play(cast.CastFor(script), options, script, _around.Cancellation);
            if (ScriptEnd.NeverRan(run.Trace) is { } neverRan)
            {
                run = run with { Expectations = [], Shortfalls = [new Shortfall(0, neverRan)] };
            }
            else if (run.Verdict == ScriptVerdict.Passed && !run.Trace.Steps.Any(step => step is HookStep))
            {
                run = run with { Shortfalls = [new Shortfall(0, $"no hook ran, so nothing was put to the test ({_around.Program} new NAME writes a script that runs)")] };
            }

            Redaction secrets = RunSecrets.Of(run);
            Trace trace = secrets.Mask(Sightings.Noted(run.Trace)) with { Header = run.Trace.Header with { Script = script.Name } };
            traces.Add(trace);
            CheckReport judged = _services.GetRequiredService<TraceCheck>().Run([trace], parsed.GetValue(_level), cast.Waived, cast.HeldToIn(script));
            bool breaks = judged.Counted.Any(clause => clause.Verdict == Verdict.Fail);
            var failure = new RunFailure(run, trace, secrets, [.. judged.Clauses.Where(clause => clause.Verdict == Verdict.Fail)])
            {
                Whole = parsed.GetValue(_verbose),
                Warns = run.Verdict == ScriptVerdict.Failed
                    && !(cast.Provider.IsReference && cast.Requirer.IsReference)
                    && ReplayCommand.IsOfCourse(script.Name, script.Script.File)
                    && !breaks,
                Row = script.Script.Header.Examples is null ? null : script.Row,
            };
            view.Show(script.Name, failure with { Next = Next(parsed, scripts[i].CalledAs, failure) });
            view.Notice(notice);
            verdicts[i] = failure.Warns ? ScriptVerdict.Passed : run.Verdict;
            broken |= breaks;
        }
    }

    private static int ExitCodeOf(ScriptVerdict[] verdicts, bool broken, List<Trace> traces) =>
        verdicts.Contains(ScriptVerdict.Invalid) ? ExitCode.WrongInput
        : broken || verdicts.Contains(ScriptVerdict.Failed) ? ExitCode.ClauseFailed
        : !verdicts.Contains(ScriptVerdict.Passed) || !traces.Exists(trace => trace.Steps.Any(step => step is HookStep)) ? ExitCode.CannotRun
        : ExitCode.Conforms;

    private List<(string Shows, string Command)> Next(ParseResult parsed, string calledAs, RunFailure failure)
    {
        string again = $"{ShellWord.Of(calledAs)}{_cast.Again(parsed)}";
        var next = new List<(string, string)>();
        if (!parsed.GetValue(_verbose))
        {
            next.Add(("every hook as it happens", $"{_around.Program} run {again} --verbose"));
        }

        if (failure.Run.Expectations.Any(result => result is { Outcome: ExpectationOutcome.NotHeld, Line.File: null }) && File.Exists(calledAs))
        {
            next.Add(("the expectations that would have held", $"{_around.Program} accept {again}"));
        }

        next.AddRange(failure.Broken.Take(3).Select(clause => ($"where {clause.Id} comes from", $"{_around.Program} explain {clause.Id}")));
        return next;
    }
}
