using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>Starts the hooks of a charm that is written in Python by forking one that has loaded what the charm imports. The first hooks are
/// started as ever: they show how the charm's program starts Python. Whatever stands in the way of forking, the hook is started as ever.</summary>
internal sealed class WarmStart(RunFolder run, string stage) : IHookStarter, IDisposable
{
    // A server that a charm has killed is started again, but not for ever.
    private const int MostServers = 3;
    private const int LargestProgram = 1 << 20;
    private const string DoesNotStart = "the Python that is to fork for each hook does not start, or ends again and again";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PythonStart?> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly List<ForkServer> _servers = [];
    private readonly Dictionary<UnitView, (ForkServer? Server, PythonStart Python)> _apart = [];
    private ForkServer? _server;
    private PythonStart? _served;
    private string? _obstacle;
    private string? _unlike;
    private int _failed;

    /// <summary>Has a hook been forked?</summary>
    public bool HasForked { get; private set; }

    /// <summary>Is the charm written in Python, or a part of it?</summary>
    public bool IsPython { get; private set; }

    /// <summary>Why hooks are not forked, for people; null if they are, or if nothing is known yet.</summary>
    public string? Obstacle
    {
        get
        {
            lock (_lock)
                return _obstacle ?? (HasForked ? null : _unlike);
        }
    }

    public HookProcess? Start(HookLaunch start, out int error)
    {
        if (PythonFor(start) is { } python && ServerFor(python, start) is { } server
            && ForkedHook.Start(server, python, start, modules => Learn(server, modules)) is { } hook)
        {
            HasForked = true;
            error = 0;
            return hook;
        }

        return ColdStart.Only.Start(start, out error);
    }

    public void Asked(HookProcess process, HookLaunch start)
    {
        string name = start.Program[(start.Folder.Length + 1)..];
        lock (_lock)
        {
            if (process is ForkedHook || _obstacle is not null || _seen.ContainsKey(name))
                return;

            ProcessImage? image = ProcessImage.FindPython(process.Pid);
            IsPython |= image is not null;
            string? why = image is null ? "it is no Python program"
                : !PlainProgram.Is(Encoding.UTF8.GetString(PlainFile.Start(start.Program, LargestProgram))) ? "it does more than start Python" : null;
            PythonStart? python = why is null ? PythonStart.Of(image!, start, out why) : null;
            _seen[name] = python;

            // One program for all hooks, or one for each: those that are Python are forked.
            if (python is null)
                _unlike ??= $"{name}: {why}";
        }
    }

    public void Leave(UnitView view)
    {
        ForkServer? left;
        lock (_lock)
            left = _apart.Remove(view, out (ForkServer? Server, PythonStart Python) own) ? own.Server : null;
        left?.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach ((ForkServer? server, _) in _apart.Values)
                server?.Dispose();
            _apart.Clear();
            _servers.ForEach(server => server.Dispose());
            _servers.Clear();
            _server = null;
        }
    }

    private PythonStart? PythonFor(HookLaunch start)
    {
        string name = start.Program[(start.Folder.Length + 1)..];
        PythonStart? python;
        lock (_lock)
        {
            if (_obstacle is not null || !_seen.TryGetValue(name, out python) || python is null)
                return null;
        }

        // What the charm has made of itself since is no more what was seen.
        return IsSame(start.Program, Path.Combine(stage, name)) && FileNode.At(Path.Combine(start.Folder, python.ScriptIn(start.Folder))) is { Kind: FileNodeKind.File } ? python : null;
    }

    private static bool IsSame(string file, string staged) =>
        FileNode.At(file) is { Kind: FileNodeKind.File, Length: <= LargestProgram } own
        && FileNode.At(staged) is { Kind: FileNodeKind.File } known
        && own.Length == known.Length
        && PlainFile.Start(file, (int)own.Length).AsSpan().SequenceEqual(PlainFile.Start(staged, (int)own.Length));

    private ForkServer? ServerFor(PythonStart python, HookLaunch start) => start.View is { } view ? ApartFor(python, start, view) : SharedFor(python, start);

    private ForkServer? SharedFor(PythonStart python, HookLaunch start)
    {
        lock (_lock)
        {
            if (_server is { IsLost: false } && python.StartsAs(_served!))
                return _server;
            if (_obstacle is not null)
                return null;

            // One that is not asked any more may still have hooks that run.
            _server = _servers.Count < MostServers ? ForkServer.Start(run, stage, python, start) : null;
            _served = python;
            if (_server is null)
            {
                _obstacle = DoesNotStart;
                return null;
            }

            _servers.Add(_server);
            _obstacle = _server.Load(_modules);
            return _obstacle is null ? _server : null;
        }
    }

    // An isolated unit has one of its own. If that is lost, its hooks start as ever.
    private ForkServer? ApartFor(PythonStart python, HookLaunch start, UnitView view)
    {
        string[] modules;
        lock (_lock)
        {
            if (_obstacle is not null)
                return null;
            if (_apart.TryGetValue(view, out (ForkServer? Server, PythonStart Python) known))
                return known.Server is { IsLost: false } && python.StartsAs(known.Python) ? known.Server : null;
            modules = [.. _modules];
        }

        ForkServer? server = ForkServer.Start(run, stage, python, start);
        string? why = server is null ? null : Load(server, modules);
        lock (_lock)
        {
            _apart[view] = (server, python);
            _failed = server is null ? _failed + 1 : 0;
            _obstacle ??= why ?? (_failed < MostServers ? null : DoesNotStart);
            return _obstacle is null ? server : null;
        }
    }

    private void Learn(ForkServer server, IEnumerable<string> modules)
    {
        string[] told = [.. modules];
        lock (_lock)
        {
            string[] added = [.. told.Where(_modules.Add)];
            if (!server.IsApart)
            {
                if (_server is { IsLost: false } && added.Length > 0)
                    _obstacle ??= _server.Load(added);
                return;
            }
        }

        if (!server.IsLost && Load(server, told) is { } why)
        {
            lock (_lock)
                _obstacle ??= why;
        }
    }

    // What one has loaded, another can load: it is tried once.
    private string? Load(ForkServer server, string[] modules)
    {
        bool isTried;
        lock (_lock)
            isTried = _loaded.IsSupersetOf(modules);
        string? why = server.Load(modules, isTried);
        lock (_lock)
        {
            if (why is null)
                _loaded.UnionWith(modules);
        }

        return why;
    }
}
