using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>The world around the recorded unit, and Juju's answers in it.</summary>
internal sealed class VectorWorld(UnitName self) : IHookCommands
{
    public SortedDictionary<int, VectorRelation> Relations { get; } = [];

    public bool Leader { get; set; }

    public Dictionary<string, RelationId[]> Ids { get; } = new(StringComparer.Ordinal);

    public List<string> Warnings { get; } = [];

    public List<string> Writes { get; } = [];

    public bool RefusedRead { get; set; }

    public bool RefusedWrite { get; set; }

    public void Apply(JsonElement change)
    {
        int id = change.GetProperty("id").GetInt32();
        string operation = change.GetProperty("op").GetString()!;
        if (operation == "add-relation")
        {
            Relations[id] = new VectorRelation(change.GetProperty("endpoint").GetString()!, VectorJson.TextOrNull(change, "remote_app"))
            {
                RemoteData = VectorJson.Databag(change, "remote_data"),
                LocalApplication = VectorJson.Databag(change, "local_app"),
                LocalUnit = VectorJson.Databag(change, "local_unit"),
            };
            return;
        }

        VectorRelation relation = Relations[id];
        switch (operation)
        {
            case "remove-relation":
                Relations.Remove(id);
                break;
            case "add-unit":
                relation.Units[change.GetProperty("unit").GetString()!] = VectorJson.Databag(change, "data");
                break;
            case "remove-unit":
                string gone = change.GetProperty("unit").GetString()!;
                relation.Units.Remove(gone, out Databag? last);
                relation.Departed[gone] = last ?? Databag.Empty;
                break;
            case "remote-app":
                relation.RemoteData = Changed(relation.RemoteData, change);
                break;
            case "remote-unit":
                string unit = change.GetProperty("unit").GetString()!;
                relation.Units[unit] = Changed(relation.Units[unit], change);
                break;
            case "local-app":
                relation.LocalApplication = Changed(relation.LocalApplication, change);
                break;
            case "local-unit":
                relation.LocalUnit = Changed(relation.LocalUnit, change);
                break;
            case "forget-app":
                relation.RemoteApplication = null;
                break;
            default:
                throw new FormatException($"a change of the unknown kind {operation}");
        }
    }

    public IReadOnlyList<RelationId> RelationIds(string endpoint) => Ids.TryGetValue(endpoint, out RelationId[]? ids) ? ids : [];

    public IReadOnlyList<UnitName> RelationList(RelationId relation)
    {
        VectorRelation found = Find("relation-list", relation);
        return found.RemoteApplication is null ? [] : [.. found.Units.Keys.Select(UnitName.Parse)];
    }

    public string? RelationApplication(RelationId relation) => Find("relation-list", relation).RemoteApplication;

    public Databag RelationGet(RelationId relation, UnitName unit)
    {
        VectorRelation found = Find("relation-get", relation);
        return unit == self ? found.LocalUnit
            : found.Units.TryGetValue(unit.ToString(), out Databag? databag) ? databag
            : found.Departed.TryGetValue(unit.ToString(), out databag) ? databag
            : throw new HookCommandException("relation-get", "permission denied");
    }

    public Databag RelationGet(RelationId relation, string application)
    {
        VectorRelation found = Find("relation-get", relation);
        if (application == self.Application)
        {
            if (!Leader)
            {
                RefusedRead = true;
                throw new HookCommandException("relation-get", "permission denied");
            }

            return found.LocalApplication;
        }

        return application == found.RemoteApplication
            ? found.RemoteData
            : throw new HookCommandException("relation-get", "permission denied");
    }

    public void RelationSet(RelationId relation, bool application, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        VectorRelation found = Find("relation-set", relation);
        if (application && !Leader)
        {
            RefusedWrite = true;
            throw new HookCommandException("relation-set", "cannot write relation settings");
        }

        IEnumerable<string> set = changes.Where(change => change.Value.Length > 0).Select(change => change.Key);
        IEnumerable<string> removed = changes.Where(change => change.Value.Length == 0).Select(change => change.Key);
        Writes.Add(ShowWrite(relation.Number, application, set, removed));
        if (application)
        {
            found.LocalApplication = found.LocalApplication.With(changes);
        }
        else
        {
            found.LocalUnit = found.LocalUnit.With(changes);
        }
    }

    public bool IsLeader() => Leader;

    public void JujuLog(LogLevel level, string message)
    {
        if (level == LogLevel.Warning)
        {
            Warnings.Add(message);
        }
    }

    public static string ShowWrite(int relation, bool application, IEnumerable<string> set, IEnumerable<string> removed) =>
        $"{relation} {(application ? "app" : "unit")} set {Sorted(set)} removed {Sorted(removed)}";

    public IReadOnlyDictionary<string, ConfigValue> ConfigGet() => throw Unused();

    public void StatusSet(WorkloadStatus status, string message, bool application = false) => throw Unused();

    public void ApplicationVersionSet(string version) => throw Unused();

    public IReadOnlyDictionary<string, string> StateGet() => throw Unused();

    public void StateSet(string key, string value) => throw Unused();

    public void StateDelete(string key) => throw Unused();

    public IReadOnlyDictionary<string, string> ActionGet() => throw Unused();

    public void ActionSet(string key, string value) => throw Unused();

    public void ActionFail(string message) => throw Unused();

    public void ActionLog(string message) => throw Unused();

    private static NotSupportedException Unused() => new("the library does not use this command");

    private static string Sorted(IEnumerable<string> keys) => VectorJson.Show(S3Value.Texts(keys.Order(StringComparer.Ordinal)));

    private static Databag Changed(Databag databag, JsonElement change) => databag
        .With(VectorJson.Databag(change, "set"))
        .With(VectorJson.List(change, "unset").Select(key => new KeyValuePair<string, string>(VectorJson.Text(key), "")));

    private VectorRelation Find(string command, RelationId relation) =>
        Relations.TryGetValue(relation.Number, out VectorRelation? found)
            ? found
            : throw new HookCommandException(command, $"invalid value \"{relation}\" for option -r: relation not found", 2);
}
