using System.Runtime.CompilerServices;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Documents, and parts of documents, that are written by a test when <c>S3CONTRACT_UPDATE_DOCS=1</c>.</summary>
internal static class GeneratedDocument
{
    private const string Again = "run the tests with S3CONTRACT_UPDATE_DOCS=1";

    private static bool Rewrites => Environment.GetEnvironmentVariable("S3CONTRACT_UPDATE_DOCS") is "1";

    /// <summary>The whole document is as expected.</summary>
    public static void Check(string name, string expected)
    {
        string path = PathOf(name);
        if (Rewrites)
        {
            File.WriteAllText(path, expected);
        }

        Assert.That(File.Exists(path) ? File.ReadAllText(path) : "", Is.EqualTo(expected), Again);
    }

    /// <summary>The part of a document between two marks is as expected.</summary>
    public static void CheckPart(string name, string part, string expected)
    {
        string path = PathOf(name);
        string text = File.ReadAllText(path);
        string begin = $"<!-- {part}: written by a test -->\n";
        string end = $"<!-- end of {part} -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.That(from > begin.Length && to >= from, Is.True, $"{name} has no part {part}");
        if (Rewrites)
        {
            text = text[..from] + expected + text[to..];
            File.WriteAllText(path, text);
            to = text.IndexOf(end, StringComparison.Ordinal);
        }

        Assert.That(text[from..to], Is.EqualTo(expected), Again);
    }

    private static string PathOf(string name) => Path.Combine(Folder(), "..", "..", "..", "docs", name);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
