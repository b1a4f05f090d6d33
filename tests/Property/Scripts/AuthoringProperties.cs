using FsCheck.Fluent;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Property.Scripts;

/// <summary>What the commands for authors do to scripts, whatever the script.</summary>
public sealed class AuthoringProperties
{
    [Law(MaxTest = 300)]
    public FsCheck.Property To_format_twice_is_to_format_once() =>
        Prop.ForAll(ScriptGenerators.Scripts(), script =>
        {
            string once = ScriptFormatter.Format(ScriptParser.Parse(ScriptPrinter.Print(script), "x.s3c").Script);
            return string.Equals(ScriptFormatter.Format(ScriptParser.Parse(once, "x.s3c").Script), once, StringComparison.Ordinal);
        });

    [Law(MaxTest = 300)]
    public FsCheck.Property Formatting_changes_nothing_of_what_a_script_says() =>
        Prop.ForAll(ScriptGenerators.Scripts(), script =>
        {
            Script read = ScriptParser.Parse(ScriptPrinter.Print(script), "x.s3c").Script;
            Script formatted = ScriptParser.Parse(ScriptFormatter.Format(read), "x.s3c").Script;
            return formatted.Commands.SequenceEqual(read.Commands);
        });

    [Law(MaxTest = 300)]
    public FsCheck.Property The_linter_takes_any_text_and_points_into_it() =>
        Prop.ForAll(ScriptGenerators.NearlyScripts(), text =>
        {
            Script script = ScriptParser.Parse(text, "x.s3c").Script;
            return ScriptLint.Check(script).All(finding => finding.Line >= 1 && finding.Line <= Math.Max(1, script.Lines.Count) && finding.Message.Length > 0);
        });

    [Law(MaxTest = 100)]
    public FsCheck.Property What_was_accepted_holds()
    {
        var cast = new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));
        return Prop.ForAll(ScriptGenerators.Scripts(), script =>
        {
            string text = ScriptPrinter.Print(script with { Lines = script.Lines.Where(line => line.Command is not IncludeCommand).ToValueList() });
            if (!ScriptParser.Parse(text, "x.s3c").IsValid)
            {
                return true.ToProperty();
            }

            var runner = new ScriptRunner(cast, new RunOptions { StopAtFailure = false, MaxHooks = 200 });
            ScriptAccept accepted = Accept(text);
            string rewritten = accepted.Rewrite(text);
            ScriptAccept again = Accept(rewritten);
            return (again.Changes.Count == 0 && again.Refused.Count == accepted.Refused.Count).Label(text + "\nbecame\n" + rewritten + "\n" + string.Join('\n', again.Changes));

            ScriptAccept Accept(string written)
            {
                Script read = ScriptParser.Parse(written, "x.s3c").Script;
                return ScriptAccept.Of(read, [("", runner.Run(read))]);
            }
        });
    }
}
