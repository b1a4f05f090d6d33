using System.Diagnostics;
using System.Globalization;
using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A private folder of this process, below the system's temporary folder and named <c>s3contract-PID-STARTED-N</c>: charm copies, unit
/// folders and the pipes of running hooks lie in it. As long as the process lives it holds a lock on the file <c>lock</c> in it, which the
/// kernel drops: process numbers say nothing to another container that shares the folder. It goes away however this process ends: at
/// disposal, at exit, and if the process is killed a small shell that waits for just that ends the charm's processes and removes it. What
/// even that leaves (a machine that lost power) is removed by the next start.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string Prefix = "s3contract-";

    // Every hook command makes two small files and a pipe. In memory that costs a tenth of what a busy disk takes for it.
    private const string Memory = "/dev/shm";
    private const long LeastMemory = 16 * 1024 * 1024;
    private const string LockFile = "lock";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan s_making = TimeSpan.FromMinutes(10);
    private static readonly Lock s_lock = new();
    private static readonly List<RunFolder> s_alive = [];
    private static int s_count;

    private static byte[] Content { get; } = new byte[64 * 1024];
    private static bool s_watching;

    private readonly Watchdog _watchdog;
    private readonly int[] _locks;
    private int _probes;

    private RunFolder(string path, string pipes, int[] locks)
    {
        _locks = locks;
        Path = path;
        Pipes = pipes;
        _watchdog = Watchdog.Start(path, pipes);
    }

    public string Path { get; }

    /// <summary>Where the pipes of running hooks lie: in memory if there is such a place, else the same folder.</summary>
    public string Pipes { get; }

    /// <summary>Makes a folder that only this user can enter.</summary>
    /// <exception cref="MachineProblem">There is no place for it.</exception>
    public static RunFolder Create()
    {
        lock (s_lock)
        {
            if (!s_watching)
            {
                s_watching = true;
                RemoveStale(Temporary());
                RemoveStale(Memory);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();
            }

            // .NET would make it, and nobody would remove it.
            if (!Directory.Exists(System.IO.Path.GetTempPath()))
                throw new MachineProblem($"the temporary folder {System.IO.Path.GetTempPath()} does not exist (TMPDIR names another)");

            string unique = System.IO.Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
            string name = string.Create(
                CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{StartedAt(Environment.ProcessId)}-{s_count++}{unique}");
            try
            {
                (string path, int held) = Locked(Temporary(), name);
                (string? memory, int heldToo) = InMemory(name);
                RunFolder folder = new(path, memory ?? path, [held, heldToo]);
                s_alive.Add(folder);
                return folder;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new MachineProblem($"the temporary folder {System.IO.Path.GetTempPath()} cannot be used (TMPDIR names another): {failure.Message}", failure);
            }
        }
    }

    /// <summary>Where a hook's pipes can lie now: memory may have filled up, and a hook command that cannot write would wait in vain.</summary>
    public string PipesNow()
    {
        try
        {
            return ReferenceEquals(Pipes, Path) || new DriveInfo(Memory).AvailableFreeSpace >= LeastMemory ? Pipes : Path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Path;
        }
    }

    /// <summary>Looks whether our own folders can still be written: where they cannot, no charm is to blame for what failed.</summary>
    /// <param name="failed">What failed.</param>
    /// <exception cref="MachineProblem">They cannot.</exception>
    public void RequireRoom(string failed)
    {
        foreach (string folder in ReferenceEquals(Pipes, Path) ? [Path] : new[] { Path, Pipes })
        {
            // Hooks that fail at once look at once.
            string probe = string.Create(CultureInfo.InvariantCulture, $"room-{Interlocked.Increment(ref _probes)}");
            using HeldFolder? held = HeldFolder.Reach(folder);
            try
            {
                if (held is null)
                    throw OpenFiles.Unreachable();
                held.Write(probe, Content);
                held.Remove(probe);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                held?.Remove(probe);
                string where = ReferenceEquals(folder, Path) ? "the temporary folder (TMPDIR, else /tmp)" : Memory;
                throw new MachineProblem($"{failed} where nothing can be written to {where}: {MachineProblem.Why(failure)}", failure);
            }
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
    internal static void Remove(string path, string mark = "")
    {
        Stragglers.Kill(path, mark);
        RemoveFiles(path);
    }

    /// <summary>Is this the name of such a folder?</summary>
    internal static bool IsOurs(string name) =>
        name.TrimStart('.') is var plain && plain.StartsWith(Prefix, StringComparison.Ordinal) && plain.Length > Prefix.Length && char.IsAsciiDigit(plain[Prefix.Length]);

    private static void RemoveFiles(string path)
    {
        using HeldFolder? parent = HeldFolder.Open(System.IO.Path.GetDirectoryName(path)!);
        parent?.Remove(RawName.FromText(System.IO.Path.GetFileName(path)));
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

    /// <summary>Removes the folders below <paramref name="parent"/> whose process is no more. Never throws.</summary>
    internal static void RemoveStale(string parent)
    {
        try
        {
            foreach (string path in Directory.EnumerateDirectories(parent, "*" + Prefix + "*"))
            {
                if (!IsStale(path))
                    continue;
                Remove(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another user's folder, or one that somebody else removes now: not ours to worry about.
            Debug.WriteLine(failure.Message);
        }
    }

    // Whoever holds the lock lives. One that bears a dot is about to be locked, or was when its process died. A folder without a lock is one of
    // an earlier version, whose number must do.
    private static bool IsStale(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        bool inTheMaking = name.StartsWith("." + Prefix, StringComparison.Ordinal);
        if (!inTheMaking && !name.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        string[] parts = name[(Prefix.Length + (inTheMaking ? 1 : 0))..].Split('-');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
            return false;

        if (inTheMaking && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) < s_making)
            return false;

        string file = System.IO.Path.Combine(path, LockFile);
        if (!File.Exists(file))
            return inTheMaking || !string.Equals(StartedAt(pid), parts[1], StringComparison.Ordinal);

        int descriptor = Posix.Open(file, Posix.OpenReadWrite | Posix.OpenCloseOnExec, 0);
        bool free = descriptor >= 0 && Posix.Flock(descriptor, Posix.LockExclusiveNow) == 0;
        if (descriptor >= 0)
            _ = Posix.Close(descriptor);
        return free;
    }

    /// <summary>Makes a folder that bears its name only once it is locked, so that nobody takes it for a stale one.</summary>
    private static (string Path, int Lock) Locked(string parent, string name)
    {
        string path = System.IO.Path.Combine(parent, name);
        string made = System.IO.Path.Combine(parent, "." + name);
        Directory.CreateDirectory(made, Own);
        int held = Posix.Open(System.IO.Path.Combine(made, LockFile), Posix.OpenReadWrite | Posix.OpenCreate | Posix.OpenCloseOnExec, 0x180);
        if (held >= 0)
            _ = Posix.Flock(held, Posix.LockExclusiveNow);
        Directory.Move(made, path);
        return (path, held);
    }

    private static (string? Path, int Lock) InMemory(string name)
    {
        try
        {
            return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= LeastMemory ? Locked(Memory, name) : (null, -1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, -1);
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

    // Without a link on the way: what is reached by this path later is what was made here, or nothing.
    private static string Temporary()
    {
        using HeldFolder? held = HeldFolder.Open(System.IO.Path.GetTempPath());
        return held?.RealPath() is { Length: > 0 } real ? real : System.IO.Path.GetTempPath();
    }

    private void End()
    {
        Remove(Path);
        if (!ReferenceEquals(Pipes, Path))
            RemoveFiles(Pipes);
        _watchdog.Dispose();
        foreach (int held in _locks)
        {
            if (held >= 0)
                _ = Posix.Close(held);
        }
    }
}
