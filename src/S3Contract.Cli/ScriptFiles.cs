using S3Contract.Harness.Scripts;

namespace S3Contract.Cli;

/// <summary>The scripts named on the command line: files, folders, or <c>course:NAME</c> for built-in ones.</summary>
internal static class ScriptFiles
{
    private const string BuiltIn = "course:";

    /// <summary>Finds and reads scripts, in the order in which they were named; those of a folder in the order of their paths.</summary>
    /// <param name="names">The names.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    /// <exception cref="UsageException">There is none, or one cannot be read.</exception>
    public static IReadOnlyList<ScriptCase> Load(IEnumerable<string> names, IEnumerable<OwnCommand> commands)
    {
        var cases = new List<ScriptCase>();
        var problems = new List<ScriptError>();
        foreach (string name in names)
        {
            cases.AddRange(name.StartsWith(BuiltIn, StringComparison.Ordinal)
                ? FromCourse(name[BuiltIn.Length..])
                : FromFiles(name, commands, problems).SelectMany(ScriptCase.Of));
        }

        return problems.Count == 0 ? cases : throw new UsageException(string.Join('\n', problems.Select(problem => problem.Render())));
    }

    private static ScriptCase[] FromCourse(string name)
    {
        string folder = name.TrimEnd('/') + "/";
        ScriptCase[] found =
        [
            .. BuiltInScripts.Cases.Where(one => name.Length == 0
                || string.Equals(one.Name, name, StringComparison.Ordinal)
                || one.Name.StartsWith(folder, StringComparison.Ordinal)),
        ];
        if (found.Length > 0)
        {
            return found;
        }

        string? near = NearestWord.Of(name, BuiltInScripts.Cases.Select(one => one.Name));
        string folders = string.Join(", ", BuiltInScripts.Cases.Select(one => one.Name.Split('/')[0]).Distinct(StringComparer.Ordinal));
        throw new UsageException(
            $"{BuiltIn}{name}: there is no such built-in script; expected a name, or one of the folders {folders}{(near is null ? "" : $". Did you mean \"{BuiltIn}{near}\"?")}");
    }

    private static IEnumerable<Script> FromFiles(string path, IEnumerable<OwnCommand> commands, List<ScriptError> problems)
    {
        if (Directory.Exists(path))
        {
            string[] files = [.. Directory.EnumerateFiles(path, "*.s3c", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            return files.Length > 0
                ? [.. files.Select(file => Read(file, Path.ChangeExtension(Path.GetRelativePath(path, file).Replace('\\', '/'), null), commands, problems))]
                : throw new UsageException($"{path}: there is no script (*.s3c) in this folder");
        }

        return File.Exists(path)
            ? [Read(path, Path.GetFileNameWithoutExtension(path), commands, problems)]
            : throw new UsageException($"{path}: there is no such file or folder (expected a script, a folder of scripts, or course:NAME)");
    }

    private static Script Read(string file, string name, IEnumerable<OwnCommand> commands, List<ScriptError> problems)
    {
        try
        {
            ScriptParse reading = ScriptParser.Parse(File.ReadAllText(file), file, commands: commands);
            problems.AddRange(reading.Errors);
            return reading.Script with { Name = name };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be read: {problem.Message}");
        }
    }
}
