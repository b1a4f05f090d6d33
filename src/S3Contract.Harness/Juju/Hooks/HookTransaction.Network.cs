using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Addresses and the rest (§4.7).</content>
internal sealed partial class HookTransaction
{
    // The simulated world has no clock: what happened, happened then.
    private const string Since = "2026-01-02 03:04:05Z";

    /// <summary>Is the unit to start again after this hook (<c>juju-reboot</c>)?</summary>
    internal bool RebootAsked { get; private set; }

    /// <summary>Did the charm ask for a reboot at once (<c>juju-reboot --now</c>)? Then Juju kills the hook: a host should end the charm.</summary>
    public bool MustEnd { get; private set; }

    /// <summary><c>network-get ENDPOINT</c>.</summary>
    /// <param name="endpoint">The endpoint (in Juju: binding).</param>
    /// <param name="relation">The relation of <c>-r</c>.</param>
    internal NetworkInfo NetworkGet(string endpoint, RelationId? relation = null)
    {
        Require("network-get");
        if (relation is { } id)
        {
            _ = Known("network-get", id);
        }

        bool known = string.Equals(endpoint, "juju-info", StringComparison.Ordinal);
        for (int i = 0; i < Metadata.Endpoints.Count && !known; i++)
        {
            known = string.Equals(Metadata.Endpoints[i].Name, endpoint, StringComparison.Ordinal);
        }

        if (!known)
        {
            throw Refuse("network-get", $"no network config found for binding \"{endpoint}\"", arguments: " " + endpoint);
        }

        Record(new OtherCommand("network-get " + endpoint));
        return new NetworkInfo("lo", "00:00:00:00:00:00", _unit.Address, "127.0.0.0/8", _unit.Address + "/32");
    }

    /// <summary><c>goal-state</c>.</summary>
    internal GoalState GoalState()
    {
        Require("goal-state");
        Record(new OtherCommand("goal-state"));
        var relations = new SortedDictionary<string, List<KeyValuePair<string, GoalStatus>>>(StringComparer.Ordinal);
        foreach (RelationRecord relation in _world.RelationStates)
        {
            if (relation.IsPeer || !relation.Involves(Unit.Application))
            {
                continue;
            }

            string endpoint = relation.Own(Unit.Application).Endpoint;
            if (!relations.TryGetValue(endpoint, out List<KeyValuePair<string, GoalStatus>>? remotes))
            {
                relations[endpoint] = remotes = [];
            }

            string remote = relation.Counterpart(Unit.Application).Application;
            remotes.Add(new(remote, new GoalStatus(relation.Dying ? "dying" : "joined", Since)));
            remotes.AddRange(GoalUnits(remote));
        }

        var sorted = new List<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, GoalStatus>>>>(relations.Count);
        foreach ((string endpoint, List<KeyValuePair<string, GoalStatus>> remotes) in relations)
        {
            remotes.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            sorted.Add(new(endpoint, remotes));
        }

        return new GoalState(GoalUnits(Unit.Application), sorted);
    }

    /// <summary><c>unit-get private-address</c> or <c>public-address</c>, which are the same here.</summary>
    public string UnitGet()
    {
        Require("unit-get");
        Record(new OtherCommand("unit-get"));
        return _unit.Address;
    }

    /// <summary><c>resource-get NAME</c>: always refused, since the simulated model holds no resources. Of one that the charm does not declare
    /// Juju says the same.</summary>
    /// <param name="name">The resource.</param>
    public HookCommandException ResourceGet(string name)
    {
        Require("resource-get");
        string answer = $"could not download resource: resource \"{name}\" not found";
        return Metadata.Resources.Contains(name, StringComparer.Ordinal)
            ? Lack("resource-get " + name, "resources", answer)
            : Refuse("resource-get", answer, arguments: " " + name);
    }

    /// <summary><c>credential-get</c>: always refused, as no application of the simulation is trusted.</summary>
    public HookCommandException CredentialGet() =>
        Lack("credential-get", "cloud credentials", "cannot access cloud credentials: permission denied");

    /// <summary><c>juju-reboot [--now]</c>: after a successful hook the unit starts again; <c>--now</c> kills the hook, commits nothing, and
    /// runs the hook again after the boot.</summary>
    /// <param name="now">Was <c>--now</c> given?</param>
    public void JujuReboot(bool now)
    {
        Require("juju-reboot");
        if (_action is not null)
        {
            throw Refuse("juju-reboot", "juju-reboot is not supported when running an action.");
        }

        RebootAsked = true;
        Record(new OtherCommand(now ? "juju-reboot --now" : "juju-reboot"));
        if (now)
        {
            MustEnd = true;
            throw new HookCommandException("juju-reboot", "the hook is killed for a reboot");
        }
    }

    private List<KeyValuePair<string, GoalStatus>> GoalUnits(string application)
    {
        var units = new List<KeyValuePair<string, GoalStatus>>();
        foreach (UnitRecord unit in _world.Units)
        {
            if (string.Equals(unit.Name.Application, application, StringComparison.Ordinal))
            {
                units.Add(new(unit.Text, new GoalStatus(unit.Dying ? "dying" : unit.Workload.Status, Since)));
            }
        }

        units.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return units;
    }
}
