using System.Runtime.CompilerServices;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>What is printed, compared with a file beside the tests. To accept what is printed now, run the tests with
/// <c>S3CONTRACT_ACCEPT</c> set, and look at the difference in git.</summary>
internal static class Golden
{
    public static void Check(string actual, [CallerMemberName] string name = "")
    {
        string file = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("S3CONTRACT_ACCEPT") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.That(actual, Is.EqualTo(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : $"(there is no {file})"));
    }

    /// <summary>All files of a folder, by name.</summary>
    public static IReadOnlyDictionary<string, string> All(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder(), folder), "*.txt", SearchOption.AllDirectories)
            .ToDictionary(file => Path.ChangeExtension(Path.GetRelativePath(Path.Combine(Folder(), folder), file), null), File.ReadAllText, StringComparer.Ordinal);

    // The folder of the sources: found from where the tests run, so that a deterministic build does not matter.
    private static string Folder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Unit.csproj")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? ".", "Cli", "Golden");
    }
}
