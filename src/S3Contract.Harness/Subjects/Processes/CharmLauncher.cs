using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Containers;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>What all units of a charm share: the staged copy, the hook commands, the limits.</summary>
internal sealed class CharmLauncher(RunFolder run, string stage, string searchPath)
{
    private readonly Dictionary<JujuVersion, string> _tools = [];

    public RunFolder Run { get; } = run;

    public string Stage { get; } = stage;

    public string SearchPath { get; } = searchPath;

    public TimeSpan TimeLimit { get; init; }

    /// <summary>Starts the processes of hooks, unless a unit's are to be started as Juju does.</summary>
    public IHookStarter Starter { get; init; } = ColdStart.Only;

    /// <summary>How hooks are kept apart from everything else; null if they are not.</summary>
    public Isolation? Isolation { get; set; }

    /// <summary>What Pebble of workload containers needs; null if none is up.</summary>
    public PebbleHost? Pebble { get; set; }

    /// <summary>How often hooks of the charm have hung.</summary>
    public HookPatience Patience { get; } = new();

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The names under which the charm logs its events.</summary>
    public EventNames Events { get; init; } = EventNames.Known;

    /// <summary>The folder with the hook commands that there are in a Juju.</summary>
    public string ToolsOf(JujuVersion version)
    {
        lock (_tools)
        {
            if (!_tools.TryGetValue(version, out string? folder))
            {
                folder = Path.Combine(Run.Path, "tools-" + version.Name);
                HookTools.Write(folder, HookCommandLine.Names.Where(version.HasCommand), SearchPath);
                _tools[version] = folder;
            }

            return folder;
        }
    }

    /// <summary>The environment of a hook: exactly what Juju sets, and what the profile adds.</summary>
    public List<string> EnvironmentOf(HookVariables juju, string charmFolder, string address)
    {
        List<string> variables =
        [
            $"PATH={ToolsOf(juju.Juju)}:{SearchPath}",
            $"CHARM_DIR={charmFolder}",
            $"JUJU_CHARM_DIR={charmFolder}",
            $"JUJU_AGENT_SOCKET_ADDRESS={address}",
        ];
        foreach ((string name, string value) in juju.Variables())
            variables.Add($"{name}={value}");
        foreach ((string name, string value) in Variables)
            variables.Add($"{name}={value}");

        return variables;
    }
}
