namespace S3Contract.Harness.Scripts.Files;

/// <summary>The scripts of a folder, and of the folders in it.</summary>
internal static class ScriptFolder
{
    /// <summary>Is this file only a part of others, which include it? Such a file begins with <c>_</c>. It is not run by itself.</summary>
    public static bool IsPart(string file) => Path.GetFileName(file).StartsWith('_');

    /// <summary>The files (<c>*.s3c</c>), in the order of their paths.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parts">Also those that are only parts of others?</param>
    public static IReadOnlyList<string> Files(string folder, bool parts = false) =>
    [
        .. Directory.EnumerateFiles(folder, "*.s3c", SearchOption.AllDirectories)
            .Where(file => parts || !IsPart(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What a script is called: its path in the folder, with <c>/</c> and without its ending.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The script's file.</param>
    public static string NameOf(string folder, string file) => Path.ChangeExtension(Path.GetRelativePath(folder, file).Replace('\\', '/'), null);
}
