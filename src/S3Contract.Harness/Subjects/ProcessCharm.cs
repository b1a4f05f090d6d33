using System.Globalization;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Servers;
using S3Contract.Harness.Subjects.Containers;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Subjects.Warm;
using S3Contract.Harness.Subjects.Workers;

namespace S3Contract.Harness.Subjects;

/// <summary>Any executable charm, run as Juju runs it: a process per hook, with hook commands on its PATH that talk to the simulated Juju; or, where that
/// is asked for, in a way that is faster and looks the same to the charm.</summary>
public sealed class ProcessCharm : ICharmSubject, IDisposable
{
    private readonly RunFolder _run;
    private readonly CharmLauncher _launcher;
    private readonly ProcessOptions _options;
    private readonly WarmStart? _warm;
    private readonly WorkerStart? _worker;
    private readonly bool _isWorkerAlone;
    private readonly ColdCharm _cold;
    private readonly Dictionary<string, ProcessCharm> _revisions = new(StringComparer.Ordinal);

    // Over all charms: a unit that is refreshed moves into the run folder of another.
    private static int s_units;

    private ProcessCharm(
        RunFolder run, CharmLauncher launcher, ProcessOptions options, CharmMetadata metadata, CharmProfile profile, string origin)
    {
        _run = run;
        _launcher = launcher;
        _options = options;
        _warm = launcher.Starter as WarmStart;
        _worker = launcher.Starter as WorkerStart;
        _isWorkerAlone = _worker is not null && EntryPoint.Obstacle(launcher.Stage, "", launcher.SearchPath) is not null;
        _cold = new ColdCharm(this);
        Metadata = metadata;
        Profile = profile;
        ProfileOrigin = origin;
    }

    /// <inheritdoc/>
    public CharmMetadata Metadata { get; }

    /// <summary>How a scenario's intentions are carried out on this charm.</summary>
    public CharmProfile Profile { get; }

    /// <summary>Where the profile comes from, for people: <c>profile ./charm/s3contract.yaml</c>.</summary>
    public string ProfileOrigin { get; }

    /// <inheritdoc/>
    public string Host => "process";

    /// <inheritdoc/>
    ICharmSubject ICharmSubject.Cold => !_isWorkerAlone && (IsElsewise || _revisions.Values.Any(revision => revision.IsElsewise)) ? _cold : this;

    /// <inheritdoc/>
    string ICharmSubject.Elsewise => _worker is null ? "warm" : "by the worker";

    /// <inheritdoc/>
    bool ICharmSubject.FindsNames => _launcher.Isolation is not null;

    /// <inheritdoc/>
    string? ICharmSubject.HookStarts => _warm switch
    {
        null when _worker is not null && _launcher.Isolation is not null => "hooks start cold, a process for each: they are isolated, and a worker is not",
        null when _worker is { HasWorked: true } => "hooks are done by the charm's worker, one after the other; " + (_isWorkerAlone
            ? "the charm has no dispatch, so nothing that went wrong was seen as Juju would start it"
            : "what went wrong ran cold as well, and counts as it went then"),
        null => null,
        { IsPython: false } when _options.Transport is not Transport.Warm => null,
        { Obstacle: { } obstacle } => $"hooks start cold, a process for each: {obstacle}",
        { HasForked: true } => $"hooks start warm, forked from {(_launcher.Isolation is null ? "one Python" : "one Python for each isolated unit")} that has loaded what the charm imports; what went wrong ran cold as well, and counts as it went then",
        _ => null,
    };

    /// <inheritdoc/>
    string? ICharmSubject.Hangs => _launcher.Patience.GivenUp;

    internal string PrivateFolder => _run.Path;

    // Has any hook been started otherwise than Juju does?
    private bool IsElsewise => _warm is { HasForked: true } || _worker is { HasWorked: true };

    /// <summary>Reads a charm and makes a private copy of it; the charm's own folder is never written to.</summary>
    /// <param name="folder">The charm's folder, or a packed charm (<c>.charm</c>).</param>
    /// <param name="options">How it is to be run; null for the defaults.</param>
    /// <exception cref="CharmProblem">It is no charm, or it cannot be run here.</exception>
    public static ProcessCharm Open(string folder, ProcessOptions? options = null) => Open(folder, options ?? new ProcessOptions(), null);

    private static ProcessCharm Open(string folder, ProcessOptions options, ProcessCharm? before)
    {
        if (!OperatingSystem.IsLinux())
            throw CharmProblem.CannotRun("charms are run as processes on Linux only");
        if (!Directory.Exists(folder) && !File.Exists(folder))
            throw CharmProblem.Wrong($"{folder}: there is no such folder or file (expected a charm's folder or a .charm file)");

        // A folder that is no charm is refused before anything is copied: it may be a whole home folder.
        bool isFolder = Directory.Exists(folder);
        if (isFolder)
            CharmFiles.Read(folder, folder);

        RunFolder run = RunFolder.Create();
        try
        {
            string stage = Path.Combine(run.Path, "charm");
            CharmStage.Fill(folder, stage);
            CharmFiles files = CharmFiles.Read(stage, folder);
            CharmStage.Complete(stage, files);
            (CharmProfile profile, string origin) = before is null
                ? CharmProfileFile.For(options.Profile, isFolder ? folder : stage, files.Metadata, options.ProfileCheck)
                : (before.Profile, before.ProfileOrigin);
            string searchPath = options.SearchPath ?? Environment.GetEnvironmentVariable("PATH") ?? Programs.DefaultSearchPath;
            CharmStage.AddDispatch(stage, folder, searchPath);
            Transport transport = options.Transport is Transport.Auto ? profile.Transport ?? Transport.Auto : options.Transport;

            // Another revision may be one of before it had a worker.
            if (transport is Transport.Worker && before is not null && !WorkerProgram.IsIn(stage))
                transport = Transport.Cold;
            string? obstacle = transport is Transport.Worker ? WorkerProgram.Obstacle(stage, folder, searchPath) : EntryPoint.Obstacle(stage, folder, searchPath);
            if (obstacle is not null)
            {
                throw CharmProblem.CannotRun(transport is not Transport.Worker && WorkerProgram.IsIn(stage)
                    ? obstacle + "; its worker is asked for by --transport worker, or transport: worker in its profile (docs/worker.md)" : obstacle);
            }

            profile = profile with { JujuVersion = options.JujuVersion ?? profile.JujuVersion };
            CharmLauncher launcher = new(run, stage, searchPath)
            {
                TimeLimit = options.HookTimeLimit ?? profile.HookTimeLimit ?? ProcessOptions.DefaultHookTimeLimit,
                Variables = profile.Environment,
                Events = EventNames.With(profile.Events),
                Starter = transport switch
                {
                    Transport.Cold => ColdStart.Only,
                    Transport.Worker => new WorkerStart(run, stage),
                    _ => new WarmStart(run, stage),
                },
            };
            if (options.Isolate || profile.Isolate)
                launcher.Isolation = Isolation.Of(launcher);

            CharmMetadata metadata = WithContainers(files.Metadata, launcher, profile);
            if (transport is Transport.Worker && launcher.Isolation is not null && EntryPoint.Obstacle(stage, folder, searchPath) is not null)
                throw CharmProblem.CannotRun($"{folder}: hooks are isolated, and a worker cannot be (docs/worker.md): the charm needs a dispatch as well");
            if ((options.Endpoint ?? profile.Endpoint) is { } endpoint)
                metadata = metadata.SpeakingS3At(endpoint);
            return new ProcessCharm(run, launcher, options, metadata, profile, origin);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    // A charm's Pebbles have paths that only mounts of its own can give them.
    private static CharmMetadata WithContainers(CharmMetadata metadata, CharmLauncher launcher, CharmProfile profile)
    {
        if (metadata.Containers.Count == 0)
            return metadata;
        if (PebbleHost.Obstacle(launcher.Run.Pipes, metadata.Containers) is { } obstacle)
            return metadata with { NoPebble = obstacle };
        if (Isolation.Try(launcher, hasMounts: true, out string refusal) is not { } isolation)
            return metadata with { NoPebble = "hooks cannot have mounts of their own here: " + refusal };
        if (HttpServers.Pebble(out string reason) is not { } server)
            return metadata with { NoPebble = reason };
        launcher.Isolation = isolation;
        launcher.Pebble = new PebbleHost(server, metadata.Containers, profile.Commands);
        return metadata with { HasPebble = true };
    }

    /// <inheritdoc/>
    IUnitHost ICharmSubject.CreateUnit(UnitName unit) => CreateUnit(unit, isCold: false);

    internal IUnitHost CreateUnit(UnitName unit, bool isCold)
    {
        int unitNumber = Interlocked.Increment(ref s_units);
        string number = unitNumber.ToString(CultureInfo.InvariantCulture);
        return new ProcessUnit(
            _launcher,
            Path.Combine(_run.Path, "units", number, $"unit-{unit.Application}-{unit.Number}"),
            "hook-" + number,
            unitNumber,
            isCold);
    }

    /// <summary>The unit with another revision of its charm, in the folder that it has.</summary>
    IUnitHost ICharmSubject.Refresh(UnitName unit, IUnitHost before) => Refresh(unit, before, isCold: false);

    internal IUnitHost Refresh(UnitName unit, IUnitHost before, bool isCold)
    {
        if (before is not ProcessUnit place)
        {
            before.Dispose();
            return CreateUnit(unit, isCold);
        }

        place.Refresh(_launcher);
        return place;
    }

    /// <summary>Another revision, opened once, with the profile that the scenarios began with.</summary>
    ICharmSubject ICharmSubject.Revision(string folder) => RevisionIn(folder);

    internal ProcessCharm RevisionIn(string folder)
    {
        lock (_revisions)
        {
            if (!_revisions.TryGetValue(folder, out ProcessCharm? revision))
                _revisions[folder] = revision = Open(folder, _options, this);
            return revision;
        }
    }

    /// <summary>Ends what is left of the charm's processes and removes its copies.</summary>
    public void Dispose()
    {
        foreach (ProcessCharm revision in _revisions.Values)
            revision.Dispose();
        _warm?.Dispose();
        _worker?.Dispose();
        _run.Dispose();
    }
}
