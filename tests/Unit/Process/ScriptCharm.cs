using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A charm whose dispatch is a few lines of shell, deployed in a simulated Juju.</summary>
internal sealed class ScriptCharm : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("script-charm-").FullName;

    /// <summary>Makes a charm that runs <paramref name="install"/> in its first hook and <paramref name="later"/> in the others.</summary>
    public ScriptCharm(string install, string later = ":", TimeSpan? limit = null, string interpreter = "/bin/sh", string? profile = null,
        string metadata = "", Transport transport = Transport.Cold, string? searchPath = null)
    {
        File.WriteAllText(Path.Combine(_folder, "metadata.yaml"), "name: script\nprovides:\n  s3: {interface: s3}\npeers:\n  peers: {interface: p}\n" + metadata);
        File.WriteAllText(Path.Combine(_folder, "config.yaml"), "options:\n  text: {type: string, default: \"it's\"}\n  count: {type: int, default: 3}\n");
        File.WriteAllText(Path.Combine(_folder, "actions.yaml"), "go: {}\n");
        if (profile is not null)
            File.WriteAllText(Path.Combine(_folder, "s3contract.yaml"), profile);
        string dispatch = Path.Combine(_folder, "dispatch");
        File.WriteAllText(dispatch, $"#!{interpreter}\nif [ \"$JUJU_HOOK_NAME\" = install ]; then\n{install}\nelse\n{later}\nfi\n");
        File.SetUnixFileMode(dispatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            Charm = ProcessCharm.Open(_folder, ExampleCharms.Options with { HookTimeLimit = limit ?? TimeSpan.FromSeconds(60), Transport = transport, SearchPath = searchPath ?? ExampleCharms.Options.SearchPath });
        }
        catch
        {
            Directory.Delete(_folder, recursive: true);
            throw;
        }

        Juju = new Simulation(new SimulationOptions { Retries = 0, Juju = Charm.Profile.JujuVersion ?? JujuVersion.Default });
        Juju.Deploy("script", Charm);
    }

    public static UnitName Unit => new("script", 0);

    public ProcessCharm Charm { get; }

    public Simulation Juju { get; }

    /// <summary>How the hooks were started, for people.</summary>
    public string? HookStarts => ((ICharmSubject)Charm).HookStarts;

    public string Folder => _folder;

    /// <summary>Runs the unit's next hook.</summary>
    public HookStep Next(CancellationToken cancellation = default) => Juju.RunNext(Unit, cancellation)!;

    /// <summary>What the first hook of a charm prints that runs these lines in it.</summary>
    public static HookStep Run(string lines, string? profile = null)
    {
        using ScriptCharm charm = new(lines, profile: profile);
        return charm.Next();
    }

    public void Dispose()
    {
        Juju.Dispose();
        Charm.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
