using S3Contract.Harness.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Files;

/// <summary>Loads scripts from files and puts what they include in the place of the <c>include</c>.</summary>
public static class ScriptFiles
{
    /// <summary>The most bytes of a script.</summary>
    internal const long Largest = 16 * 1024 * 1024;

    /// <summary>Loads a script.</summary>
    /// <param name="path">The file.</param>
    /// <param name="given">Names of variables that the caller will give.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    public static ScriptParse Load(string path, IEnumerable<string>? given = null, IEnumerable<OwnCommand>? commands = null) =>
        Load(path, ReadFile, given, commands);

    /// <summary>Loads a script from wherever <paramref name="read"/> finds it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">The text of a file, or null if there is none.</param>
    /// <param name="given">Names of variables that the caller will give.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    internal static ScriptParse Load(
        string path, Func<string, string?> read, IEnumerable<string>? given = null, IEnumerable<OwnCommand>? commands = null)
    {
        if (read(path) is not { } text)
        {
            var missing = new ScriptError(path, 1, 1, 1, "no such file", "a scenario script", null, "");
            return new ScriptParse(new Script(path, []) { File = path }, [missing]);
        }

        return WithIncludes(ScriptParser.Parse(text, path, given, commands), read);
    }

    /// <summary>A script with what it includes in the place of each include.</summary>
    internal static ScriptParse WithIncludes(ScriptParse parse, Func<string, string?> read)
    {
        List<ScriptError> errors = [.. parse.Errors];
        return new ScriptParse(Expand(parse.Script, read, [parse.Script.File], new IncludeBudget(), errors), errors);
    }

    private static Script Expand(Script script, Func<string, string?> read, ValueList<string> within, IncludeBudget budget, List<ScriptError> errors)
    {
        List<ScriptLine> lines = [];
        ScriptHeader header = script.Header;
        foreach (ScriptLine line in script.Lines)
        {
            if (line.Command is not IncludeCommand include)
            {
                lines.Add(line);
                continue;
            }

            if (budget.IsSpent || Included(include, line, script, header, read, within, budget, errors) is not { } included)
            {
                continue;
            }

            // What happens in an included file is told by the line that includes it; a message still names the file itself.
            lines.AddRange(included.Lines.Where(inner => inner.Command is not null)
                .Select(inner => inner with { Conditions = [.. line.Conditions, .. inner.Conditions], File = inner.File ?? included.File }));
            header = header with
            {
                Variables =
                [
                    .. header.Variables,
                    .. included.Header.Variables
                        .Where(variable => !header.Variables.Any(own => string.Equals(own.Name, variable.Name, StringComparison.Ordinal)))
                        .Select(variable => variable with { File = variable.File ?? included.File }),
                ],
            };
        }

        return script with { Lines = lines.ToValueList(), Header = header };
    }

    private static Script? Included(
        IncludeCommand include,
        ScriptLine line,
        Script script,
        ScriptHeader header,
        Func<string, string?> read,
        ValueList<string> within,
        IncludeBudget budget,
        List<ScriptError> errors)
    {
        string path = Beside(script.File, include.File);
        string source = line.Source ?? ScriptPrinter.Print(line);
        var place = new SourceLine(script.File, Math.Max(1, line.Number), source, errors);
        int column = Math.Max(1, line.Column);
        if (within.Contains(path, StringComparer.Ordinal))
        {
            place.Error(column, source.Length, $"an include that goes round in a circle: {string.Join(" > ", [.. within, path])}", "a file that does not include this one");
            return null;
        }

        if (read(path) is not { } text)
        {
            place.Error(column, source.Length, $"an include of {path}, which does not exist", "a file, relative to this one");
            return null;
        }

        if (budget.Take(within.Count, text) is { } passed)
        {
            place.Error(column, source.Length, $"an include of {path}, with which the script includes {passed}", "a script that includes less");
            return null;
        }

        IEnumerable<string> known = [.. header.Variables.Select(variable => variable.Name), .. header.Examples?.Columns ?? []];
        ScriptParse parse = ScriptParser.Parse(text, path, known, script.OwnCommands);
        errors.AddRange(parse.Errors);
        return Expand(parse.Script, read, [.. within, path], budget, errors);
    }

    private static string Beside(string file, string included)
    {
        string folder = Path.GetDirectoryName(file) ?? "";
        string path = Path.Combine(folder, included);
        return Path.IsPathRooted(path) ? Path.GetFullPath(path) : Path.GetRelativePath(".", path).Replace('\\', '/');
    }

    /// <summary>The text of a file; null if it cannot be read.</summary>
    internal static string? ReadFile(string path)
    {
        try
        {
            return PlainFile.Text(path, Largest);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
