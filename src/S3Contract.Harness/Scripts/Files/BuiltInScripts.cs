using System.Reflection;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Scripts.Files;

/// <summary>The scenario scripts that come with this program: the life of a relation in the folders that tell it.</summary>
internal static class BuiltInScripts
{
    private const string Prefix = "scenarios/";
    private const string Version1Folder = "version-1/";
    private const string TwoVersionsFolder = "two-versions/";

    /// <summary>All of every course, in the order of their names.</summary>
    public static IReadOnlyList<ScriptParse> Every { get; } = Load();

    /// <summary>Those for two sides of version 0, in the order of their names. Each is named after its path: <c>rotation/reaches-every-unit</c>.</summary>
    public static IReadOnlyList<ScriptParse> All { get; } = [.. Every.Where(parse => !IsIn(parse, Version1Folder) && !IsIn(parse, TwoVersionsFolder))];

    /// <summary>Those for two sides of version 0 as cases, one per row of their examples.</summary>
    public static IReadOnlyList<ScriptCase> Cases { get; } = CasesOf(All);

    /// <summary>Those for two sides of version 1.</summary>
    public static IReadOnlyList<ScriptCase> Version1 { get; } = CasesOf(Every.Where(parse => IsIn(parse, Version1Folder)));

    /// <summary>Those for two sides of which one speaks version 0 and the other version 1.</summary>
    public static IReadOnlyList<ScriptCase> TwoVersions { get; } = CasesOf(Every.Where(parse => IsIn(parse, TwoVersionsFolder)));

    /// <summary>The cases of every course.</summary>
    public static IReadOnlyList<ScriptCase> EveryCase { get; } = [.. Cases, .. Version1, .. TwoVersions];

    /// <summary>Is it a script of the course for two versions, whose sides speak one each?</summary>
    public static bool IsForTwoVersions(ScriptCase script) => script.Name.StartsWith(TwoVersionsFolder, StringComparison.Ordinal);

    /// <summary>Is it a script of the course for two sides of version 1?</summary>
    public static bool IsForVersion1(ScriptCase script) => script.Name.StartsWith(Version1Folder, StringComparison.Ordinal);

    private static bool IsIn(ScriptParse parse, string folder) => parse.Script.Name.StartsWith(folder, StringComparison.Ordinal);

    private static ScriptCase[] CasesOf(IEnumerable<ScriptParse> scripts) => [.. scripts.SelectMany(parse => ScriptCase.Of(parse.Script))];

    private static ScriptParse[] Load()
    {
        Assembly assembly = typeof(BuiltInScripts).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => ScriptParser.Parse(Read(assembly, name), name[Prefix.Length..].Replace('\\', '/'))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
