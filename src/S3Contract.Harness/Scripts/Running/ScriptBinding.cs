using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Running;

/// <summary>Replaces the variables and fake values of a script, so that only commands are left.</summary>
internal static class ScriptBinding
{
    /// <summary>The script as it is run.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">Values of variables, the row of the examples, the seed.</param>
    /// <param name="errors">Takes what is wrong with the script once its variables have these values.</param>
    public static Script Bind(Script script, RunOptions options, List<ScriptError> errors)
    {
        ExampleRow? row = script.Header.Examples is { Rows: { Count: > 0 } rows } ? rows[(options.Row % rows.Count + rows.Count) % rows.Count] : null;
        ScriptScope scope = ScriptScope.Of(script.Header, options.Variables, row, options.Seed);
        ValueList<ScriptLine> lines = script.Lines.Select(line => Bind(line, script, scope, errors)).ToValueList();
        return script with { Lines = lines };
    }

    private static ScriptLine Bind(ScriptLine line, Script script, ScriptScope scope, List<ScriptError> errors)
    {
        string file = line.File ?? script.File;
        switch (line.Command)
        {
            case TemplateCommand template:
                SourceLine source = Source();
                ScriptCommand? command = scope.Resolve(source, template.Words) is { } words ? CommandReader.Read(source, words, script.OwnCommands) : null;
                return command is null ? line : line with { Command = command.Beside(file) };
            case UnreadableCommand:
                Wrong("a line that cannot be read", "a command");
                return line;
            case IncludeCommand include:
                Wrong($"an include of {include.File} that nobody has replaced", "a script loaded with its includes");
                return line;
            default:
                return line.Command?.Beside(file) is { } found && !ReferenceEquals(found, line.Command) ? line with { Command = found } : line;
        }

        SourceLine Source() => new(file, Math.Max(1, line.Number), line.Source ?? ScriptPrinter.Print(line), errors);

        void Wrong(string found, string expected)
        {
            SourceLine source = Source();
            source.Error(Math.Max(1, line.Column), source.Text.Length, found, expected);
        }
    }
}
