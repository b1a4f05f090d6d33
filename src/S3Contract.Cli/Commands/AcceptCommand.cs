using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Commands;

/// <summary><c>accept SCRIPT…</c>: rewrites the expectations of scripts from what happened.</summary>
internal sealed class AcceptCommand
{
    private readonly Argument<string[]> _scripts = new("SCRIPT")
    {
        Description = "A script, or a folder of scripts (*.s3c).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly CastOptions _cast = new();
    private readonly Option<bool> _write = new("--write") { Description = "Change the files; else it is only shown what would change." };
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public AcceptCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("accept", "Runs scripts and rewrites the expectations that did not hold from what happened.\n\n" + ExitCode.AcceptHelp) { _scripts };
        _cast.AddTo(Command);
        Command.Add(_write);
        Command.Add(_noColor);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        SortedDictionary<string, string> variables = _cast.Variables(parsed);
        OwnCommand[] commands = [.. _services.GetServices<OwnCommand>()];
        ScriptParse[] scripts = [.. NamedScripts.Files(parsed.GetValue(_scripts)!, parts: false).Select(file =>
        {
            ScriptParse parse = ScriptFiles.Load(file.File, NamedScripts.Text, variables.Keys, commands);
            return parse with { Script = parse.Script with { Name = file.Name } };
        })];
        NamedScripts.ThrowIfAny([.. scripts.SelectMany(script => script.Errors)]);
        CastOptions.CheckUsed(variables, scripts.Select(script => script.Script));
        using OpenedCast cast = _cast.Open(parsed, _around.Cancellation);
        var screen = Screen.For(_around, parsed.GetValue(_noColor));
        bool write = parsed.GetValue(_write);
        var counts = new Counts(0, 0, 0, 0);
        foreach (ScriptParse script in scripts)
        {
            counts += Accept(script.Script, cast, screen, write);
        }

        screen.Line(Summary(scripts.Length, counts, write));
        return counts.Hooks == 0 ? ExitCode.CannotRun
            : counts.Refused > 0 || (counts.Changed > 0 && !write) ? ExitCode.ClauseFailed
            : ExitCode.Conforms;
    }

    private Counts Accept(Script script, OpenedCast cast, Screen screen, bool write)
    {
        var runs = new List<(string Row, ScriptRun Run)>();
        foreach (ScriptCase one in ScriptCase.Of(script))
        {
            RunOptions options = cast.OptionsFor(one) with { StopAtFailure = false };
            ScriptRun run = ConfirmedScript.Play(cast.CastFor(one), options, one, _around.Cancellation).Run;
            NamedScripts.ThrowIfAny(run.Errors);
            runs.Add((one.Name.Split('/')[^1], run));
        }

        var accepted = ScriptAccept.Of(script, runs);
        Redaction secrets = RunSecrets.Of(runs[0].Run);
        foreach (AcceptedLine change in accepted.Changes)
        {
            screen.Show(
            [
                new TextLine(FormattableString.Invariant($"{script.File}:{change.Line}"), Tone.Strong),
                new TextLine("  - " + secrets.MaskLine(change.Before.Trim()), Tone.Expected),
                .. change.After.Select(line => new TextLine("  + " + secrets.MaskLine(line.Trim()), Tone.Observed)),
            ]);
        }

        foreach (RefusedLine refused in accepted.Refused)
        {
            screen.Show([new TextLine(FormattableString.Invariant($"{refused.File}:{refused.Line}: not rewritten: {secrets.MaskLine(refused.Reason)}"))]);
        }

        if (write && accepted.Changes.Count > 0)
        {
            string text = accepted.Rewrite(NamedScripts.Text(script.File) ?? "");
            ReportFiles.Save(script.File, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }

        return new Counts(
            accepted.Changes.Count, accepted.Refused.Count, accepted.Changes.Count > 0 ? 1 : 0, runs.Sum(run => run.Run.Trace.Steps.Count(step => step is HookStep)));
    }

    private string Summary(int scripts, Counts counts, bool write)
    {
        string refused = counts.Refused == 0 ? "" : $", {Lines(counts.Refused)} not rewritten";
        string changed = counts switch
        {
            { Hooks: 0 } => "no hook ran, so nothing can be accepted",
            { Changed: 0 } => "nothing to accept",
            _ => $"{Lines(counts.Changed)} of {Scripts(counts.Files)} {(write ? "rewritten" : "would be rewritten")}",
        };
        string hint = counts.Changed > 0 && !write ? $"; {_around.Program} accept … --write does it" : "";
        return $"{Scripts(scripts)}: {changed}{refused}{hint}";
    }

    private static string Lines(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "line" : "lines")}");

    private static string Scripts(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "script" : "scripts")}");

    private sealed record Counts(int Changed, int Refused, int Files, int Hooks)
    {
        public static Counts operator +(Counts a, Counts b) => new(a.Changed + b.Changed, a.Refused + b.Refused, a.Files + b.Files, a.Hooks + b.Hooks);
    }
}
