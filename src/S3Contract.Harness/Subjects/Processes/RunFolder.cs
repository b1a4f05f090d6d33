using System.Diagnostics;
using System.Globalization;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A private folder of this process, below the system's temporary folder and named <c>s3contract-PID-STARTED-N</c>: charm copies, unit
/// folders and the pipes of running hooks lie in it. It goes away however this process ends: at disposal, at exit, and if the process is
/// killed a small shell that waits for just that ends the charm's processes and removes it. What even that leaves (a machine that lost
/// power) is removed by the next start.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string Prefix = "s3contract-";

    // Every hook command makes two small files and a pipe. In memory that costs a tenth of what a busy disk takes for it.
    private const string Memory = "/dev/shm";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly Lock s_lock = new();
    private static readonly List<RunFolder> s_alive = [];
    private static int s_count;
    private static bool s_watching;

    private readonly Watchdog _watchdog;

    private RunFolder(string path, string pipes)
    {
        Path = path;
        Pipes = pipes;
        _watchdog = Watchdog.Start(path, pipes);
    }

    public string Path { get; }

    /// <summary>Where the pipes of running hooks lie: in memory if there is such a place, else the same folder.</summary>
    public string Pipes { get; }

    /// <summary>Makes a folder that only this user can enter.</summary>
    public static RunFolder Create()
    {
        lock (s_lock)
        {
            if (!s_watching)
            {
                s_watching = true;
                RemoveStale(System.IO.Path.GetTempPath());
                RemoveStale(Memory);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();
            }

            string name = string.Create(
                CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{StartedAt(Environment.ProcessId)}-{s_count++}");
            string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), name);
            Directory.CreateDirectory(path, Own);
            RunFolder folder = new(path, InMemory(name) ?? path);
            s_alive.Add(folder);
            return folder;
        }
    }

    /// <summary>From now on this group is ended if this process dies.</summary>
    public void Guard(int group) => _watchdog.Add(group);

    /// <summary>The group has ended.</summary>
    public void Release(int group) => _watchdog.Remove(group);

    public void Dispose()
    {
        lock (s_lock)
        {
            if (!s_alive.Remove(this))
                return;
        }

        End();
    }

    /// <summary>Ends the processes that belong to a folder and removes it. Never throws: there is nobody left to tell.</summary>
    internal static void Remove(string path)
    {
        Stragglers.Kill(path);
        for (int attempt = 0; attempt < 3 && Directory.Exists(path); attempt++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A process that was being killed wrote once more, or a charm made a folder of its own read-only.
                MakeWritable(path);
            }
        }
    }

    /// <summary>When a process was started, in the system's ticks since boot, so that a reused number is not mistaken for its earlier owner;
    /// empty if there is no such process.</summary>
    internal static string StartedAt(int pid)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Removes the folders below <paramref name="parent"/> whose process is no more.</summary>
    internal static void RemoveStale(string parent)
    {
        try
        {
            foreach (string path in Directory.EnumerateDirectories(parent, Prefix + "*"))
            {
                string[] parts = System.IO.Path.GetFileName(path)[Prefix.Length..].Split('-');
                if (parts.Length == 3
                    && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                    && !string.Equals(StartedAt(pid), parts[1], StringComparison.Ordinal))
                {
                    Remove(path);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another user's folder, or one that somebody else removes now: not ours to worry about.
            Debug.WriteLine(failure.Message);
        }
    }

    private static string? InMemory(string name)
    {
        try
        {
            string path = System.IO.Path.Combine(Memory, name);
            return Directory.Exists(Memory) ? Directory.CreateDirectory(path, Own).FullName : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void RemoveAll()
    {
        RunFolder[] left;
        lock (s_lock)
        {
            left = [.. s_alive];
            s_alive.Clear();
        }

        foreach (RunFolder folder in left)
            folder.End();
    }

    private void End()
    {
        Remove(Path);
        if (Directory.Exists(Pipes))
            Remove(Pipes);
        _watchdog.Dispose();
    }

    private static void MakeWritable(string path)
    {
        try
        {
            File.SetUnixFileMode(path, Own);
            foreach (string folder in Directory.EnumerateDirectories(path, "*", SearchOption.TopDirectoryOnly))
            {
                if (new DirectoryInfo(folder).LinkTarget is null)
                    MakeWritable(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Debug.WriteLine(failure.Message);
        }
    }
}
