using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>One line of a script: a command, a comment, both, or neither. Lines compare by what they say; where they stand in a source does
/// not count.</summary>
/// <param name="Command">The command, if the line has one.</param>
/// <param name="Comment">The comment with its <c>#</c>, without blanks at its end; null if there is none.</param>
internal sealed record ScriptLine(ScriptCommand? Command, string? Comment = null)
{
    /// <summary>The conditions in front of the command; all must hold, or the line is left out.</summary>
    internal ValueList<Condition> Conditions { get; init; } = [];

    /// <summary>The line in its file, from 1; 0 if it never stood in one.</summary>
    public int Number { get; init; }

    /// <summary>The column where the command starts (after its conditions), from 1; 0 if it never stood in a file.</summary>
    public int Column { get; init; }

    /// <summary>The line exactly as it stands in its file; null if it never stood in one.</summary>
    public string? Source { get; init; }

    /// <summary>The file the line stands in, where that is another than the script's own (after an include); else null.</summary>
    public string? File { get; init; }

    /// <summary>Neither command nor comment.</summary>
    public bool IsBlank => Command is null && Comment is null;

    /// <summary>The same conditions, command and comment.</summary>
    public bool Equals(ScriptLine? other) =>
        other is not null
        && Equals(Command, other.Command)
        && string.Equals(Comment, other.Comment, StringComparison.Ordinal)
        && Conditions.Equals(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Command, Comment, Conditions);
}

/// <summary>A scenario script: data, never code. Two scripts are equal when their lines are.</summary>
public sealed record Script
{
    internal Script(string name, ValueList<ScriptLine> lines)
    {
        Name = name;
        Lines = lines;
        File = name + ".s3c";
    }

    /// <summary>What the script is called: its file without the ending.</summary>
    public string Name { get; init; }

    /// <summary>The file, for messages.</summary>
    public string File { get; init; }

    /// <summary>Its lines, comments and blank lines included.</summary>
    internal ValueList<ScriptLine> Lines { get; init; }

    /// <summary>What the comments at the top say: description, clauses covered, variables, examples, conditions.</summary>
    internal ScriptHeader Header { get; init; } = ScriptHeader.Empty;

    /// <summary>The commands that were known beside those of the language when it was read.</summary>
    internal ValueList<OwnCommand> OwnCommands { get; init; } = [];

    /// <summary>The commands, in order.</summary>
    internal IEnumerable<ScriptCommand> Commands =>
        Lines.Where(line => line.Command is not null).Select(line => line.Command!);

    /// <summary>A script of these commands with a description on top.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="description">Lines of comment, without <c>#</c>.</param>
    /// <param name="commands">The commands.</param>
    internal static Script Of(string name, IEnumerable<string> description, IEnumerable<ScriptCommand> commands)
    {
        List<ScriptLine> lines = [.. description.Select(text => new ScriptLine(null, ("# " + OneLine(text)).TrimEnd()))];
        if (lines.Count > 0)
        {
            lines.Add(new ScriptLine(null));
        }

        lines.AddRange(commands.Select(command => new ScriptLine(command)));
        return ScriptParser.WithHeader(new Script(name, lines.ToValueList()));
    }

    /// <summary>The same lines.</summary>
    public bool Equals(Script? other) => other is not null && Lines.Equals(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => Lines.GetHashCode();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
