namespace S3Contract.Bench.Processes;

/// <summary>The files in <c>bench/Peers</c>, and the root of the project.</summary>
internal static class PeerScripts
{
    /// <summary>The root of the project.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file in <c>bench/Peers</c>.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Root, "bench", "Peers", name);

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "S3Contract.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("the measurements run from a build inside of the project");
    }
}
