namespace S3Contract.Harness.Scripts;

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
        string text = line.Source ?? ScriptPrinter.Print(line);
        var source = new SourceLine(line.File ?? script.File, Math.Max(1, line.Number), text, errors, commands: script.OwnCommands);
        switch (line.Command)
        {
            case TemplateCommand template:
                ScriptCommand? command = scope.Resolve(source, template.Words) is { } words ? CommandReader.Read(source, words) : null;
                return command is RefreshCommand ? Bind(line with { Command = command }, script, scope, errors) : line with { Command = command ?? line.Command };
            case UnreadableCommand:
                source.Error(Math.Max(1, line.Column), text.Length, "a line that cannot be read", "a command");
                return line;
            case IncludeCommand include:
                source.Error(Math.Max(1, line.Column), text.Length, $"an include of {include.File} that nobody has replaced", "a script loaded with its includes");
                return line;
            case RefreshCommand { Folder: { } folder } refresh:
                return line with { Command = refresh with { Folder = Beside(line.File ?? script.File, folder) } };
            default:
                return line;
        }
    }

    // Where it is, from wherever the script is run.
    private static string Beside(string file, string folder) => folder.Contains('\0', StringComparison.Ordinal)
        ? folder
        : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file)) ?? "", folder));
}
