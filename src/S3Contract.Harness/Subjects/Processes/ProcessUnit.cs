using System.Globalization;
using S3Contract.Harness.Files;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Containers;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>One unit of a charm that is a process: its folder, and the running of its hooks.</summary>
internal sealed class ProcessUnit : IUnitHost
{
    private readonly RunFolder _run;
    private readonly string _home;
    private readonly string _pipes;
    private readonly bool _isCold;
    private readonly ulong _mark;
    private readonly UnitVolume _volume = new();
    private CharmLauncher _launcher;
    private UnitFolder? _folder;
    private ContainerSockets? _containers;
    private IsolatedNetwork? _network;
    private IDisposable? _listening;
    private UnitView? _view;
    private bool _isRefreshed;
    private int _hooks;

    /// <summary>Makes the host of a unit.</summary>
    /// <param name="launcher">What runs the charm.</param>
    /// <param name="home">The folder for what belongs to the unit, below the run folder.</param>
    /// <param name="pipes">What the folders of its hooks' pipes are called.</param>
    /// <param name="number">The unit's number among all of this process.</param>
    /// <param name="isCold">Are its hooks started as Juju does, whatever else there is?</param>
    public ProcessUnit(CharmLauncher launcher, string home, string pipes, int number, bool isCold) =>
        (_launcher, _run, _home, _pipes, _mark, _isCold) = (launcher, launcher.Run, home, pipes, ProcessMark.Of(number), isCold);

    public HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return RunCharm(transaction, keepLocalState, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (MachineProblem.Is(failure))
                throw new MachineProblem($"{transaction.Hook.Name} on {transaction.Unit} could not be run: {MachineProblem.Why(failure)}", failure);

            // Where our own folders are sound, it is what the charm did to its own, and so a failure of its hook.
            _launcher.Run.RequireRoom($"{transaction.Hook.Name} on {transaction.Unit} could not be run");
            return new HookExit(HookExitKind.Error, $"the unit's folder cannot be used as the charm left it: {failure.Message.Replace(_home + "/", "", StringComparison.Ordinal)}");
        }
    }

    /// <summary>From the next hook on, the files of another revision take the place of the charm's; what the charm keeps beside them stays.</summary>
    public void Refresh(CharmLauncher launcher)
    {
        See(null);
        _launcher = launcher;
        _isRefreshed = true;
        _containers?.Dispose();
        _containers = null;
    }

    private HookExit RunCharm(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
    {
        // A charm may have removed its own folder, or those above it, or put something else there.
        using HeldFolder home = Home();
        if (_folder is not { IsThere: true })
            _folder = UnitFolder.Create(_launcher.Stage, Path.Combine(_home, "charm"));
        else if (_isRefreshed)
            _folder = _folder.Refreshed(_launcher.Stage);
        _isRefreshed = false;
        transaction.KeepStorageIn(Path.Combine(_home, "storage"));
        foreach (string storage in transaction.Storage)
        {
            using HeldFolder place = home.MadeBelow("storage/" + storage);
        }

        IHookStarter starter = _isCold || (_launcher.Isolation is not null && !_launcher.Starter.Isolates) ? ColdStart.Only : _launcher.Starter;
        string? program = starter.Find(_folder.Path, transaction.Hook);
        if (program is null)
        {
            return transaction.Hook.Kind == HookKind.Action
                ? new HookExit(HookExitKind.Missing, $"action not implemented on unit \"{transaction.Unit}\"")
                : new HookExit(HookExitKind.Missing);
        }

        if (!_launcher.Patience.Allows(transaction.Hook.Name))
            return new HookExit(HookExitKind.TimedOut, $"not run again: {_launcher.Patience.GivenUp}");

        HookExit exit = default;
        bool isKept = false;
        try
        {
            string pipes = Pipes(), hooks = (++_hooks).ToString(CultureInfo.InvariantCulture);
            if (_launcher.Pebble is { } pebble)
                _containers ??= new ContainerSockets(pebble, Path.Combine(_launcher.Run.Pipes, $"c{_pipes["hook-".Length..]}-{hooks}"));
            _containers?.Begin(transaction);
            IsolatedNetwork? network = Network(transaction);
            See(_launcher.Isolation is not { } isolation ? null : new UnitView(
                isolation, _home, _folder.Path, pipes, Path.Combine(Path.GetDirectoryName(_home)!, "kept"), _launcher.ToolsOf(transaction.Environment.Juju), _containers, network));
            exit = new HookRun(_launcher, starter, _folder.Path, Path.Combine(pipes, hooks), transaction, program, _mark, _volume)
            {
                IsThrownAway = !keepLocalState,
                View = _view,

                // What a requirer is refused may as well be the storage that it was told of.
                MissesWorkload = _containers is not null && network is null && transaction.Metadata.S3Endpoints(EndpointRole.Provider).Any(),
            }.Run(cancellation);
            _launcher.Patience.Ended(transaction.Hook.Name, exit.Kind == HookExitKind.TimedOut ? exit.Failure : null);
            if (exit.Kind is HookExitKind.Error or HookExitKind.TimedOut)
                _launcher.Run.RequireRoom($"{transaction.Hook.Name} on {transaction.Unit} failed ({exit.Failure})");
            else if (!_folder.IsThere)
                exit = exit with { Kind = HookExitKind.Error, Failure = "the charm removed its own folder (CHARM_DIR)" };
            if (keepLocalState && exit.Kind == HookExitKind.Success)
            {
                _folder.Keep();
                isKept = true;
            }
        }
        catch (FolderTooLargeException tooLarge)
        {
            exit = exit with { Kind = HookExitKind.Error, Failure = $"the unit's folder cannot be kept: {tooLarge.Message}" };
        }
        finally
        {
            _containers?.End();
            if (!isKept)
                _folder.BringBack();
        }

        return exit;
    }

    // The folder for the pipes of the unit's hooks. Memory may have filled up meanwhile.
    private string Pipes()
    {
        string place = _launcher.Run.PipesNow();
        using HeldFolder run = HeldFolder.Reach(place) ?? throw OpenFiles.Unreachable();
        using HeldFolder made = run.MadeFolder(_pipes, 0x1C0, makeWay: false);
        return Path.Combine(place, _pipes);
    }

    // What comes of a process that sees something else is of no use any more.
    private void See(UnitView? view)
    {
        if (_view is not null && !_view.Equals(view))
            _launcher.Starter.Leave(_view);
        _view = view;
    }

    // Beside what is the charm's, where no charm writes; it goes with the unit.
    private string Hosts => Path.Combine(Path.GetDirectoryName(_home)!, "hosts");

    // An isolated charm reaches the S3 of the run in a network that it has for itself.
    private IsolatedNetwork? Network(HookTransaction transaction)
    {
        if (_launcher.Isolation is null || transaction.Listener is not { } listener)
            return null;
        if (_network is null)
        {
            _network = IsolatedNetwork.Make(_launcher.SearchPath, _run.Path, listener.Port);
            _listening = listener.Adopt(_network.Descriptor);
        }

        _network.Know(transaction.Buckets, Hosts);
        return _network;
    }

    // The unit's folders lie in the run folder in which it was made, also after a refresh from another.
    private HeldFolder Home()
    {
        using HeldFolder run = HeldFolder.Reach(_run.Path) ?? throw OpenFiles.Unreachable();
        return run.MadeBelow(RawName.FromText(Path.GetRelativePath(_run.Path, _home)));
    }

    public void Dispose()
    {
        See(null);
        _containers?.Dispose();
        _containers = null;
        _listening?.Dispose();
        _network?.Dispose();
        (_listening, _network) = (null, null);
        if (_folder is not null)
            RunFolder.Remove(Path.GetDirectoryName(_home)!, _mark.ToString(CultureInfo.InvariantCulture));
        _folder = null;
    }
}
