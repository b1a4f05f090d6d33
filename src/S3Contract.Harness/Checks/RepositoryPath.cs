namespace S3Contract.Harness.Checks;

/// <summary>How a file is called by people who do not sit at this machine: from the root of its repository. It does not matter where a command was
/// started.</summary>
internal static class RepositoryPath
{
    /// <summary>The path from the nearest folder above that is a repository of git; where there is none, the file's name with its folder's.</summary>
    /// <param name="path">The file or folder.</param>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        for (DirectoryInfo? folder = new(Path.GetDirectoryName(full) ?? full); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return Slashes(Path.GetRelativePath(folder.FullName, full));
            }
        }

        return string.Join('/', Slashes(full).Split('/', StringSplitOptions.RemoveEmptyEntries).TakeLast(2));
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
