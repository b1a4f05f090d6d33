using S3Contract.Charms;

namespace S3Contract;

/// <summary>
/// The requirer's side of the interface <c>s3</c>: asks for a bucket whenever a remote unit joins, and tells the charm when credentials
/// are there, change or go. Make it in the charm's constructor.
/// </summary>
public sealed class S3Requirer
{
    private readonly CharmBase _charm;
    private readonly S3Behavior _behavior;

    /// <summary>Makes the requirer's side for one endpoint.</summary>
    /// <param name="charm">The charm.</param>
    /// <param name="relationName">The endpoint.</param>
    /// <param name="bucketName">The bucket to ask for; null for one named after the relation, <c>relation-7</c>. An empty name is a name:
    /// it withdraws what was asked for.</param>
    /// <param name="behavior">How far to go beyond the Python library; null: not at all.</param>
    public S3Requirer(CharmBase charm, string relationName, string? bucketName = null, S3Behavior? behavior = null)
    {
        _charm = charm;
        _behavior = behavior ?? S3Behavior.Original;
        RelationName = relationName;
        Bucket = bucketName;
        Hook hook = charm.Context.Hook;
        if (_behavior.CatchesUp && hook.Kind is HookKind.LeaderElected or HookKind.UpdateStatus)
        {
            charm.Observe(hook.Kind, _ => CatchUp());
        }

        if (!hook.IsRelationHook || !charm.IsHook(hook.Kind, relationName))
        {
            return;
        }

        switch (hook.Kind)
        {
            case HookKind.RelationJoined:
                charm.Observe(HookKind.RelationJoined, OnRelationJoined, relationName);
                break;
            case HookKind.RelationChanged:
                charm.Observe(HookKind.RelationChanged, OnRelationChanged, relationName);
                break;
            case HookKind.RelationBroken:
                charm.Observe(HookKind.RelationBroken, OnRelationBroken, relationName);
                break;
        }
    }

    /// <summary>The access key and the secret key are there. Raised on every unit, in every relation-changed.</summary>
    public event EventHandler<CredentialsChangedEvent>? CredentialsChanged;

    /// <summary>The relation is broken. Raised on every unit, whether or not there were credentials.</summary>
    public event EventHandler<CredentialsGoneEvent>? CredentialsGone;

    /// <summary>The endpoint.</summary>
    public string RelationName { get; }

    /// <summary>The bucket to ask for; null as long as none was given or generated.</summary>
    public string? Bucket { get; private set; }

    /// <summary>The relations of the endpoint, in Juju's order; in relation-broken without the one that is broken.</summary>
    public IReadOnlyList<Relation> Relations => _charm.Relations(RelationName);

    /// <summary>What the own application shows on each relation (not what the provider shows: that is
    /// <see cref="GetS3ConnectionInfo()"/>).</summary>
    /// <exception cref="HookCommandException">This unit is not the leader.</exception>
    public IReadOnlyDictionary<RelationId, S3ConnectionInfo> FetchRelationData()
    {
        var data = new Dictionary<RelationId, S3ConnectionInfo>();
        foreach (Relation relation in Relations)
        {
            data[relation.Id] = new S3ConnectionInfo(relation.LocalApplicationData.Content);
        }

        return data;
    }

    /// <summary>Sets options in the own application's databag, all with one <c>relation-set</c>; an empty text deletes. Only the leader
    /// can; on another unit nothing is done. The options <c>attributes</c> and <c>tls-ca-chain</c> are written as JSON.</summary>
    /// <param name="relation">The relation; null: the only one of the endpoint (and nothing is done if there is none).</param>
    /// <param name="connectionData">The options; of an option given twice the last value counts.</param>
    /// <exception cref="RelationNotFoundException">There is something to write, and the endpoint has no such relation.</exception>
    /// <exception cref="TooManyRelatedApplicationsException">No relation was named, and there are several.</exception>
    /// <exception cref="RelationDataTypeException">An ordinary option was given something that is not text; nothing is written.</exception>
    public void UpdateConnectionInfo(RelationId? relation, IEnumerable<KeyValuePair<string, S3Value>> connectionData) =>
        S3Options.Update(_charm, RelationName, relation, connectionData);

    /// <summary>What the provider shows on the first relation whose application Juju can name (first in Juju's order, whichever relation
    /// the hook is about); empty if there is none. With <see cref="S3Behavior.LooksAtEachRelation"/>, the first that holds both keys, if
    /// one does.</summary>
    public S3ConnectionInfo GetS3ConnectionInfo()
    {
        if (_behavior.LooksAtEachRelation)
        {
            foreach (Relation relation in Relations)
            {
                if (GetS3ConnectionInfo(relation.Id) is var info && info.ContainsKey(S3Options.AccessKey) && info.ContainsKey(S3Options.SecretKey))
                {
                    return info;
                }
            }
        }

        return Info(_charm.FirstNamedRelation(RelationName));
    }

    /// <summary>What the provider shows on a relation; empty if it shows nothing, Juju cannot name the application, or the endpoint has no
    /// such relation. The Python library has no counterpart.</summary>
    /// <param name="relation">The relation.</param>
    public S3ConnectionInfo GetS3ConnectionInfo(RelationId relation) => Info(_charm.GetRelation(RelationName, relation));

    /// <summary>Compares the remote application's databag with what was last seen; the bookkeeping is in the own unit's databag. The
    /// library itself never compares: it raises <see cref="CredentialsChanged"/> for every relation-changed.</summary>
    /// <inheritdoc cref="DatabagDiff.Diff"/>
    public DatabagDiff Diff(RelationEvent @event) =>
        DatabagDiff.Diff(@event, @event.Relation.UnitData(_charm.Unit));

    /// <summary>Raises <see cref="CredentialsChanged"/>; for charms that find out in another way that credentials are there.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">The remote application.</param>
    /// <param name="unit">The remote unit, if any.</param>
    public void EmitCredentialsChanged(Relation relation, string? application = null, UnitName? unit = null)
    {
        _charm.Context.EventEmitted?.Invoke(new CustomEvent("credentials-changed", RelationName, relation.Id));
        CredentialsChanged?.Invoke(
            this, new CredentialsChangedEvent(_charm.GetRelation(RelationName, relation.Id), application, unit));
    }

    /// <summary>Raises <see cref="CredentialsGone"/>; for charms that find out in another way that credentials are void.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">The remote application.</param>
    /// <param name="unit">The remote unit, if any.</param>
    public void EmitCredentialsGone(Relation relation, string? application = null, UnitName? unit = null)
    {
        _charm.Context.EventEmitted?.Invoke(new CustomEvent("credentials-gone", RelationName, relation.Id));
        CredentialsGone?.Invoke(this, new CredentialsGoneEvent(_charm.GetRelation(RelationName, relation.Id), application, unit));
    }

    private static S3ConnectionInfo Info(Relation? relation) =>
        relation?.RemoteApplicationData is { } databag ? new S3ConnectionInfo(databag.Content) : S3ConnectionInfo.Empty;

    private void OnRelationJoined(Hook hook)
    {
        if (_behavior.CatchesUp)
        {
            CatchUp();
            return;
        }

        Relation relation = _charm.RelationEvent().Relation;
        Bucket ??= $"relation-{relation.Id}";
        S3Options.Set(_charm, RelationName, relation.Id, S3Options.Bucket, Bucket);
    }

    private void CatchUp()
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        foreach (Relation relation in Relations)
        {
            if (relation.LocalApplicationData.Get(S3Options.Bucket) is null)
            {
                relation.LocalApplicationData.Set(S3Options.Bucket, Bucket ?? $"relation-{relation.Id}");
            }
        }
    }

    private void OnRelationChanged(Hook hook)
    {
        if (_behavior.CatchesUp)
        {
            CatchUp();
        }

        S3ConnectionInfo credentials =
            _behavior.LooksAtEachRelation ? GetS3ConnectionInfo(hook.Relation!.Value) : GetS3ConnectionInfo();
        bool accessKey = credentials.ContainsKey(S3Options.AccessKey);
        bool secretKey = credentials.ContainsKey(S3Options.SecretKey);
        if (accessKey && secretKey)
        {
            RelationEvent changed = _charm.RelationEvent();
            EmitCredentialsChanged(changed.Relation, changed.Application, changed.Unit);
            return;
        }

        // Word for word the warning of the Python library: operators search logs for it.
        string missing = accessKey ? "'secret-key'" : secretKey ? "'access-key'" : "'access-key', 'secret-key'";
        _charm.Juju.JujuLog(
            LogLevel.Warning, $"Some mandatory fields: [{missing}] are not present, do not emit credential change event!");
    }

    private void OnRelationBroken(Hook hook)
    {
        RelationEvent broken = _charm.RelationEvent();
        EmitCredentialsGone(broken.Relation, broken.Application, broken.Unit);
    }
}
