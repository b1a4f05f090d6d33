using FsCheck.Fluent;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Property.Scripts;

/// <summary>What is printed is read back, and what is read is printed stably.</summary>
public sealed class RoundTripProperties
{
    [Law(MaxTest = 300)]
    public FsCheck.Property A_script_that_is_printed_is_read_back_as_the_same_script() =>
        Prop.ForAll(ScriptGenerators.Scripts(), script =>
        {
            ScriptParse parse = ScriptParser.Parse(ScriptPrinter.Print(script), "arbitrary.s3c");
            IEnumerable<ScriptError> errors = parse.Errors.Where(error => script.Lines[error.Line - 1].Command is not null);
            return (parse.Script.Equals(script) && !errors.Any())
                .Label(ScriptPrinter.Print(script) + "\n" + string.Join('\n', errors));
        });

    [Law(MaxTest = 300)]
    public FsCheck.Property Printing_what_was_read_is_stable_for_any_text() =>
        Prop.ForAll(ScriptGenerators.NearlyScripts(), text =>
        {
            string once = ScriptPrinter.Print(ScriptParser.Parse(text, "x.s3c").Script);
            return string.Equals(ScriptPrinter.Print(ScriptParser.Parse(once, "x.s3c").Script), once, StringComparison.Ordinal);
        });

    [Law(MaxTest = 300)]
    public FsCheck.Property Any_text_is_taken_and_every_error_points_into_it() =>
        Prop.ForAll(ScriptGenerators.NearlyScripts(), text =>
        {
            string[] lines = text.Split('\n');
            return ScriptParser.Parse(text, "x.s3c").Errors.All(error =>
                error.Line >= 1
                && error.Line <= lines.Length
                && error.Column >= 1
                && error.Column <= lines[error.Line - 1].Length + 2
                && error.Render().Length > 0);
        });
}
