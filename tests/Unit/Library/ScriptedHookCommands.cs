using S3Contract.Charms;

namespace S3Contract.Tests.Unit.Library;

/// <summary>Hook commands that answer what a test says, and remember what they were asked.</summary>
internal sealed class ScriptedHookCommands : IHookCommands
{
    public List<string> Asked { get; } = [];

    public List<string> Log { get; } = [];

    public bool Leader { get; init; } = true;

    public IReadOnlyList<RelationId> Ids { get; init; } = [];

    public Dictionary<string, Databag> Databags { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<RelationId> RelationIds(string endpoint)
    {
        Asked.Add($"relation-ids {endpoint}");
        return Ids;
    }

    public IReadOnlyList<UnitName> RelationList(RelationId relation) => [];

    public string? RelationApplication(RelationId relation) => "remote";

    public Databag RelationGet(RelationId relation, UnitName unit) => Get(relation, unit.ToString());

    public Databag RelationGet(RelationId relation, string application) => Get(relation, application);

    public void RelationSet(RelationId relation, bool application, IReadOnlyList<KeyValuePair<string, string>> changes) =>
        Asked.Add($"relation-set {relation} {(application ? "app" : "unit")} {string.Join(' ', changes.Select(c => $"{c.Key}={c.Value}"))}");

    public bool IsLeader()
    {
        Asked.Add("is-leader");
        return Leader;
    }

    public IReadOnlyDictionary<string, ConfigValue> ConfigGet() => new Dictionary<string, ConfigValue>(StringComparer.Ordinal);

    public void JujuLog(LogLevel level, string message) => Log.Add($"{level}: {message}");

    public void StatusSet(WorkloadStatus status, string message, bool application = false) => Asked.Add($"status-set {status} {message}");

    public void ApplicationVersionSet(string version) => Asked.Add($"application-version-set {version}");

    public IReadOnlyDictionary<string, string> StateGet() => new Dictionary<string, string>(StringComparer.Ordinal);

    public void StateSet(string key, string value) => Asked.Add($"state-set {key}");

    public void StateDelete(string key) => Asked.Add($"state-delete {key}");

    public IReadOnlyDictionary<string, string> ActionGet() => new Dictionary<string, string>(StringComparer.Ordinal);

    public void ActionSet(string key, string value) => Asked.Add($"action-set {key}={value}");

    public void ActionFail(string message) => Asked.Add($"action-fail {message}");

    public void ActionLog(string message) => Asked.Add($"action-log {message}");

    private Databag Get(RelationId relation, string owner)
    {
        Asked.Add($"relation-get {relation} {owner}");
        return Databags.GetValueOrDefault($"{relation} {owner}") ?? Databag.Empty;
    }
}
