using S3Contract.Charms;
using Content = System.Collections.Generic.IReadOnlyDictionary<string, string>;
using Fields = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>Juju's hook commands as a charm with a fault gives them.</summary>
/// <param name="real">The commands.</param>
/// <param name="faults">The fault.</param>
/// <param name="unit">The unit.</param>
/// <param name="hook">The hook.</param>
internal sealed class FaultyCommands(IHookCommands real, Faults faults, UnitName unit, Hook hook) : IHookCommands
{
    private const string SharedLabel = ".extra.secret";

    public IHookCommands Real { get; } = real;

    public UnitName Unit { get; } = unit;

    public Hook Hook { get; } = hook;

    /// <summary>The secrets that have others in their place since the hook began.</summary>
    public Dictionary<string, string> Instead { get; } = new(StringComparer.Ordinal);

    public bool Leads => Real.IsLeader();

    /// <summary>The relation of the hook, if it is one of the interface.</summary>
    public RelationId? Relation => Hook.IsRelationHook && Hook.Endpoint is "s3" ? Hook.Relation : null;

    public bool In(HookKind kind) => Hook.Kind == kind && (!Hook.IsRelationHook || Hook.Endpoint is "s3");

    public Databag Said(RelationId relation) => Real.RelationGet(relation, Unit.Application);

    public Databag Heard(RelationId relation) => Real.RelationApplication(relation) is { } other ? Real.RelationGet(relation, other) : Databag.Empty;

    /// <summary>The relations that are not being broken.</summary>
    public IReadOnlyList<RelationId> Live => [.. Real.RelationIds("s3").Where(relation => !(Hook.Kind == HookKind.RelationBroken && Hook.Relation == relation))];

    public void Say(RelationId relation, params KeyValuePair<string, string>[] changes) => Real.RelationSet(relation, true, changes);

    public static KeyValuePair<string, string> Pair(string key, string value) => new(key, value);

    /// <summary>Does what is said only once for each matter, and remembers that in the state of the unit.</summary>
    public bool First(string matter)
    {
        if (Real.StateGet().ContainsKey(matter))
        {
            return false;
        }

        Real.StateSet(matter, "yes");
        return true;
    }

    /// <summary>The secret that a relation shows; null if none does.</summary>
    public string? Shown(RelationId relation) => Said(relation).Get("secret-extra");

    public IReadOnlyList<RelationId> RelationIds(string endpoint) => Real.RelationIds(endpoint);

    public IReadOnlyList<UnitName> RelationList(RelationId relation) => Real.RelationList(relation);

    public string? RelationApplication(RelationId relation) => Real.RelationApplication(relation);

    public Databag RelationGet(RelationId relation, UnitName unit) => Real.RelationGet(relation, unit);

    public Databag RelationGet(RelationId relation, string application) => Real.RelationGet(relation, application);

    public void RelationSet(RelationId relation, bool application, Fields changes)
    {
        Fields said = application && Real.RelationIds("s3").Contains(relation) ? faults.Says(this, relation, changes) : changes;
        if (said.Count > 0)
        {
            Real.RelationSet(relation, application, said);
        }
    }

    public bool IsLeader() => Real.IsLeader();

    public IReadOnlyDictionary<string, ConfigValue> ConfigGet() => Real.ConfigGet();

    public void JujuLog(LogLevel level, string message) => Real.JujuLog(level, message);

    public void StatusSet(WorkloadStatus status, string message, bool application = false) => Real.StatusSet(status, message, application);

    public void ApplicationVersionSet(string version) => Real.ApplicationVersionSet(version);

    public IReadOnlyDictionary<string, string> StateGet() => Real.StateGet();

    public void StateSet(string key, string value) => Real.StateSet(key, value);

    public void StateDelete(string key) => Real.StateDelete(key);

    public IReadOnlyDictionary<string, string> ActionGet() => Real.ActionGet();

    public void ActionSet(string key, string value) => Real.ActionSet(key, value);

    public void ActionFail(string message) => Real.ActionFail(message);

    public void ActionLog(string message) => Real.ActionLog(message);

    public string SecretAdd(Content content, SecretOwner owner, SecretSettings settings) => IsShared(settings.Label)
        ? Real.SecretAdd(faults.Keeps(this, content), faults.Owner, faults.Describes(settings with { Label = faults.LabelPrefix + settings.Label }))
        : Real.SecretAdd(content, owner, settings);

    public void SecretSet(string secret, Content? content, SecretSettings settings)
    {
        if (content is null || !IsShared(Real.SecretInfoGet(secret, null).Label))
        {
            Real.SecretSet(secret, content, settings);
        }
        else if (!faults.Forgets(this))
        {
            faults.Rotates(this, secret, faults.Keeps(this, content));
        }
    }

    public Content SecretGet(string? secret, string? label, SecretReading reading) =>
        faults.Gets(this, secret is not null && Instead.TryGetValue(secret, out string? other) ? other : secret, label, faults.Reads(reading));

    public SecretInfo SecretInfoGet(string? secret, string? label)
    {
        SecretInfo info = Real.SecretInfoGet(secret, IsShared(label) ? faults.LabelPrefix + label : label);
        return faults.LabelPrefix.Length > 0 && info.Label.StartsWith(faults.LabelPrefix, StringComparison.Ordinal)
            ? info with { Label = info.Label[faults.LabelPrefix.Length..] }
            : info;
    }

    public IReadOnlyList<string> SecretIds() => Real.SecretIds();

    public void SecretGrant(string secret, RelationId relation, UnitName? unit = null) => faults.Grants(this, secret, relation);

    public void SecretRevoke(string secret, RelationId relation, UnitName? unit = null) => Real.SecretRevoke(secret, relation, unit);

    public void SecretRemove(string secret, int? revision = null)
    {
        if (!faults.Hoards || revision is not null)
        {
            Real.SecretRemove(secret, revision);
        }
    }

    private static bool IsShared(string? label) => label?.EndsWith(SharedLabel, StringComparison.Ordinal) == true;
}
