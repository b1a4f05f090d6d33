using S3Contract.Harness.Scripts.Files;

namespace S3Contract.Harness.Checks;

/// <summary>Which scripts of a check to run: those that were named, or else those that are about some clauses.</summary>
/// <param name="Names">The names of scripts; where there are any, these run, whichever version a charm speaks.</param>
/// <param name="Clauses">The ids of clauses.</param>
internal sealed record ChosenScripts(IReadOnlySet<string> Names, IReadOnlySet<string> Clauses)
{
    /// <summary>Those of a course; where none of it is about the clauses, those across versions that are.</summary>
    public IReadOnlyList<ScriptCase> OfCourse(IReadOnlyList<ScriptCase> course) =>
        Names.Count > 0 ? Among(BuiltInScripts.EveryCase)
        : Among(course) is { Count: > 0 } chosen ? chosen
        : Among(BuiltInScripts.TwoVersions);

    /// <summary>Those among scripts.</summary>
    public IReadOnlyList<ScriptCase> Among(IReadOnlyList<ScriptCase> scripts) =>
        [.. scripts.Where(script => Names.Count > 0 ? Names.Contains(script.Name) : script.Script.Header.Covers.Any(Clauses.Contains))];
}
