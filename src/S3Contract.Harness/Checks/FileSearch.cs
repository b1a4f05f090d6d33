namespace S3Contract.Harness.Checks;

/// <summary>Where a relative path leads that a test or its parameters name. A test runs in the folder it was built to, or wherever its runner
/// likes, so what people mean is looked for from the test assembly upwards.</summary>
internal static class FileSearch
{
    /// <summary>The full path: beside the test assembly, else in the nearest folder above it that has such a file or folder, else in the
    /// current folder. Null if there is none.</summary>
    public static string? Find(string path) => Find(path, AppContext.BaseDirectory, Environment.CurrentDirectory);

    /// <summary>The full path, seen from two folders.</summary>
    /// <param name="path">The path.</param>
    /// <param name="assembly">The folder of the test assembly.</param>
    /// <param name="current">The current folder.</param>
    public static string? Find(string path, string assembly, string current)
    {
        if (Path.IsPathRooted(path))
        {
            return Exists(path) ? path : null;
        }

        for (DirectoryInfo? folder = new(assembly); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.GetFullPath(Path.Combine(folder.FullName, path));
            if (Exists(candidate))
            {
                return candidate;
            }
        }

        string here = Path.GetFullPath(Path.Combine(current, path));
        return Exists(here) ? here : null;
    }

    /// <summary>Where <see cref="Find(string)"/> looks, for messages.</summary>
    public static string Places(string path) =>
        Path.IsPathRooted(path) ? "there" : $"in {AppContext.BaseDirectory}, in the folders above it, and in {Environment.CurrentDirectory}";

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);
}
