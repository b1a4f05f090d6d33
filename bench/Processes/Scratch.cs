using System.Diagnostics;

namespace S3Contract.Bench.Processes;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>Where.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("s3contract-bench-").FullName;

    /// <summary>A copy of a folder in it.</summary>
    public string CopyOf(string folder, string name)
    {
        string copy = System.IO.Path.Combine(Path, name);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>The seconds that some work takes.</summary>
    public static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
