using System.Diagnostics;
using System.Globalization;
using System.Text;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>The harness's end of a Python that forks for each hook; the protocol is told in <c>fork-server.py</c>. One request at a time.</summary>
internal sealed class ForkServer : IDisposable
{
    // Python shows the environment of a hook in the room that the server's own takes.
    private const int Room = 16 * 1024;
    private const int MostModules = 5000;
    private const int MostLoads = 20;
    private const int LongestReply = 300;
    private const int LongestName = 200;

    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_import = TimeSpan.FromSeconds(60);
    private static readonly string[] s_parts = ["fork-server.py", "fork-trial.py", "fork-command.py", "fork-pages.py", "fork-hook.py"];
    private static int s_count;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly ChildProcess _process;
    private readonly RunFolder _run;
    private int _requests;
    private int _loads;

    private ForkServer(RunFolder run, string folder, ChildProcess process, int requests, bool isApart) =>
        (_run, _folder, _process, _requests, IsApart, Pid) = (run, folder, process, requests, isApart, process.Pid);

    /// <summary>The number of its process.</summary>
    public int Pid { get; private set; }

    /// <summary>Is it isolated, with one unit, whose hooks alone it forks for?</summary>
    public bool IsApart { get; }

    /// <summary>Has it ended, so that nothing more can be asked of it?</summary>
    public bool IsLost { get; private set; }

    /// <summary>Starts a Python as a charm's program did.</summary>
    /// <param name="run">Where it lies.</param>
    /// <param name="stage">The staged copy of the charm.</param>
    /// <param name="python">How it is started.</param>
    /// <param name="hook">A hook that it is to fork for: if that is isolated, so is it.</param>
    /// <returns>Null if it did not start.</returns>
    public static ForkServer? Start(RunFolder run, string stage, PythonStart python, HookLaunch hook)
    {
        string folder = Path.Combine(run.Path, string.Create(CultureInfo.InvariantCulture, $"warm-{Interlocked.Increment(ref s_count)}"));
        Directory.CreateDirectory(folder);
        string script = Path.Combine(folder, "fork-server.py");
        File.WriteAllText(script, Script());
        string pipe = Path.Combine(folder, "requests");
        int requests = Pipes.Make(pipe, Posix.OpenReadWrite);
        string[] own = [.. python.Environment([.. hook.Environment.Where(HookLaunch.IsOfEveryHook)], stage), "S3CONTRACT_ROOM=" + new string('x', Room)];
        string[] words = [.. python.CommandLine(stage).Take(1 + python.Flags.Count), script, pipe, stage];
        ChildProcess? process = requests < 0 ? null
            : hook.View is { } view ? Apart(view, [.. words, new FileInfo("/proc/self/ns/pid").LinkTarget ?? ""], own, stage, folder, hook.Mark)
            : ChildProcess.Start(python.Executable, words, own, stage, out _);
        if (process is null)
        {
            if (requests >= 0)
                _ = Posix.Close(requests);
            return null;
        }

        run.Guard(process.Pid);
        ForkServer server = new(run, folder, process, requests, hook.View is not null);
        if (server.Ask("load /dev/null") is "+" && server.IsFound(python))
            return server;

        server.Dispose();
        return null;
    }

    /// <summary>Asks for something.</summary>
    /// <returns>The answer; null if none came, and none will.</returns>
    public string? Ask(string request)
    {
        lock (_lock)
            return Ask(request, s_short);
    }

    /// <summary>Forks for a hook.</summary>
    /// <param name="job">The file that tells of it.</param>
    /// <param name="mark">The mark that all its processes are to have.</param>
    /// <returns>The answer; null if none came, and none will.</returns>
    public string? Fork(string job, ulong mark)
    {
        lock (_lock)
            return IsApart ? Ask("run " + job, s_short) : ProcessMark.Start(mark, () => Ask("run " + job, s_short), Pid);
    }

    /// <summary>The number that a process it has forked has among all of this system; 0 if there is none.</summary>
    /// <param name="number">The number that it told. A charm may have told one in its place.</param>
    public int Known(int number)
    {
        int known = IsApart ? ProcessTree.ChildrenOf(Pid).FirstOrDefault(child => ProcessTree.OwnNumberOf(child) == number)
            : ProcessTree.IsChildOf(number, Pid) ? number : 0;
        IsLost |= known == 0;
        return known;
    }

    /// <summary>Loads what hooks have imported, if that can be done once for all of them.</summary>
    /// <param name="modules">The names of the modules.</param>
    /// <param name="isTried">Has another loaded them already?</param>
    /// <returns>Why not; null if it could, or has loaded so often that it does no more.</returns>
    public string? Load(IEnumerable<string> modules, bool isTried = false)
    {
        lock (_lock)
        {
            string[] wanted = [.. modules.Where(IsName).Where(_known.Add).Take(MostModules)];
            if (wanted.Length == 0 || _loads++ > MostLoads)
                return null;
            string list = Path.Combine(_folder, "modules");
            File.WriteAllLines(list, wanted);
            string? tried = isTried ? "+" : Ask("try " + list, s_import);
            if (tried is not ['+', ..])
                return tried is ['-', .. string why] ? Printable(why) : "Python did not come to an end with its imports";

            File.WriteAllLines(list, wanted.Except(tried[1..].Split(' '), StringComparer.Ordinal));
            return Ask("load " + list, s_import) is "+" ? null : "Python did not come to an end with its imports";
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            IsLost = true;
            _process.Dispose();
            if (_requests >= 0)
                _ = Posix.Close(_requests);
            _requests = -1;
            _run.Release(_process.Pid);
        }
    }

    // In a place of its own with one unit. Its program is found there as the charm's own was.
    private static ChildProcess? Apart(UnitView view, string[] python, string[] environment, string stage, string folder, ulong mark)
    {
        string[] words = view.By.AroundLasting(python, view, stage, folder);
        return ChildProcess.Start(words[0], words, environment, "/", out _, mark);
    }

    // What isolates has one child, and so has what stands between that and Python.
    private bool IsFound(PythonStart python)
    {
        if (!IsApart)
            return true;
        while (ProcessTree.ChildrenOf(Pid) is [var child, ..])
            Pid = child;
        return string.Equals(ProcessImage.Of(Pid)?.Executable, python.Executable, StringComparison.Ordinal);
    }

    // A hook tells them.
    private static bool IsName(string module) =>
        module.Length is > 0 and <= LongestName && module.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') && !module.Contains("..", StringComparison.Ordinal);

    // One program, whose parts stand in files of their own.
    private static string Script() => string.Concat(s_parts.Select(part =>
    {
        using Stream stream = typeof(ForkServer).Assembly.GetManifestResourceStream("S3Contract.Harness." + part)
            ?? throw new InvalidOperationException($"{part} is not in the assembly");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }));

    // A charm may have named its modules as it liked.
    private static string Printable(string text) =>
        new([.. text.Take(LongestReply).Select(c => c is >= ' ' and <= '~' ? c : '?')]);

    private unsafe string? Ask(string request, TimeSpan limit)
    {
        if (IsLost)
            return null;
        byte[] line = Encoding.UTF8.GetBytes(request + "\n");
        fixed (byte* start = line)
        {
            IsLost = Posix.Write(_requests, start, line.Length) != line.Length;
        }

        string? answer = IsLost ? null : Answer(limit);
        IsLost = answer is null;
        return answer;
    }

    private unsafe string? Answer(TimeSpan limit)
    {
        List<byte> answer = [];
        byte* buffer = stackalloc byte[1024];
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < limit;)
        {
            Posix.PollEntry entry = new() { Descriptor = _process.StdoutDescriptor, Events = Posix.PollIn };
            if (Posix.Poll(&entry, 1, 100) <= 0)
            {
                if (ProcessTree.IsStopped(Pid))
                    return null;
                continue;
            }

            nint length = Posix.Read(_process.StdoutDescriptor, buffer, 1024);
            if (length <= 0)
                return null;
            answer.AddRange(new ReadOnlySpan<byte>(buffer, (int)length));
            if (answer[^1] == (byte)'\n')
                return Encoding.UTF8.GetString([.. answer]).TrimEnd('\n');
        }

        return null;
    }
}
