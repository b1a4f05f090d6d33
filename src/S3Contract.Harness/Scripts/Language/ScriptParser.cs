using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>What came of reading a text as a script.</summary>
/// <param name="Script">The script; what could not be read is an <see cref="UnreadableCommand"/> in it.</param>
/// <param name="Errors">Everything that is wrong, in the order of the text. Empty if the script can be run.</param>
public sealed record ScriptParse(Script Script, IReadOnlyList<ScriptError> Errors)
{
    /// <summary>Can the script be run?</summary>
    public bool IsValid => Errors.Count == 0;
}

/// <summary>Reads scripts. Takes any text, never throws, and reports all errors.</summary>
public static class ScriptParser
{
    /// <summary>Reads a script.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file it is from, for messages; the script is named after it.</param>
    /// <param name="given">Names of variables that the caller will give, beyond those of the header.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    public static ScriptParse Parse(string text, string file, IEnumerable<string>? given = null, IEnumerable<OwnCommand>? commands = null)
    {
        List<ScriptError> errors = [];
        ValueList<OwnCommand> own = commands is null ? [] : commands.ToValueList();
        SourceLine[] sources = [.. Split(text).Select((line, index) => new SourceLine(file, index + 1, line, errors))];
        ScriptHeader header = ReadHeader(sources);
        ScriptScope scope = ScriptScope.Of(
            header, new SortedDictionary<string, string>(StringComparer.Ordinal), header.Examples is { Rows: [var first, ..] } ? first : null, seed: 0);
        foreach (string name in given ?? [])
        {
            scope.Add(name, null);
        }

        CheckVariables(header, sources);
        ValueList<ScriptLine> lines = sources.Select(source => ReadLine(source, scope, own)).ToValueList();
        string scriptName = file.EndsWith(".s3c", StringComparison.Ordinal) ? file[..^".s3c".Length] : file;
        var script = new Script(scriptName, lines) { File = file, Header = header, OwnCommands = own };
        return new ScriptParse(script, [.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column)]);
    }

    /// <summary>The same script with its header read again from its lines.</summary>
    internal static Script WithHeader(Script script)
    {
        SourceLine[] sources = [.. script.Lines.Select((line, index) =>
            new SourceLine(script.File, index + 1, line.Command is null ? line.Comment ?? "" : "x", []))];
        return script with { Header = ReadHeader(sources) };
    }

    /// <summary>The words of a line that is no file's own, such as a line of a profile.</summary>
    internal static ValueList<Word> ReadWords(SourceLine line) => new WordReader(line, 0).ReadAll(out _);

    private static List<string> Split(string text)
    {
        ReadOnlySpan<char> rest = text.StartsWith('\uFEFF') ? text.AsSpan(1) : text;
        List<string> lines = [];
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
            lines.Add((line.EndsWith("\r") ? line[..^1] : line).ToString());
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return lines;
    }

    private static ScriptHeader ReadHeader(SourceLine[] sources)
    {
        var reader = new HeaderReader();
        foreach (SourceLine source in sources)
        {
            int start = 0;
            while (start < source.Text.Length && source.Text[start] is ' ' or '\t')
            {
                start++;
            }

            if (start == source.Text.Length)
            {
                continue;
            }

            if (source.Text[start] != '#')
            {
                break;
            }

            reader.Take(source, start);
        }

        return reader.Finish();
    }

    private static void CheckVariables(ScriptHeader header, SourceLine[] sources)
    {
        HashSet<string> known = new(ScriptScope.Given, StringComparer.Ordinal);
        foreach (ScriptVariable variable in header.Variables)
        {
            CheckUses(variable.Default, variable.Line);
            known.Add(variable.Name);
        }

        foreach (ExampleRow row in header.Examples?.Rows ?? [])
        {
            foreach (ValueList<WordPart> cell in row.Cells)
            {
                CheckUses(cell, row.Line);
            }
        }

        void CheckUses(ValueList<WordPart> parts, int line)
        {
            foreach (VariablePart part in parts.OfType<VariablePart>().Where(part => !known.Contains(part.Name)))
            {
                SourceLine source = sources[line - 1];
                string written = $"${{{part.Name}}}";
                int at = Math.Max(0, source.Text.IndexOf(written, StringComparison.Ordinal));
                source.Error(at + 1, written.Length, $"unknown variable {written}", "a variable from an earlier # let: line");
            }
        }
    }

    private static ScriptLine ReadLine(SourceLine source, ScriptScope scope, ValueList<OwnCommand> own)
    {
        int errorsBefore = source.Errors;
        ValueList<Condition> conditions = ConditionReader.ReadAll(source, 0, out int start).ToValueList();
        ValueList<Word> words = new WordReader(source, start).ReadAll(out string? comment);
        ScriptCommand? command = null;
        if (words.Count == 0)
        {
            if (conditions.Count > 0)
            {
                source.Error(start + 1, 1, "the end of the line", "a command after the condition");
            }
        }
        else if (source.Errors == errorsBefore)
        {
            command = ReadCommand(source, words, scope, own);
        }

        if (source.Errors > errorsBefore && (words.Count > 0 || start > 0))
        {
            return new ScriptLine(new UnreadableCommand(source.Text.TrimStart(' ', '\t').TrimEnd(' ', '\t', '\r')))
            {
                Number = source.Number,
                Column = start + 1,
                Source = source.Text,
            };
        }

        return new ScriptLine(command, comment)
        {
            Conditions = conditions,
            Number = source.Number,
            Column = words.Count > 0 ? words[0].Column : 0,
            Source = source.Text,
        };
    }

    // Without variables the command itself; with some, the words, after a trial with the defaults has shown what is wrong.
    private static ScriptCommand? ReadCommand(SourceLine source, ValueList<Word> words, ScriptScope scope, ValueList<OwnCommand> own)
    {
        if (!words.Any(word => word.IsTemplate))
        {
            return CommandReader.Read(source, words, own);
        }

        if (scope.Resolve(source, words) is { } resolved)
        {
            CommandReader.Read(source, resolved, own);
        }

        var template = new TemplateCommand(words);
        if (template.Verb == IncludeCommand.Entry)
        {
            source.Error(words.First(word => word.IsTemplate), "a variable in an include", "the name of a file: it is read before variables have values");
        }

        return template;
    }
}
