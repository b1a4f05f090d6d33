using System.Reflection;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Scripts.Files;

/// <summary>The scenario scripts that come with this program: the life of a relation in the folders that tell it.</summary>
internal static class BuiltInScripts
{
    private const string Prefix = "scenarios/";

    /// <summary>All of them, in the order of their names. Each is named after its path: <c>rotation/reaches-every-unit</c>.</summary>
    public static IReadOnlyList<ScriptParse> All { get; } = Load();

    /// <summary>All of them as cases, one per row of their examples.</summary>
    public static IReadOnlyList<ScriptCase> Cases { get; } = [.. All.SelectMany(parse => ScriptCase.Of(parse.Script))];

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
