using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>A script that a check or a fixture runs.</summary>
/// <param name="Case">The script.</param>
internal sealed record PlannedScript(ScriptCase Case)
{
    /// <summary>Its name, which is that of its test.</summary>
    public string Name => Case.Name;

    /// <summary>The file, in full; null for a script of the course.</summary>
    public string? Path { get; init; }

    /// <summary>What is wrong with it; then it is not run.</summary>
    public IReadOnlyList<ScriptError> Errors { get; init; } = [];

    /// <summary>The course.</summary>
    public static IEnumerable<PlannedScript> Course => BuiltInScripts.Cases.Select(script => new PlannedScript(script));

    /// <summary>The course for a charm that speaks a version of the interface.</summary>
    public static IEnumerable<PlannedScript> CourseOf(ContractVersion version) =>
        version == ContractVersion.V1 ? BuiltInScripts.Version1.Concat(BuiltInScripts.TwoVersions).Select(script => new PlannedScript(script)) : Course;

    /// <summary>The scripts of a folder, in the order of their paths.</summary>
    /// <param name="folder">The folder; relative as <see cref="FileSearch"/> says.</param>
    /// <param name="commands">Commands that are known beside those of the language.</param>
    /// <exception cref="ContractParameterException">There is no such folder, it has no script, or one has the name of a script of the course.</exception>
    public static IEnumerable<PlannedScript> InFolder(string folder, IReadOnlyList<OwnCommand> commands)
    {
        if (FileSearch.Find(folder) is not { } found || !Directory.Exists(found))
        {
            throw new ContractParameterException($"scripts {folder}: there is no such folder (looked {FileSearch.Places(folder)})");
        }

        IReadOnlyList<string> files = ScriptFolder.Files(found);
        if (files.Count == 0)
        {
            throw new ContractParameterException($"scripts {folder}: there is no script (*.s3c) in {found}");
        }

        var taken = BuiltInScripts.EveryCase.ToDictionary(script => script.Name, _ => "the course", StringComparer.Ordinal);
        foreach (string file in files)
        {
            ScriptParse parse = ScriptFiles.Load(file, commands: commands);
            Script named = parse.Script with { Name = ScriptFolder.NameOf(found, file) };
            foreach (ScriptCase script in ScriptCase.Of(named))
            {
                if (!taken.TryAdd(script.Name, file))
                {
                    throw new ContractParameterException($"scripts {folder}: {file} is called {script.Name}, as a script of {taken[script.Name]} is");
                }

                yield return new PlannedScript(script) { Path = file, Errors = parse.Errors };
            }
        }
    }
}
