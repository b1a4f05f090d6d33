using S3Contract.Harness.Files;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Opening;

/// <summary>The scripts named on the command line: files, folders, or <c>course:NAME</c> for built-in ones.</summary>
internal static class NamedScripts
{
    private const int MostShown = 10;
    private const string BuiltIn = "course:";

    /// <summary>Finds and reads scripts with what they include, in the order in which they were named; those of a folder in the order of their
    /// paths. Each with what it is called on a command line.</summary>
    /// <param name="names">The names.</param>
    /// <param name="given">Names of variables that are given.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    /// <exception cref="UsageException">There is none, or one cannot be read.</exception>
    public static IReadOnlyList<(string CalledAs, ScriptCase Case)> Load(
        IEnumerable<string> names, IReadOnlyCollection<string> given, IEnumerable<OwnCommand> commands)
    {
        var cases = new List<(string, ScriptCase)>();
        var problems = new List<ScriptError>();
        foreach (string name in names)
        {
            cases.AddRange(name.StartsWith(BuiltIn, StringComparison.Ordinal)
                ? FromCourse(name[BuiltIn.Length..]).Select(one => (BuiltIn + one.Name, one))
                : FromFiles(name, given, commands, problems));
        }

        ThrowIfAny(problems);
        return cases;
    }

    /// <summary>The files of scripts: those named, and all in the folders named.</summary>
    /// <param name="names">Files and folders.</param>
    /// <param name="parts">Also those in folders that are only parts of others?</param>
    /// <param name="orElse">What else could have been named, for the message.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static IReadOnlyList<(string File, string Name)> Files(IEnumerable<string> names, bool parts, string orElse = "")
    {
        var files = new List<(string, string)>();
        foreach (string path in names)
        {
            if (path.StartsWith(BuiltIn, StringComparison.Ordinal))
            {
                throw new UsageException($"{path}: is built in; expected a script or a folder of scripts");
            }

            if (Directory.Exists(path))
            {
                IReadOnlyList<string> found = ScriptFolder.Files(path, parts);
                files.AddRange(found.Count > 0
                    ? found.Select(file => (file, ScriptFolder.NameOf(path, file)))
                    : throw new UsageException($"{path}: there is no script (*.s3c) in this folder"));
            }
            else
            {
                files.Add(File.Exists(path)
                    ? (path, Path.GetFileNameWithoutExtension(path))
                    : throw new UsageException(DidYouMean.Message($"{path}: there is no such file or folder", NearPath.Of(path), $"expected a script or a folder of scripts{orElse}")));
            }
        }

        return files;
    }

    /// <summary>The text of a script; null if there is no such file.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string? Text(string file)
    {
        try
        {
            return File.Exists(file) ? PlainFile.Text(file, ScriptFiles.Largest) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be read: {problem.Message}");
        }
    }

    /// <summary>Refuses scripts that cannot be read.</summary>
    /// <exception cref="UsageException">There are problems.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<ScriptError> problems)
    {
        if (problems.Count > 0)
        {
            // What could stand there is said once.
            HashSet<string> said = new(StringComparer.Ordinal);
            IEnumerable<string> shown = problems.Take(MostShown)
                .Select(problem => problem.Expected is { } expected && !said.Add(expected) ? problem with { Expected = null } : problem)
                .Select(problem => problem.Render());
            string more = problems.Count > MostShown ? FormattableString.Invariant($"\nand {problems.Count - MostShown} more errors; lint lists all of them") : "";
            throw new UsageException(string.Join('\n', shown) + more);
        }
    }

    /// <summary>The folders of the course.</summary>
    public static IReadOnlyList<string> Folders { get; } = [.. BuiltInScripts.EveryCase.Select(one => one.Name.Split('/')[0]).Distinct(StringComparer.Ordinal)];

    /// <summary>The built-in scripts of a name: one, or those of a folder; empty if there are none.</summary>
    /// <param name="name">The name, <c>course:</c> before it or not.</param>
    public static IReadOnlyList<Script> Of(string name)
    {
        string plain = (name.StartsWith(BuiltIn, StringComparison.Ordinal) ? name[BuiltIn.Length..] : name).TrimEnd('/');
        return [.. BuiltInScripts.Every.Select(parse => parse.Script).Where(script =>
            string.Equals(script.Name, plain, StringComparison.Ordinal) || script.Name.StartsWith(plain + "/", StringComparison.Ordinal))];
    }

    private static ScriptCase[] FromCourse(string name)
    {
        string folder = name.TrimEnd('/') + "/";
        ScriptCase[] found =
        [
            .. (name.Length == 0 ? BuiltInScripts.Cases : BuiltInScripts.EveryCase).Where(one => name.Length == 0
                || string.Equals(one.Name, name, StringComparison.Ordinal)
                || one.Name.StartsWith(folder, StringComparison.Ordinal)),
        ];
        if (found.Length > 0)
        {
            return found;
        }

        string? near = NearestWord.Of(name.TrimEnd('/'), [.. Folders, .. BuiltInScripts.EveryCase.Select(one => one.Name)]);
        string folders = string.Join(", ", Folders);
        throw new UsageException(DidYouMean.Message(
            $"{BuiltIn}{name}: there is no such built-in script", near is null ? null : BuiltIn + near, $"expected a name, or one of the folders {folders}"));
    }

    private static IEnumerable<(string CalledAs, ScriptCase Case)> FromFiles(
        string path, IReadOnlyCollection<string> given, IEnumerable<OwnCommand> commands, List<ScriptError> problems)
    {
        foreach ((string file, string name) in Files([path], parts: false, orElse: $", or {BuiltIn}NAME"))
        {
            ScriptParse reading = ScriptFiles.Load(file, Text, given, commands);
            problems.AddRange(reading.Errors);
            foreach (ScriptCase one in ScriptCase.Of(reading.Script with { Name = name }))
            {
                yield return (file, one);
            }
        }
    }
}
