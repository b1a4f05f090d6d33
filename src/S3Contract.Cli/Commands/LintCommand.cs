using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Cli.Commands;

/// <summary><c>lint SCRIPT…</c>: looks scripts over without running them.</summary>
internal sealed class LintCommand
{
    private readonly Argument<string[]> _scripts = new("SCRIPT")
    {
        Description = "A script, a folder of scripts (*.s3c), or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _let = SharedOptions.Let();
    private readonly Option<bool> _check = SharedOptions.Check();
    private readonly Option<FindingsFormat> _format = SharedOptions.Format();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public LintCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("lint", "Looks scripts over without running them.\n\n" + ExitCode.FindingsHelp) { _scripts, _let, _check, _format, _noColor };
        _let.Description = "A variable that whoever runs the scripts gives. May be given several times.";
        _check.Description = "Exit code 1 if there is a warning.";
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        OwnCommand[] commands = [.. _services.GetServices<OwnCommand>()];
        string[] given = [.. (parsed.GetValue(_let) ?? []).Select(text => text.Split('=')[0])];
        IReadOnlyList<ScriptText> scripts = ScriptText.Read(parsed.GetValue(_scripts)!, _around);
        FileFinding[] findings = [.. scripts.SelectMany(script => Look(script, given, commands))];
        new FindingsView(
            _around, Screen.For(_around, parsed.GetValue(_noColor)), parsed.GetValue(_format), _services.GetRequiredService<ToolName>()).Show("lint", scripts.Count, findings);
        return FindingsView.ExitCodeOf(findings, parsed.GetValue(_check));
    }

    private static IEnumerable<FileFinding> Look(ScriptText script, string[] given, OwnCommand[] commands)
    {
        // A part's variables may be those of whoever includes it.
        string[] known = script.IsPart ? [.. given, .. script.Variables] : given;
        ScriptParse reading = ScriptFiles.Load(
            script.File, file => string.Equals(file, script.File, StringComparison.Ordinal) ? script.Text : NamedScripts.Text(file), known, commands);
        return reading.IsValid
            ? ScriptLint.Check(reading.Script, script.IsPart).Select(finding => FileFinding.Of(script.File, finding))
            : reading.Errors.Select(FileFinding.Of);
    }
}
