using System.Globalization;
using S3Contract.Charms;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>What the two sound charms share: short words for what a charm of the interface asks of Juju and tells it. A sound charm looks
/// at all its relations in every hook and makes of each what it should be, so that it does not matter which hook brought the news, who
/// led when it came, or whether that hook was lost.</summary>
internal abstract class SoundCharm(CharmContext context, string endpoint, string peers) : CharmBase(context)
{
    public const string Bucket = "bucket";
    public const string AccessKey = "access-key";
    public const string SecretKey = "secret-key";
    public const string Requested = "credentials-requested";
    public const string Changed = "credentials-changed";
    public const string Gone = "credentials-gone";

    private readonly List<string> _printed = [];
    private RelationId? _peerRelation;

    public Hook Hook => Context.Hook;

    public string Endpoint { get; } = endpoint;

    /// <summary>What the charm printed on standard output.</summary>
    public string Printed => string.Concat(_printed);

    /// <summary>The peer relation; null before it exists.</summary>
    public RelationId? PeerRelation => _peerRelation ??= Juju.RelationIds(peers) is [RelationId first, ..] ? first : null;

    /// <summary>The relations under contract, without one that is being broken.</summary>
    public IReadOnlyList<RelationId> LiveRelations()
    {
        IReadOnlyList<RelationId> all = Juju.RelationIds(Endpoint);
        return InHook(HookKind.RelationBroken) ? [.. all.Where(relation => relation != Hook.Relation)] : all;
    }

    /// <summary>Is this a hook of this kind, of the endpoint under contract if it is a relation's?</summary>
    public bool InHook(HookKind kind) =>
        Hook.Kind == kind && (!Hook.IsRelationHook || string.Equals(Hook.Endpoint, Endpoint, StringComparison.Ordinal));

    /// <summary>What the other application shows on a relation.</summary>
    public Databag Heard(RelationId relation)
    {
        string? other = (Hook.Relation == relation ? Hook.RemoteApplication : null) ?? Juju.RelationApplication(relation);
        return other is null ? Databag.Empty : Juju.RelationGet(relation, other);
    }

    /// <summary>What the own application shows on a relation; the leader's to ask.</summary>
    public Databag Said(RelationId relation) => Juju.RelationGet(relation, Application);

    /// <summary>Shows something on a relation; the leader's to do.</summary>
    public void Say(RelationId relation, params KeyValuePair<string, string>[] changes) => Juju.RelationSet(relation, true, changes);

    /// <inheritdoc cref="Say(RelationId, KeyValuePair{string, string}[])"/>
    public void Say(RelationId relation, string key, string value) => Say(relation, new KeyValuePair<string, string>(key, value));

    /// <summary>Makes the own databag on a relation what it should be, in one write, or none if it is that already.</summary>
    public void Show(RelationId relation, Databag wanted)
    {
        Databag shown = Said(relation);
        if (shown.Equals(wanted))
        {
            return;
        }

        List<KeyValuePair<string, string>> changes =
        [
            .. shown.Where(item => !wanted.ContainsKey(item.Key)).Select(item => new KeyValuePair<string, string>(item.Key, "")),
            .. wanted.Where(item => !string.Equals(shown.Get(item.Key), item.Value, StringComparison.Ordinal)),
        ];
        Juju.RelationSet(relation, true, changes);
    }

    /// <summary>What the application remembers: the databag of the peer relation.</summary>
    public Databag Notes => PeerRelation is { } peer ? Juju.RelationGet(peer, Application) : Databag.Empty;

    /// <summary>Remembers something for the application, or forgets it (an empty value); the leader's to do.</summary>
    public void Note(string key, string value)
    {
        if (PeerRelation is { } peer && !string.Equals(Notes.Get(key) ?? "", value, StringComparison.Ordinal))
        {
            Say(peer, key, value);
        }
    }

    /// <summary>What this unit alone remembers.</summary>
    public string? Recall(string key) => Juju.StateGet().GetValueOrDefault(key);

    public void Emit(string name, RelationId relation) => Context.EventEmitted?.Invoke(new CustomEvent(name, Endpoint, relation));

    public void Log(string text) => Juju.JujuLog(LogLevel.Debug, text);

    public void Print(string text) => _printed.Add(text + "\n");

    /// <summary>A key for a matter of one relation.</summary>
    public static string Key(string matter, RelationId relation) => string.Create(CultureInfo.InvariantCulture, $"{matter}@{relation}");

    public static KeyValuePair<string, string> Pair(string key, string value) => new(key, value);

    public static bool HasBothKeys(Databag databag) => databag.ContainsKey(AccessKey) && databag.ContainsKey(SecretKey);
}
