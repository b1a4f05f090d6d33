using System.Globalization;
using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Harness.Subjects.Metadata;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects;

/// <summary>Any executable charm, run as Juju runs it: a process per hook, with hook commands on its PATH that talk to the simulated Juju.</summary>
public sealed class ProcessCharm : ICharmSubject, IDisposable
{
    private readonly RunFolder _run;
    private readonly CharmLauncher _launcher;
    private int _units;

    private ProcessCharm(RunFolder run, CharmLauncher launcher, CharmMetadata metadata, CharmProfile profile, string origin)
    {
        _run = run;
        _launcher = launcher;
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

    /// <summary>How many hook commands the charm has run so far.</summary>
    public long HookCommandsRun => _launcher.CommandsRun;

    internal string PrivateFolder => _run.Path;

    /// <summary>Reads a charm and makes a private copy of it; the charm's own folder is never written to.</summary>
    /// <param name="folder">The charm's folder, or a packed charm (<c>.charm</c>).</param>
    /// <param name="options">How it is to be run; null for the defaults.</param>
    /// <exception cref="CharmProblem">It is no charm, or it cannot be run here.</exception>
    public static ProcessCharm Open(string folder, ProcessOptions? options = null)
    {
        options ??= new ProcessOptions();
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
            (CharmProfile profile, string origin) = CharmProfileFile.For(options.Profile, isFolder ? folder : stage, files.Metadata);
            string searchPath = options.SearchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
            CharmStage.AddDispatch(stage, folder, searchPath);
            if (EntryPoint.Obstacle(stage, folder, searchPath) is { } obstacle)
                throw CharmProblem.CannotRun(obstacle);

            string tools = Path.Combine(run.Path, "tools");
            profile = profile with { JujuVersion = options.JujuVersion ?? profile.JujuVersion };
            JujuVersion version = profile.JujuVersion ?? JujuVersion.Default;
            HookTools.Write(tools, HookCommandLine.Names.Where(version.HasCommand), searchPath);
            CharmLauncher launcher = new(run, stage, tools, searchPath)
            {
                TimeLimit = options.HookTimeLimit ?? profile.HookTimeLimit ?? ProcessOptions.DefaultHookTimeLimit,
                Variables = profile.Environment,
                Events = EventNames.With(profile.Events),
            };
            CharmMetadata metadata = (options.Endpoint ?? profile.Endpoint) is { } endpoint
                ? files.Metadata.SpeakingS3At(endpoint)
                : files.Metadata;
            return new ProcessCharm(run, launcher, metadata, profile, origin);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IUnitHost CreateUnit(UnitName unit)
    {
        string number = Interlocked.Increment(ref _units).ToString(CultureInfo.InvariantCulture);
        return new ProcessUnit(
            _launcher,
            Path.Combine(_run.Path, "units", number, $"unit-{unit.Application}-{unit.Number}"),
            "hook-" + number);
    }

    /// <summary>Ends what is left of the charm's processes and removes its copies.</summary>
    public void Dispose() => _run.Dispose();
}
