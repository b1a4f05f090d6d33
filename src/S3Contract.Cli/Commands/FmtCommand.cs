using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Cli.Commands;

/// <summary><c>fmt SCRIPT…</c>: lays scripts out.</summary>
internal sealed class FmtCommand
{
    private readonly Argument<string[]> _scripts = new("SCRIPT")
    {
        Description = "A script, a folder of scripts (*.s3c), or - for standard input, which is written to standard output.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _check = SharedOptions.Check();
    private readonly Option<FindingsFormat> _format = SharedOptions.Format();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public FmtCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        Command = new Command("fmt", "Lays scripts out: plain spelling, single blanks, tables in columns. What they say does not change.\n\n" + ExitCode.FindingsHelp)
        {
            _scripts, _check, _format, _noColor,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        OwnCommand[] commands = [.. _services.GetServices<OwnCommand>()];
        bool check = parsed.GetValue(_check);
        IReadOnlyList<ScriptText> scripts = ScriptText.Read(parsed.GetValue(_scripts)!, _around);
        var findings = new List<FileFinding>();
        int changed = 0;
        foreach (ScriptText script in scripts)
        {
            ScriptParse reading = ScriptParser.Parse(script.Text, script.File, script.Variables, commands);
            if (!reading.IsValid)
            {
                findings.AddRange(reading.Errors.Select(FileFinding.Of));
                continue;
            }

            string formatted = ScriptFormatter.Format(reading.Script);
            if (check && !string.Equals(formatted, script.Text, StringComparison.Ordinal))
            {
                findings.Add(Layout(script, formatted));
            }
            else if (!check && script.IsInput)
            {
                _around.Out.Write(formatted);
            }
            else if (!check && !string.Equals(formatted, script.Text, StringComparison.Ordinal))
            {
                ReportFiles.Save(script.File, stream => stream.Write(Encoding.UTF8.GetBytes(formatted)));
                changed++;
            }
        }

        if (check || findings.Count > 0 || !scripts[0].IsInput)
        {
            string summary = check ? "" : FormattableString.Invariant($"{changed} laid out, ");
            new FindingsView(
            _around, Screen.For(_around, parsed.GetValue(_noColor)), parsed.GetValue(_format), _services.GetRequiredService<ToolName>()).Show("fmt", scripts.Count, findings, summary);
        }

        return FindingsView.ExitCodeOf(findings, check);
    }

    // Told once for each file, where it first differs.
    private static FileFinding Layout(ScriptText script, string formatted)
    {
        string[] before = script.Text.Split('\n');
        string[] after = formatted.Split('\n');
        int at = 0;
        while (at < before.Length && at < after.Length && string.Equals(before[at], after[at], StringComparison.Ordinal))
        {
            at++;
        }

        return FileFinding.Of(script.File, new LintFinding(LintRule.Layout, Math.Min(at + 1, Math.Max(1, before.Length)), "not laid out as fmt does it"));
    }
}
