using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Log, status and version (§4.3): they take effect at once and survive a failure of the hook (§3.1).</content>
internal sealed partial class HookTransaction
{
    private StatusView? _statusSeen;

    internal StatusView? NewStatus { get; private set; }

    internal StatusView? NewApplicationStatus { get; private set; }

    internal string? NewVersion { get; private set; }

    /// <inheritdoc/>
    public void JujuLog(LogLevel level, string message)
    {
        Require("juju-log");
        Record(new Logged(level, message));
    }

    /// <inheritdoc/>
    public void StatusSet(WorkloadStatus status, string message, bool application = false)
    {
        Require("status-set");
        if (application && !_leads)
        {
            throw Refuse("status-set", "this unit is not the leader", arguments: " --application");
        }

        var view = new StatusView(NameOf(status), message);
        if (application)
        {
            NewApplicationStatus = view;
        }
        else
        {
            NewStatus = view;
        }

        Record(new StatusChanged(status, message, application));
    }

    /// <summary><c>status-get</c>: the unit's status; the first answer holds for the whole hook.</summary>
    internal StatusView StatusGet()
    {
        Require("status-get");
        Record(BareCommands.StatusGet);
        return _statusSeen ??= NewStatus ?? _unit.Workload;
    }

    /// <summary><c>status-get --application</c>: only for the leader.</summary>
    internal ApplicationStatus ApplicationStatusGet()
    {
        Require("status-get");
        if (!_leads)
        {
            throw Refuse("status-get", "finding application status: this unit is not the leader", arguments: " --application");
        }

        Record(new OtherCommand("status-get --application"));
        var units = new List<KeyValuePair<string, StatusView>>();
        foreach (UnitRecord unit in _world.Units)
        {
            if (string.Equals(unit.Name.Application, Unit.Application, StringComparison.Ordinal))
            {
                units.Add(new(unit.Text, unit.Name == Unit && NewStatus is not null ? NewStatus : unit.Workload));
            }
        }

        units.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new ApplicationStatus(NewApplicationStatus ?? _application.Status ?? StatusView.Unknown, units);
    }

    /// <inheritdoc/>
    public void ApplicationVersionSet(string version)
    {
        Require("application-version-set");
        NewVersion = version;
        Record(new OtherCommand("application-version-set"));
    }

    private static string NameOf(WorkloadStatus status) => status switch
    {
        WorkloadStatus.Maintenance => "maintenance",
        WorkloadStatus.Blocked => "blocked",
        WorkloadStatus.Waiting => "waiting",
        _ => "active",
    };
}
