using System.Text.Json.Serialization;

namespace S3Contract.Reference.Observations;

/// <summary>A change of the model that is not a hook. The names are those of a trace in a file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ApplicationDeployed), "application-deployed")]
[JsonDerivedType(typeof(CharmRefreshed), "charm-refreshed")]
[JsonDerivedType(typeof(ApplicationRemoved), "application-removed")]
[JsonDerivedType(typeof(UnitAdded), "unit-added")]
[JsonDerivedType(typeof(UnitRemoved), "unit-removed")]
[JsonDerivedType(typeof(UnitGone), "unit-gone")]
[JsonDerivedType(typeof(RelationAdded), "relation-added")]
[JsonDerivedType(typeof(RelationRemoved), "relation-removed")]
[JsonDerivedType(typeof(RelationGone), "relation-gone")]
[JsonDerivedType(typeof(LeaderMoved), "leader-moved")]
[JsonDerivedType(typeof(ConfigChanged), "config-changed")]
[JsonDerivedType(typeof(ActionQueued), "action-queued")]
[JsonDerivedType(typeof(CredentialsIssued), "credentials-issued")]
[JsonDerivedType(typeof(FaultArmed), "fault-armed")]
[JsonDerivedType(typeof(HookResolved), "hook-resolved")]
[JsonDerivedType(typeof(SecretDue), "secret-due")]
[JsonDerivedType(typeof(UserSecretSet), "user-secret-set")]
[JsonDerivedType(typeof(UserSecretAccess), "user-secret-access")]
[JsonDerivedType(typeof(UserSecretRemoved), "user-secret-removed")]
[JsonDerivedType(typeof(S3Changed), "s3-changed")]
[JsonDerivedType(typeof(OperationRefused), "operation-refused")]
[JsonDerivedType(typeof(ModelQuiet), "model-quiet")]
[JsonDerivedType(typeof(ModelRestless), "model-restless")]
public abstract record ModelChange
{
    /// <summary>Its line, for people.</summary>
    internal abstract string Line { get; }

    /// <summary>The same with its texts as a pass makes them.</summary>
    internal virtual ModelChange Through(TextPass texts) => this;

    private protected static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => string.Concat(pairs.Select(pair => $" {pair.Key}={pair.Value}"));
}

/// <summary>An application came into being (its units follow as <see cref="UnitAdded"/>).</summary>
/// <param name="Application">Its name.</param>
/// <param name="Charm">The name of its charm.</param>
public sealed record ApplicationDeployed(string Application, string Charm) : ModelChange
{
    /// <summary>The sides that the scenario means it to take; none where it says nothing of that: then its relations tell.</summary>
    public Roles Role { get; init; }

    /// <summary>Does it make keys of its own, so that no operator issues any to it? Null where the scenario says nothing of that.</summary>
    public bool? MakesOwnKeys { get; init; }

    internal override string Line => $"deployed {Application} ({Charm})";
}

/// <summary>The charm of an application was replaced by another revision: each of its units runs upgrade-charm and config-changed.</summary>
/// <param name="Application">Its name.</param>
/// <param name="Charm">The name of its charm.</param>
public sealed record CharmRefreshed(string Application, string Charm) : ModelChange
{
    internal override string Line => $"refreshed {Application} ({Charm})";
}

/// <summary>An application is being removed.</summary>
/// <param name="Application">Its name.</param>
public sealed record ApplicationRemoved(string Application) : ModelChange
{
    internal override string Line => $"removing {Application}";
}

/// <summary>A unit came into being.</summary>
/// <param name="Unit">The unit.</param>
public sealed record UnitAdded(UnitName Unit) : ModelChange
{
    internal override string Line => $"added {Unit}";
}

/// <summary>A unit is being removed: it will run its last hooks.</summary>
/// <param name="Unit">The unit.</param>
public sealed record UnitRemoved(UnitName Unit) : ModelChange
{
    internal override string Line => $"removing {Unit}";
}

/// <summary>A unit has run its last hook.</summary>
/// <param name="Unit">The unit.</param>
public sealed record UnitGone(UnitName Unit) : ModelChange
{
    internal override string Line => $"{Unit} is gone";
}

/// <summary>Two applications were related. For a peer relation provider and requirer are the same application and endpoint.</summary>
/// <param name="Relation">Its number.</param>
/// <param name="Interface">The interface, <c>s3</c> for the one under contract.</param>
/// <param name="Provider">The providing application.</param>
/// <param name="ProviderEndpoint">Its endpoint.</param>
/// <param name="Requirer">The requiring application.</param>
/// <param name="RequirerEndpoint">Its endpoint.</param>
public sealed record RelationAdded(
    RelationId Relation, string Interface, string Provider, string ProviderEndpoint, string Requirer, string RequirerEndpoint) : ModelChange
{
    /// <summary>Is this a peer relation?</summary>
    public bool IsPeer => string.Equals(Provider, Requirer, StringComparison.Ordinal)
        && string.Equals(ProviderEndpoint, RequirerEndpoint, StringComparison.Ordinal);

    /// <summary>Does it speak the interface?</summary>
    public bool IsUnderContract => string.Equals(Interface, "s3", StringComparison.Ordinal) && !IsPeer;

    internal override string Line => IsPeer
        ? $"peer relation {Relation} of {Provider}"
        : $"relation {Relation}: {Provider}:{ProviderEndpoint} - {Requirer}:{RequirerEndpoint}";
}

/// <summary>A relation is being removed: the units will run departed and broken.</summary>
/// <param name="Relation">Its number.</param>
public sealed record RelationRemoved(RelationId Relation) : ModelChange
{
    internal override string Line => $"removing relation {Relation}";
}

/// <summary>The last unit has left the relation; it is no more.</summary>
/// <param name="Relation">Its number.</param>
public sealed record RelationGone(RelationId Relation) : ModelChange
{
    internal override string Line => $"relation {Relation} is gone";
}

/// <summary>Leadership of an application moved.</summary>
/// <param name="Application">The application.</param>
/// <param name="From">The unit that led before, if any.</param>
/// <param name="To">The unit that leads now, if any.</param>
public sealed record LeaderMoved(string Application, UnitName? From, UnitName? To) : ModelChange
{
    internal override string Line => $"leader of {Application}: {To?.ToString() ?? "nobody"}";
}

/// <summary>Configuration options of an application were set, or taken back to their defaults.</summary>
/// <param name="Application">The application.</param>
/// <param name="Options">The options and their new values.</param>
public sealed record ConfigChanged(string Application, IReadOnlyList<KeyValuePair<string, string>> Options) : ModelChange
{
    /// <summary>The options that were taken back to their defaults; null if none was.</summary>
    public IReadOnlyList<string>? Reset { get; init; }

    /// <summary>What the options carry out for the scenario; null if the operator set them by himself.</summary>
    public Handover? Handover { get; init; }

    internal override string Line => $"config {Application}{(Reset is { } reset ? " --reset " + string.Join(',', reset) : "")}{Pairs(Options)}";

    internal override ModelChange Through(TextPass texts) => this with { Options = texts.Fields(Options), Handover = Handover?.Through(texts) };
}

/// <summary>An action was queued on a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Action">The action.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record ActionQueued(UnitName Unit, string Action, IReadOnlyList<KeyValuePair<string, string>> Parameters) : ModelChange
{
    /// <summary>What the action carries out for the scenario; null if the operator ran it by himself.</summary>
    public Handover? Handover { get; init; }

    internal override string Line => $"run {Unit} {Action}{Pairs(Parameters)}";

    internal override ModelChange Through(TextPass texts) => this with { Parameters = texts.Fields(Parameters), Handover = Handover?.Through(texts) };
}

/// <summary>The scenario wants an application's charm to issue these fields to its requirers from now on. What issues them (actions,
/// configuration) are steps of their own; this says what was meant, so that a judge knows which access key and secret key belong together.</summary>
/// <param name="Application">The providing application.</param>
/// <param name="Fields">The fields, keyed as in the databag.</param>
public sealed record CredentialsIssued(string Application, Databag Fields) : ModelChange
{
    /// <summary>The requiring application they are meant for, if it is a single one; null for all of them.</summary>
    public string? Requirer { get; init; }

    internal override string Line => $"issue {Application}{Pairs(Fields)}";

    internal override ModelChange Through(TextPass texts) => this with { Fields = texts.Fields(Fields) };
}

/// <summary>A fault was armed for a unit's next hook.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Fault">What will happen: <c>crash</c>, <c>fail</c>, or <c>lose-leadership</c>.</param>
public sealed record FaultArmed(UnitName Unit, string Fault) : ModelChange
{
    internal override string Line => $"{Fault} {Unit}";
}

/// <summary>An operator resolved a failed hook.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Retry">True if the hook is to run again, false for <c>--no-retry</c>.</param>
public sealed record HookResolved(UnitName Unit, bool Retry) : ModelChange
{
    internal override string Line => $"resolve {Unit}{(Retry ? "" : " --no-retry")}";
}

/// <summary>Juju refused an operator's command; nothing changed.</summary>
/// <param name="Operation">The command.</param>
/// <param name="Reason">Juju's reason.</param>
public sealed record OperationRefused(string Operation, string Reason) : ModelChange
{
    internal override string Line => $"refused {Operation}: {Reason}";

    internal override ModelChange Through(TextPass texts) => new OperationRefused(texts.CommandLine(Operation), texts.Text(Reason));
}

/// <summary>No unit has a hook to run.</summary>
public sealed record ModelQuiet : ModelChange
{
    internal override string Line => "quiet";
}

/// <summary>A settle was given up: the model was still busy after the most hooks it may take.</summary>
/// <param name="Hooks">How many hooks ran.</param>
public sealed record ModelRestless(int Hooks) : ModelChange
{
    internal override string Line => FormattableString.Invariant($"not quiet after {Hooks} hooks");
}
