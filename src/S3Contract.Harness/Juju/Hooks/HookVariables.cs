using System.Globalization;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>What Juju tells a charm through environment variables (§1.2, §1.3), apart from the paths, which only the host knows.</summary>
internal sealed record HookVariables
{
    private const string ApiAddresses = "127.0.0.1:17070";

    /// <summary>The context id (<c>JUJU_CONTEXT_ID</c>): new for every run, also for a retry.</summary>
    public required string ContextId { get; init; }

    /// <summary>The unit.</summary>
    public required UnitName Unit { get; init; }

    /// <summary>The hook or action.</summary>
    public required Hook Hook { get; init; }

    /// <summary>The name of the model.</summary>
    public required string ModelName { get; init; }

    /// <summary>The UUID of the model.</summary>
    public required string ModelUuid { get; init; }

    /// <summary>The Juju that runs the hook.</summary>
    public required JujuVersion Juju { get; init; }

    /// <summary>The machine of the unit; empty for a Kubernetes charm.</summary>
    public required string MachineId { get; init; }

    /// <summary>The number of the action; null in a hook.</summary>
    public int? ActionId { get; init; }

    /// <summary>Where the storage of a storage hook is; null in any other hook.</summary>
    public string? StorageLocation { get; init; }

    /// <summary><c>hooks/NAME</c> or <c>actions/NAME</c> (<c>JUJU_DISPATCH_PATH</c>).</summary>
    public string DispatchPath => (Hook.Kind == HookKind.Action ? "actions/" : "hooks/") + Hook.Name;

    /// <summary>The variables in a fixed order: all but <c>PATH</c>, <c>CHARM_DIR</c>, <c>JUJU_CHARM_DIR</c> and
    /// <c>JUJU_AGENT_SOCKET_ADDRESS</c>, which are paths of the host. A variable with an empty value is to be set and empty; one that is
    /// not in the list is to be unset.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables()
    {
        bool action = Hook.Kind == HookKind.Action;
        var variables = new List<KeyValuePair<string, string>>(32)
        {
            new("JUJU_CONTEXT_ID", ContextId),
            new("JUJU_AGENT_SOCKET_NETWORK", "unix"),
            new("JUJU_HOOK_NAME", action ? "" : Hook.Name),
            new("JUJU_DISPATCH_PATH", DispatchPath),
            new("JUJU_UNIT_NAME", Unit.ToString()),
            new("JUJU_MODEL_NAME", ModelName),
            new("JUJU_MODEL_UUID", ModelUuid),
            new("JUJU_API_ADDRESSES", ApiAddresses),
            new("JUJU_VERSION", Juju.Text),
            new("JUJU_MACHINE_ID", MachineId),
            new("JUJU_PRINCIPAL_UNIT", ""),
            new("JUJU_AVAILABILITY_ZONE", ""),
            new("CLOUD_API_VERSION", ""),
            new("JUJU_CHARM_HTTP_PROXY", ""),
            new("JUJU_CHARM_HTTPS_PROXY", ""),
            new("JUJU_CHARM_FTP_PROXY", ""),
            new("JUJU_CHARM_NO_PROXY", ""),
            new("LANG", "C.UTF-8"),
            new("DEBIAN_FRONTEND", "noninteractive"),
            new("APT_LISTCHANGES_FRONTEND", "none"),
            new("TERM", "tmux-256color"),
        };
        if (Hook.IsRelationHook)
        {
            variables.Add(new("JUJU_RELATION", Hook.Endpoint!));
            variables.Add(new("JUJU_RELATION_ID", Hook.Relation!.Value.At(Hook.Endpoint!)));
            variables.Add(new("JUJU_REMOTE_APP", Hook.RemoteApplication ?? ""));
            variables.Add(new("JUJU_REMOTE_UNIT", Hook.RemoteUnit?.ToString() ?? ""));
            if (Hook.DepartingUnit is { } departing)
            {
                variables.Add(new("JUJU_DEPARTING_UNIT", departing.ToString()));
            }
        }

        if (Hook.Storage is { } storage)
        {
            variables.Add(new("JUJU_STORAGE_ID", storage));
            variables.Add(new("JUJU_STORAGE_LOCATION", StorageLocation ?? ""));
            variables.Add(new("JUJU_STORAGE_KIND", "filesystem"));
        }

        Add(variables, "JUJU_WORKLOAD_NAME", Hook.Workload);
        Add(variables, "JUJU_NOTICE_ID", Hook.NoticeId);
        Add(variables, "JUJU_NOTICE_TYPE", Hook.NoticeType);
        Add(variables, "JUJU_NOTICE_KEY", Hook.NoticeKey);
        Add(variables, "JUJU_PEBBLE_CHECK_NAME", Hook.Check);

        if (Hook.Secret is { } secret)
        {
            variables.Add(new("JUJU_SECRET_ID", secret));
            variables.Add(new("JUJU_SECRET_LABEL", Hook.SecretLabel ?? ""));
            if (Hook.SecretRevision is { } revision)
            {
                variables.Add(new("JUJU_SECRET_REVISION", revision.ToString(CultureInfo.InvariantCulture)));
            }
        }

        if (action)
        {
            string id = (ActionId ?? 0).ToString(CultureInfo.InvariantCulture);
            variables.Add(new("JUJU_ACTION_NAME", Hook.Name));
            variables.Add(new("JUJU_ACTION_UUID", id));
            variables.Add(new("JUJU_ACTION_TAG", "action-" + id));
        }

        return variables;
    }

    private static void Add(List<KeyValuePair<string, string>> variables, string name, string? value)
    {
        if (value is not null)
        {
            variables.Add(new(name, value));
        }
    }

    internal static HookVariables Of(
        World world, UnitRecord unit, CharmMetadata metadata, Hook hook, WaitingAction? action, SimulationOptions options)
    {
        Hash128 hash = Hash128.Start;
        hash.Add(unit.Text);
        hash.Add(hook.Name);
        hash.Add(world.HooksRun);
        return new HookVariables
        {
            ContextId = string.Create(CultureInfo.InvariantCulture, $"{unit.Text}-{hook.Name}-{hash.Value:x32}"),
            Unit = unit.Name,
            Hook = hook,
            ModelName = options.ModelName,
            ModelUuid = options.ModelUuid,
            Juju = options.Juju,
            MachineId = metadata.Containers.Count > 0 ? "" : MachineOf(world, unit),
            ActionId = action?.Id,
        };
    }

    // A machine a unit, numbered so that no two units of a model share one.
    private static string MachineOf(World world, UnitRecord unit) =>
        ((world.Application(unit.Name.Application).Ordinal * 1000) + unit.Name.Number).ToString(CultureInfo.InvariantCulture);
}
