using S3Contract.Charms;
using S3Contract.Harness.Subjects;
using S3Contract.Observations;

namespace S3Contract.Harness.Juju;

/// <summary>One running hook: what the charm asks of Juju and tells it, under Juju's rules, until it is committed or thrown away.</summary>
public sealed partial class HookTransaction : IHookCommands
{
    internal HookTransaction(UnitName unit, Hook hook, CharmMetadata metadata)
    {
        Unit = unit;
        Hook = hook;
        Metadata = metadata;
    }

    /// <summary>The unit the hook runs on.</summary>
    public UnitName Unit { get; }

    /// <summary>The hook.</summary>
    public Hook Hook { get; }

    /// <summary>The charm's metadata.</summary>
    public CharmMetadata Metadata { get; }

    /// <summary>What Juju tells the charm through environment variables.</summary>
    public HookEnvironment Environment => throw new NotSupportedException();

    /// <summary>A host saw the charm emit a custom event.</summary>
    /// <param name="name">Its name in kebab case.</param>
    /// <param name="relation">The relation it is about; null if that cannot be told.</param>
    public void Emitted(string name, RelationId? relation) => throw new NotSupportedException();

    /// <summary>A host saw something that the transaction itself cannot: a refused command line, an unknown command.</summary>
    public void Record(HookEntry entry) => throw new NotSupportedException();

    internal void EventSink(CustomEvent seen) => Emitted(seen.Name, seen.Relation);

    /// <summary>Is this a relation whose scope the unit has entered and not left? Others are <c>relation not found</c> (§4.1).</summary>
    public bool KnowsRelation(RelationId relation) => throw new NotSupportedException();

    /// <summary>The local endpoint of a relation that the hook knows.</summary>
    /// <exception cref="HookCommandException">The hook does not know the relation.</exception>
    public string EndpointOf(RelationId relation) => throw new NotSupportedException();
    /// <inheritdoc/>
    public IReadOnlyList<RelationId> RelationIds(string endpoint) => throw new NotSupportedException();
    /// <inheritdoc/>
    public IReadOnlyList<UnitName> RelationList(RelationId relation) => throw new NotSupportedException();
    /// <inheritdoc/>
    public string? RelationApplication(RelationId relation) => throw new NotSupportedException();
    /// <inheritdoc/>
    public Databag RelationGet(RelationId relation, UnitName unit) => throw new NotSupportedException();
    /// <inheritdoc/>
    public Databag RelationGet(RelationId relation, string application) => throw new NotSupportedException();
    /// <inheritdoc/>
    public void RelationSet(RelationId relation, bool application, IReadOnlyList<KeyValuePair<string, string>> changes) => throw new NotSupportedException();
    /// <summary><c>relation-model-get -r ID</c>: the UUID of the model at the other end.</summary>
    public string RelationModelGet(RelationId relation) => throw new NotSupportedException();
    /// <inheritdoc/>
    public bool IsLeader() => throw new NotSupportedException();
    /// <summary><c>leader-get</c>: the settings the leader shares with its followers.</summary>
    public IReadOnlyDictionary<string, string> LeaderGet() => throw new NotSupportedException();
    /// <summary><c>leader-set</c>: takes effect at once; only the leader may.</summary>
    public void LeaderSet(IReadOnlyList<KeyValuePair<string, string>> changes) => throw new NotSupportedException();
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ConfigValue> ConfigGet() => throw new NotSupportedException();
    /// <summary><c>config-get --all</c>: every option of the charm, with null for those without a value.</summary>
    public IReadOnlyDictionary<string, ConfigValue?> ConfigGetAll() => throw new NotSupportedException();
    /// <inheritdoc/>
    public void JujuLog(LogLevel level, string message) => throw new NotSupportedException();
    /// <inheritdoc/>
    public void StatusSet(WorkloadStatus status, string message, bool application = false) => throw new NotSupportedException();
    /// <summary><c>status-get</c>: the unit's status; the first answer holds for the whole hook.</summary>
    public StatusView StatusGet() => throw new NotSupportedException();
    /// <summary><c>status-get --application</c>: only for the leader.</summary>
    public ApplicationStatus ApplicationStatusGet() => throw new NotSupportedException();
    /// <inheritdoc/>
    public void ApplicationVersionSet(string version) => throw new NotSupportedException();
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> StateGet() => throw new NotSupportedException();
    /// <summary><c>state-get [--strict] KEY</c>: a missing key is empty text, or with <paramref name="strict"/> an error.</summary>
    public string StateGet(string key, bool strict) => throw new NotSupportedException();
    /// <inheritdoc/>
    public void StateSet(string key, string value) => throw new NotSupportedException();
    /// <inheritdoc/>
    public void StateDelete(string key) => throw new NotSupportedException();
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> ActionGet() => throw new NotSupportedException();
    /// <summary><c>action-get</c> with the types and nesting of the parameters, defaults filled in.</summary>
    public ActionParameter ActionParameters() => throw new NotSupportedException();
    /// <inheritdoc/>
    public void ActionSet(string key, string value) => throw new NotSupportedException();
    /// <inheritdoc/>
    public void ActionFail(string message) => throw new NotSupportedException();
    /// <inheritdoc/>
    public void ActionLog(string message) => throw new NotSupportedException();
    /// <summary><c>open-port</c>: takes effect when the hook succeeds.</summary>
    /// <param name="port"><c>80/tcp</c>, <c>8000-8010/udp</c> or <c>icmp</c>; tcp if no protocol is given.</param>
    public void OpenPort(string port) => throw new NotSupportedException();
    /// <summary><c>close-port</c>: takes effect when the hook succeeds.</summary>
    /// <param name="port">As for <see cref="OpenPort"/>.</param>
    public void ClosePort(string port) => throw new NotSupportedException();
    /// <summary><c>opened-ports</c>: the ports that were open before this hook.</summary>
    public IReadOnlyList<string> OpenedPorts() => throw new NotSupportedException();
    /// <summary><c>network-get ENDPOINT</c>.</summary>
    public NetworkInfo NetworkGet(string endpoint, RelationId? relation = null) => throw new NotSupportedException();
    /// <summary><c>goal-state</c>.</summary>
    public GoalState GoalState() => throw new NotSupportedException();
    /// <summary><c>unit-get private-address</c> or <c>public-address</c>, which are the same here.</summary>
    public string UnitGet() => throw new NotSupportedException();
    /// <summary><c>storage-list</c>: the simulated model has no storage.</summary>
    public IReadOnlyList<string> StorageList(string? name = null) => throw new NotSupportedException();
    /// <summary><c>resource-get NAME</c>: always refused, since the simulated model holds no resources.</summary>
    public string ResourceGet(string name) => throw new NotSupportedException();
    /// <summary><c>credential-get</c>: always refused, since the application is not trusted.</summary>
    public string CredentialGet() => throw new NotSupportedException();
    /// <summary><c>juju-reboot [--now]</c>: after a successful hook the unit starts again; <c>--now</c> ends the hook and runs it again after
    /// the boot.</summary>
    public void JujuReboot(bool now) => throw new NotSupportedException();
}
