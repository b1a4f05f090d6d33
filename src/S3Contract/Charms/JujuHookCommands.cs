using System.Text.Json;

namespace S3Contract.Charms;

/// <summary>The hook commands of a real Juju: each method runs the command of its name from the PATH, which Juju sets for a hook. Values
/// that can be secret go through the standard input or are only read, but for the results and messages of an action.</summary>
public sealed partial class JujuHookCommands : IHookCommands
{
    /// <inheritdoc/>
    public IReadOnlyList<RelationId> RelationIds(string endpoint) => Json("relation-ids", ["--format=json", endpoint], answer =>
    {
        var ids = new List<RelationId>();
        foreach (JsonElement item in Items(answer))
        {
            ids.Add(RelationId.TryParse(item.GetString(), out RelationId id) ? id : throw new FormatException());
        }

        return ids;
    });

    /// <inheritdoc/>
    public IReadOnlyList<UnitName> RelationList(RelationId relation) =>
        Json("relation-list", ["--format=json", "-r", relation.ToString()], answer =>
        {
            var units = new List<UnitName>();
            foreach (JsonElement item in Items(answer))
            {
                units.Add(UnitName.Parse(item.GetString() ?? ""));
            }

            return units;
        });

    /// <inheritdoc/>
    public string? RelationApplication(RelationId relation) => Json(
        "relation-list",
        ["--format=json", "-r", relation.ToString(), "--app"],
        answer => answer.ValueKind == JsonValueKind.Null ? null : answer.GetString() is { Length: > 0 } application ? application : null);

    /// <inheritdoc/>
    public Databag RelationGet(RelationId relation, UnitName unit) =>
        Json("relation-get", ["--format=json", "-r", relation.ToString(), "-", unit.ToString()], ReadDatabag);

    /// <inheritdoc/>
    public Databag RelationGet(RelationId relation, string application) =>
        Json("relation-get", ["--format=json", "-r", relation.ToString(), "--app", "-", application], ReadDatabag);

    /// <inheritdoc/>
    public void RelationSet(RelationId relation, bool application, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        string[] arguments = application
            ? ["-r", relation.ToString(), "--app", "--file", "-"]
            : ["-r", relation.ToString(), "--file", "-"];
        HookCommandProcess.Run("relation-set", arguments, SettingsFile.Write(changes));
    }

    /// <inheritdoc/>
    public bool IsLeader() => Json("is-leader", ["--format=json"], answer => answer.GetBoolean());

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ConfigValue> ConfigGet() => Json("config-get", ["--format=json"], answer =>
    {
        var options = new Dictionary<string, ConfigValue>(StringComparer.Ordinal);
        foreach (JsonProperty option in Members(answer))
        {
            if (option.Value.ValueKind != JsonValueKind.Null)
            {
                options[option.Name] = ReadConfig(option.Value);
            }
        }

        return options;
    });

    /// <inheritdoc/>
    public void JujuLog(LogLevel level, string message) =>
        HookCommandProcess.Run("juju-log", ["--log-level", Name(level), "--", message]);

    /// <inheritdoc/>
    public void StatusSet(WorkloadStatus status, string message, bool application = false)
    {
        string name = Name(status);
        HookCommandProcess.Run("status-set", application ? ["--application", "--", name, message] : ["--", name, message]);
    }

    /// <inheritdoc/>
    public void ApplicationVersionSet(string version) => HookCommandProcess.Run("application-version-set", ["--", version]);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> StateGet() => Json("state-get", ["--format=json"], ReadTexts);

    /// <inheritdoc/>
    public void StateSet(string key, string value) => HookCommandProcess.Run("state-set", ["--file", "-"], SettingsFile.Write([new(key, value)]));

    /// <inheritdoc/>
    public void StateDelete(string key) => HookCommandProcess.Run("state-delete", ["--", key]);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> ActionGet() => Json("action-get", ["--format=json"], ReadTexts);

    /// <inheritdoc/>
    public void ActionSet(string key, string value) => HookCommandProcess.Run("action-set", ["--", $"{key}={value}"]);

    /// <inheritdoc/>
    public void ActionFail(string message) => HookCommandProcess.Run("action-fail", ["--", message]);

    /// <inheritdoc/>
    public void ActionLog(string message) => HookCommandProcess.Run("action-log", ["--", message]);

    private static T Json<T>(string command, string[] arguments, Func<JsonElement, T> read)
    {
        string output = HookCommandProcess.Run(command, arguments);
        try
        {
            using var answer = JsonDocument.Parse(output.Length == 0 ? "null" : output);
            return read(answer.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // The answer itself is not shown: it may hold a secret.
            throw new HookCommandException(command, "the answer is not what this command prints");
        }
    }

    // Where there is nothing, some versions print null instead of an empty list or map.
    private static JsonElement.ArrayEnumerator Items(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Null ? default : answer.EnumerateArray();

    private static JsonElement.ObjectEnumerator Members(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Null ? default : answer.EnumerateObject();

    private static Databag ReadDatabag(JsonElement answer) => Databag.From(ReadTexts(answer));

    private static Dictionary<string, string> ReadTexts(JsonElement answer)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty member in Members(answer))
        {
            texts[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        }

        return texts;
    }

    private static ConfigValue ReadConfig(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        _ => value.GetString()!,
    };

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Info => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };

    private static string Name(WorkloadStatus status) => status switch
    {
        WorkloadStatus.Maintenance => "maintenance",
        WorkloadStatus.Blocked => "blocked",
        WorkloadStatus.Waiting => "waiting",
        _ => "active",
    };
}
