using System.Reflection;
using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// Runs hooks where they see little and reach nobody, by bubblewrap, or where that is not installed by unshare: a file system that is read-only but for
/// the unit's own folders, folders of its own for temporary files and in the place of homes, no network but a loopback of its own, no processes but its
/// own, and no capabilities. <c>docs/security.md</c> says what that protects.
/// </summary>
internal sealed class Isolation
{
    private const string Bubblewrap = "bwrap";
    private const string Unshare = "unshare";
    private const string Remedy = "(docs/security.md says what is needed; without isolation: leave out --isolate, and isolate: in the profile)";

    // Of the unit's own inside: what others left there is none of the charm's business, and sockets of the system's services lie there.
    private static readonly string[] s_hidden = ["/tmp", "/var/tmp", "/run", "/home", "/root", "/dev/shm"];

    // Root in there is root to the files of the kernel as well, whatever else was taken from it.
    private static readonly string[] s_kernel = ["/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs"];

    private readonly string _program;
    private readonly string? _script;
    private readonly string _top;
    private readonly string _run;
    private readonly string[] _hidden;
    private readonly string[] _read;

    private Isolation(string program, string? script, CharmLauncher launcher)
    {
        (_program, _script, _top) = (program, script, Path.Combine(launcher.Run.Path, "isolated"));
        _run = launcher.Run.Path;
        _hidden = [.. s_hidden.Where(Directory.Exists)];
        _read = [.. Needed(launcher).Where(IsHidden).Distinct(StringComparer.Ordinal).Where(path => FileNode.At(path, follow: true) is not null), launcher.Stage];
    }

    /// <summary>Finds out whether this system can isolate hooks.</summary>
    /// <param name="launcher">What runs the charm.</param>
    /// <exception cref="CharmProblem">It cannot, and why.</exception>
    public static Isolation Of(CharmLauncher launcher) =>
        Try(launcher, hasMounts: false, out string refusal) ?? throw CharmProblem.CannotRun($"hooks cannot be isolated here: {refusal} {Remedy}");

    /// <summary>Finds out the same; null if it cannot.</summary>
    /// <param name="launcher">What runs the charm.</param>
    /// <param name="hasMounts">Are folders to be seen where the system has none?</param>
    /// <param name="refusal">Why it cannot, for people.</param>
    public static Isolation? Try(CharmLauncher launcher, bool hasMounts, out string refusal)
    {
        Isolation? isolation = Programs.Find(Bubblewrap, launcher.SearchPath) is { } bubblewrap ? new Isolation(bubblewrap, null, launcher)
            : Programs.Find(Unshare, launcher.SearchPath) is { } unshare ? new Isolation(unshare, Script(launcher.Run.Path), launcher)
            : null;
        if (isolation is null)
        {
            refusal = $"there is neither {Bubblewrap} nor {Unshare} on the search path; install bubblewrap";
            return null;
        }

        Directory.CreateDirectory(isolation._top);
        refusal = isolation.Refusal(hasMounts ? [KeyValuePair.Create(launcher.Stage, "/charm/containers/none")] : []) ?? "";
        return refusal.Length == 0 ? isolation : null;
    }

    /// <summary>The words of the command that runs a program of a hook in isolation, the path of the command first.</summary>
    /// <param name="program">The program, with arguments.</param>
    /// <param name="view">What the unit sees.</param>
    public string[] Around(string[] program, UnitView view) => Around(program, view, view.Folder, [view.Tools], lasts: false);

    /// <summary>The words of the command that runs a program which hook after hook of a unit comes of.</summary>
    /// <param name="program">The program, with arguments.</param>
    /// <param name="view">What the unit sees.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="read">A folder that it reads.</param>
    public string[] AroundLasting(string[] program, UnitView view, string folder, string read) => Around(program, view, folder, [view.Tools, read], lasts: true);

    private string[] Around(string[] program, UnitView view, string folder, string[] tools, bool lasts) =>
        [.. view.Network?.Around ?? [], .. Around(program, folder, [.. _read, .. tools], view.Mounts, view.Kept, [view.Home, view.Pipes], view.Network is null, view.Network?.Hosts, lasts)];

    private string[] Around(
        string[] program, string folder, string[] read, IReadOnlyList<KeyValuePair<string, string>> mounts, string kept, string[] own, bool alone = true, string? hosts = null,
        bool lasts = false)
    {
        string[] places = [.. _hidden.Select(path => Path.Combine(kept, path[1..].Replace('/', '-')))];
        foreach (string place in places)
            Directory.CreateDirectory(place);

        // Who starts what lasts may be a thread that ends before.
        return _script is null
            ?
            [
                _program, .. lasts ? Array.Empty<string>() : ["--die-with-parent"], "--unshare-pid", .. alone ? ["--unshare-net"] : Array.Empty<string>(), "--unshare-ipc", "--cap-drop", "ALL",
                .. mounts.Count == 0 ? ["--ro-bind", "/", "/"] : Root(), "--dev", "/dev", "--proc", "/proc",
                .. s_kernel.SelectMany(path => new[] { "--ro-bind-try", path, path }),
                .. _hidden.SelectMany((path, i) => new[] { "--bind", places[i], path }),
                "--tmpfs", _run,
                .. read.SelectMany(path => new[] { "--ro-bind", path, path }),
                .. own.SelectMany(path => new[] { "--bind", path, path }),
                .. mounts.SelectMany(mount => new[] { "--ro-bind", mount.Key, mount.Value }),
                .. hosts is null ? Array.Empty<string>() : ["--ro-bind", hosts, IsolatedNetwork.SeenHosts],
                .. mounts.Count == 0 ? Array.Empty<string>() : ["--remount-ro", "/"],
                "--chdir", folder, "--", .. program,
            ]
            :
            [
                _program, "--user", "--map-root-user", "--mount", .. alone ? ["--net"] : Array.Empty<string>(), "--pid", "--ipc", "--fork", "--kill-child", "--", "/bin/sh", _script, _top,
                .. mounts.SelectMany(mount => new[] { "mount", mount.Key, mount.Value }),
                .. _hidden.SelectMany((path, i) => new[] { "kept", places[i], path }),
                "hide", _run,
                .. read.SelectMany(path => new[] { "read", path }),
                .. own.SelectMany(path => new[] { "write", path }),
                .. s_kernel.Where(Path.Exists).SelectMany(path => new[] { "over", _top + "/root" + path, path }),
                .. hosts is null ? Array.Empty<string>() : ["over", hosts, IsolatedNetwork.SeenHosts],
                "in", folder, .. program,
            ];
    }

    // In a root of our own, which holds all that the system's holds, there is room for further folders.
    private static IEnumerable<string> Root()
    {
        foreach (string path in Directory.EnumerateFileSystemEntries("/").Order(StringComparer.Ordinal))
        {
            if (path is "/charm" or "/dev" or "/proc")
                continue;
            string[] words = FileNode.At(path, follow: false) switch
            {
                { Kind: FileNodeKind.Link } => ["--symlink", new FileInfo(path).LinkTarget!, path],
                { Kind: FileNodeKind.Folder or FileNodeKind.File } => ["--ro-bind", path, path],
                _ => [],
            };
            foreach (string word in words)
                yield return word;
        }
    }

    private static string Script(string folder)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("S3Contract.Harness.isolate.sh")
            ?? throw new InvalidOperationException("the script that isolates is not in the assembly");
        using StreamReader reader = new(stream);
        string path = Path.Combine(folder, "isolate.sh");
        File.WriteAllText(path, reader.ReadToEnd());
        return path;
    }

    // What the charm is run by, if it lies in somebody's home: programs, folders that the profile names, and what links of the charm lead to.
    private static IEnumerable<string> Needed(CharmLauncher launcher)
    {
        IEnumerable<string> named = launcher.Variables.Values.Append(launcher.SearchPath).SelectMany(value => value.Split(':')).Select(Whole);
        using HeldFolder? stage = HeldFolder.Reach(launcher.Stage);
        List<string> linked = [];
        foreach (FoundFile found in stage is null ? [] : FolderWalk.Files(stage))
        {
            if (found.Node.Kind != FileNodeKind.Link)
                continue;
            int slash = found.File.LastIndexOf('/');
            using HeldFolder? folder = stage!.Below(found.File[..(slash + 1)]);
            string target = RawName.Shown(folder?.Target(found.File[(slash + 1)..]) ?? "");
            string? parent = Path.GetDirectoryName(target);

            // An interpreter brings its library beside the folder of its programs.
            linked.Add(parent?.EndsWith("/bin", StringComparison.Ordinal) == true ? Path.GetDirectoryName(parent)! : target);
        }

        return named.Concat(linked).Where(path => path.StartsWith('/'));
    }

    // The programs of a virtual environment and the shims of a version manager (pyenv) lead to what stands beside their folder.
    private static string Whole(string folder) => Path.GetDirectoryName(folder) is { } parent
        && (File.Exists(Path.Combine(parent, "pyvenv.cfg")) || (folder.EndsWith("/shims", StringComparison.Ordinal) && Directory.Exists(Path.Combine(parent, "versions"))))
        ? parent : folder;

    private static bool IsHidden(string path) => Array.Exists(s_hidden, hidden => path.StartsWith(hidden + "/", StringComparison.Ordinal));

    // What keeps the system from isolating anything, in its own words; null if nothing does.
    private string? Refusal(IReadOnlyList<KeyValuePair<string, string>> mounts)
    {
        string path = "PATH=" + (Environment.GetEnvironmentVariable("PATH") ?? Programs.DefaultSearchPath);
        using ChildProcess? child = ChildProcess.Start(_program, Around(["/bin/sh", "-c", ":"], "/", _read, mounts, Path.Combine(_run, "nobody"), []), [path], "/", out _);
        if (child is null)
            return $"{_program} cannot be started";
        if (!child.EndsWithin(TimeSpan.FromSeconds(10)))
            return $"{_program} does not come to an end";
        if (child.Reap() is (0, 0))
            return null;
        string said = Encoding.UTF8.GetString(PlainFile.Read(child.StderrDescriptor, 10_000) ?? []).Trim();
        return said.Length > 0 ? said.Split('\n')[0] : $"{_program} fails";
    }
}
