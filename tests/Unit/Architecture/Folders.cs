using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace S3Contract.Tests.Unit.Architecture;

/// <summary>Which folder knows which, as the compiled assemblies tell. A folder is named as its namespace.</summary>
internal static class Folders
{
    private static readonly System.Reflection.Assembly[] s_products =
    [
        typeof(S3Provider).Assembly, typeof(S3Contract.Reference.ReferenceMachine).Assembly, typeof(S3Contract.Harness.Checks.ConformanceCheck).Assembly,
        typeof(S3Contract.NUnit.ProviderContract).Assembly, typeof(S3Contract.Cli.CommandLine).Assembly,
    ];

    /// <summary>The assemblies of the product, the lowest first.</summary>
    public static IReadOnlyList<System.Reflection.Assembly> Products => s_products;

    /// <summary>Each folder with those that it knows, one example of a type and what it knows there for each.</summary>
    public static SortedDictionary<string, SortedDictionary<string, string>> Arrows { get; } = Load();

    private static SortedDictionary<string, SortedDictionary<string, string>> Load()
    {
        var arrows = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        ArchUnitNET.Domain.Architecture architecture = new ArchLoader().LoadAssemblies(s_products).Build();
        foreach (IType type in architecture.Types)
        {
            string from = type.Namespace?.FullName ?? "";
            if (!IsOurs(from))
            {
                continue;
            }

            SortedDictionary<string, string> known = arrows.TryGetValue(from, out SortedDictionary<string, string>? there)
                ? there
                : arrows[from] = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (IType target in type.Dependencies.Select(dependency => dependency.Target).Where(target => target is not GenericParameter && target.Namespace is { } space && IsOurs(space.FullName)))
            {
                string to = target.Namespace.FullName;
                string example = $"{type.Name} knows {target.Name}";
                if (!string.Equals(from, to, StringComparison.Ordinal) && (!known.TryGetValue(to, out string? other) || string.CompareOrdinal(example, other) < 0))
                {
                    known[to] = example;
                }
            }
        }

        return arrows;
    }

    private static bool IsOurs(string folder) => string.Equals(folder, "S3Contract", StringComparison.Ordinal) || folder.StartsWith("S3Contract.", StringComparison.Ordinal);
}
