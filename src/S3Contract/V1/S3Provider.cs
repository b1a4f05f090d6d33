using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>
/// The provider's side of version 1 of the interface <c>s3</c>: tells the charm who asks, and hands the keys over in a Juju secret of that relation alone.
/// A requirer of version 0 is answered as it knows it, with the keys in the databag. Make it in the charm's constructor. Only the leader does anything;
/// on another unit every method that writes silently does nothing.
/// </summary>
public sealed class S3Provider
{
    // A key of the unit's state: this unit is being removed.
    private const string Going = "s3-provider-going";

    private readonly CharmBase _charm;

    /// <summary>Makes the provider's side for one endpoint.</summary>
    /// <param name="charm">The charm.</param>
    /// <param name="relationName">The endpoint.</param>
    public S3Provider(CharmBase charm, string relationName)
    {
        _charm = charm;
        RelationName = relationName;
        charm.Observe(HookKind.RelationCreated, OnRelationCreated, relationName);
        charm.Observe(HookKind.RelationChanged, OnRelationChanged, relationName);
        charm.Observe(HookKind.RelationDeparted, OnRelationDeparted, relationName);
        charm.Observe(HookKind.RelationBroken, OnRelationBroken, relationName);
        charm.Observe(HookKind.SecretChanged, OnSecretChanged);
        charm.Observe(HookKind.SecretRemove, OnSecretRemove);
        charm.Observe(HookKind.LeaderElected, CatchUp);
        charm.Observe(HookKind.UpdateStatus, CatchUp);
        charm.Observe(HookKind.UpgradeCharm, CatchUp);
    }

    /// <summary>A requirer asks for connection info: raised on the leader, in each relation-changed of a relation whose requirer has spoken; and in
    /// leader-elected, update-status and upgrade-charm where such a requirer has no answer yet.</summary>
    public event EventHandler<StorageConnectionInfoRequestedEvent>? StorageConnectionInfoRequested;

    /// <summary>The endpoint.</summary>
    public string RelationName { get; }

    /// <summary>The relations of the endpoint, in Juju's order; in relation-broken without the one that is broken.</summary>
    public IReadOnlyList<Relation> Relations => _charm.Relations(RelationName);

    /// <summary>Has the requirer of a relation spoken, so that it may be answered?</summary>
    public bool IsProtocolReady(RelationId relation) => Wire.HasSpoken(Requested(View(relation)));

    /// <summary>The version that the requirer of a relation speaks.</summary>
    public InterfaceVersion RequirerVersion(RelationId relation) => Wire.VersionOf(Requested(View(relation)));

    /// <summary>Has the requirer of a relation asked for the keys in a secret? Else they go into the databag.</summary>
    public bool IsAskedForSecrets(RelationId relation) => Wire.AsksForSecrets(Requested(View(relation)));

    /// <summary>What the remote application of each relation shows; empty where Juju cannot name the application.</summary>
    public IReadOnlyDictionary<RelationId, Databag> FetchRelationData() => Relations.ToDictionary(relation => relation.Id, Requested);

    /// <summary>Answers: the keys go into the secret of the relation, or into the databag if the requirer has not asked for secrets, and all other options
    /// into the databag. What is not given stays as it is; null, an empty text and an empty list delete. A requirer of version 0 that is given no
    /// bucket is given the one that it asked for.</summary>
    /// <param name="relation">The relation; null: the only one of the endpoint (and nothing is done if there is none).</param>
    /// <param name="connectionInfo">The options; of an option given twice the last value counts. The access key and the secret key are a pair: both, or
    /// neither.</param>
    /// <exception cref="PrematureDataAccessException">The requirer has said nothing yet.</exception>
    /// <exception cref="ArgumentException">One key was given without the other.</exception>
    /// <exception cref="RelationNotFoundException">The endpoint has no such relation.</exception>
    /// <exception cref="TooManyRelatedApplicationsException">No relation was named, and there are several.</exception>
    /// <exception cref="RelationDataTypeException">An option was given a value that has no text; nothing is written.</exception>
    public void SetStorageConnectionInfo(RelationId? relation, IEnumerable<KeyValuePair<string, S3Value>> connectionInfo)
    {
        if (!_charm.IsLeader() || _charm.GetRelation(RelationName, relation) is not { } view)
        {
            return;
        }

        if (!view.Known)
        {
            throw new RelationNotFoundException(RelationName, view.Id);
        }

        if (!Wire.HasSpoken(Requested(view)))
        {
            throw new PrematureDataAccessException(RelationName, view.Id);
        }

        Dictionary<string, string> texts = ConnectionInfoText.Of(connectionInfo, Wire.VersionOf(Requested(view)));
        if (IsEmpty(texts, S3Options.AccessKey) != IsEmpty(texts, S3Options.SecretKey))
        {
            throw new ArgumentException(
                $"{S3Options.AccessKey} and {S3Options.SecretKey} are a pair: one was given without the other, and nothing was written", nameof(connectionInfo));
        }

        HandKeysOver(view, texts);
        AddBucketOfVersion0(view, texts);
        Announce(view, texts);
        view.LocalApplicationData.Update(texts);
    }

    /// <summary>Raises <see cref="StorageConnectionInfoRequested"/>; for charms that find out in another way that somebody waits.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">The remote application.</param>
    /// <param name="unit">The remote unit, if any.</param>
    public void EmitStorageConnectionInfoRequested(Relation relation, string? application = null, UnitName? unit = null)
    {
        _charm.Context.EventEmitted?.Invoke(new CustomEvent("storage-connection-info-requested", RelationName, relation.Id));
        StorageConnectionInfoRequested?.Invoke(
            this, new StorageConnectionInfoRequestedEvent(_charm.GetRelation(RelationName, relation.Id), application, unit));
    }

    private static Databag Requested(Relation relation) => relation.RemoteApplicationData?.Content ?? Databag.Empty;

    private static bool IsEmpty(Dictionary<string, string> texts, string option) => string.IsNullOrEmpty(texts.GetValueOrDefault(option));

    private static void Announce(Relation relation, Dictionary<string, string> changes)
    {
        if (relation.LocalApplicationData.Get(Wire.Version) is null)
        {
            changes[Wire.Version] = Wire.ThisVersion;
        }
    }

    private static void Announce(Relation relation)
    {
        Dictionary<string, string> changes = new(StringComparer.Ordinal);
        Announce(relation, changes);
        relation.LocalApplicationData.Update(changes);
    }

    private void OnRelationCreated(Hook hook)
    {
        if (_charm.IsLeader())
        {
            Announce(_charm.RelationEvent().Relation);
        }
    }

    private void OnRelationChanged(Hook hook)
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        RelationEvent changed = _charm.RelationEvent();
        Announce(changed.Relation);
        if (Wire.HasSpoken(Requested(changed.Relation)))
        {
            EmitStorageConnectionInfoRequested(changed.Relation, changed.Application, changed.Unit);
        }
    }

    // Whether this unit goes or the relation is told before relation-broken, which comes in both cases.
    private void OnRelationDeparted(Hook hook)
    {
        if (hook.DepartingUnit == _charm.Unit)
        {
            _charm.Juju.StateSet(Going, "yes");
        }
    }

    private void OnRelationBroken(Hook hook)
    {
        if (_charm.IsLeader() && !_charm.Juju.StateGet().ContainsKey(Going))
        {
            SecretOf(hook.Relation!.Value).Remove();
        }
    }

    // Whoever led before tracks what it looked at then, and lets go of it.
    private void OnSecretChanged(Hook hook)
    {
        if (hook.Secret is { } uri && RelationSecret.RelationOf(hook.SecretLabel, RelationName) is not null)
        {
            _ = _charm.Juju.SecretGet(uri, null, SecretReading.Refresh);
        }
    }

    // Nobody reads that revision any more.
    private void OnSecretRemove(Hook hook)
    {
        if (hook is { Secret: { } uri, SecretRevision: { } revision } && RelationSecret.RelationOf(hook.SecretLabel, RelationName) is not null)
        {
            _charm.Juju.SecretRemove(uri, revision);
        }
    }

    // What the leader before did not get to.
    private void CatchUp(Hook hook)
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        if (hook.Kind is HookKind.LeaderElected)
        {
            RemoveLeftovers();
        }

        foreach (Relation relation in Relations)
        {
            Announce(relation);
            if (Wire.HasSpoken(Requested(relation)) && !IsAnswered(relation))
            {
                EmitStorageConnectionInfoRequested(relation, relation.Application);
            }
        }
    }

    // A unit that goes may have taken the secret with it, where Juju did not tell it that the relation stays.
    private bool IsAnswered(Relation relation) => Wire.AsksForSecrets(Requested(relation))
        ? relation.LocalApplicationData.Get(Wire.SecretExtra) is not null && SecretOf(relation.Id).IsThere
        : relation.LocalApplicationData.Get(S3Options.AccessKey) is not null;

    // A leader that is gone may not have seen the end of a relation.
    private void RemoveLeftovers()
    {
        IReadOnlyList<RelationId> relations = _charm.Juju.RelationIds(RelationName);
        foreach (SecretInfo secret in OwnSecrets())
        {
            if (RelationSecret.RelationOf(secret.Label, RelationName) is { } relation && !relations.Contains(relation))
            {
                _charm.Juju.SecretRemove("secret:" + secret.Id);
            }
        }
    }

    private IReadOnlyList<SecretInfo> OwnSecrets()
    {
        try
        {
            return [.. _charm.Juju.SecretIds().Select(id => _charm.Juju.SecretInfoGet("secret:" + id, null))];
        }
        catch (HookCommandException)
        {
            // A Juju without secrets.
            return [];
        }
    }

    private void HandKeysOver(Relation relation, Dictionary<string, string> texts)
    {
        string? accessKey = texts.GetValueOrDefault(S3Options.AccessKey);
        string? secretKey = texts.GetValueOrDefault(S3Options.SecretKey);
        if (accessKey is null && secretKey is null)
        {
            return;
        }

        string? shown = relation.LocalApplicationData.Get(Wire.SecretExtra);
        bool secretly = !string.IsNullOrEmpty(accessKey) && Wire.AsksForSecrets(Requested(relation));
        if (secretly)
        {
            // Keys that stood in the databag before the requirer asked for secrets go.
            texts[S3Options.AccessKey] = texts[S3Options.SecretKey] = "";
            texts[Wire.SecretExtra] = SecretOf(relation.Id).Put(accessKey!, secretKey!, shown);
        }
        else if (shown is not null)
        {
            SecretOf(relation.Id).Remove();
            texts[Wire.SecretExtra] = "";
        }
    }

    private static void AddBucketOfVersion0(Relation relation, Dictionary<string, string> texts)
    {
        bool given = texts.TryGetValue(S3Options.Bucket, out string? bucket) ? bucket.Length > 0 : relation.LocalApplicationData.Get(S3Options.Bucket) is not null;
        if (!given && Wire.VersionOf(Requested(relation)) is InterfaceVersion.V0 && Requested(relation).Get(S3Options.Bucket) is { } asked)
        {
            texts[S3Options.Bucket] = asked;
        }
    }

    private Relation View(RelationId relation) => _charm.GetRelation(RelationName, relation);

    private RelationSecret SecretOf(RelationId relation) => new(_charm.Juju, RelationName, relation);
}
