using System.Runtime.CompilerServices;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace S3Contract.Tests.Unit.Architecture;

/// <summary>Which folder knows which, as the compiled assemblies tell, and the imports of the sources: constants and names leave nothing in an
/// assembly. A folder is named as its namespace.</summary>
internal static class Folders
{
    private static readonly System.Reflection.Assembly[] s_products =
    [
        typeof(S3Provider).Assembly, typeof(S3Contract.Reference.ReferenceMachine).Assembly, typeof(S3Contract.Harness.Checks.ConformanceCheck).Assembly,
        typeof(S3Contract.NUnit.ProviderContract).Assembly, typeof(S3Contract.Cli.CommandLine).Assembly,
        typeof(S3Contract.Servers.PebbleServer).Assembly,
    ];

    /// <summary>The assemblies of the product, the lowest first.</summary>
    public static IReadOnlyList<System.Reflection.Assembly> Products => s_products;

    /// <summary>Each folder with those that it knows, one example of a type and what it knows there for each.</summary>
    public static SortedDictionary<string, SortedDictionary<string, string>> Arrows { get; } = Load();

    /// <summary>The path of a file or folder of the project.</summary>
    public static string Source(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));

    /// <summary>The sources of a folder and those below it.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Source(folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static SortedDictionary<string, SortedDictionary<string, string>> Load()
    {
        var arrows = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (string file in Sources("src"))
        {
            string[] lines = File.ReadAllLines(file);
            if (lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } space)
            {
                foreach (string import in lines.Where(line => line.StartsWith("using S3Contract", StringComparison.Ordinal)))
                {
                    Note(arrows, space[10..^1], import[6..^1], $"{Path.GetFileName(file)} imports it");
                }
            }
        }

        ArchUnitNET.Domain.Architecture architecture = new ArchLoader().LoadAssemblies(s_products).Build();
        foreach (IType type in architecture.Types)
        {
            string from = type.Namespace?.FullName ?? "";
            if (!IsOurs(from))
            {
                continue;
            }

            foreach (IType target in type.Dependencies.Select(dependency => dependency.Target).Where(target => target is not GenericParameter && target.Namespace is { } space && IsOurs(space.FullName)))
            {
                Note(arrows, from, target.Namespace.FullName, $"{type.Name} knows {target.Name}");
            }
        }

        return arrows;
    }

    private static void Note(SortedDictionary<string, SortedDictionary<string, string>> arrows, string from, string to, string example)
    {
        SortedDictionary<string, string> known = arrows.TryGetValue(from, out SortedDictionary<string, string>? there)
            ? there
            : arrows[from] = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!string.Equals(from, to, StringComparison.Ordinal) && (!known.TryGetValue(to, out string? other) || string.CompareOrdinal(example, other) < 0))
        {
            known[to] = example;
        }
    }

    private static bool IsOurs(string folder) => string.Equals(folder, "S3Contract", StringComparison.Ordinal) || folder.StartsWith("S3Contract.", StringComparison.Ordinal);
}
