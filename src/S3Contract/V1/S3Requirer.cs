using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>
/// The requirer's side of version 1 of the interface <c>s3</c>: asks for the keys in a Juju secret, and tells the charm when connection info is there,
/// changes or goes. A provider of version 0 is understood as well. Make it in the charm's constructor.
/// </summary>
public sealed class S3Requirer
{
    private readonly CharmBase _charm;
    private readonly bool _asksAtOnce;
    private readonly Dictionary<RelationId, S3ConnectionInfo> _read = [];
    private bool? _secrets;

    /// <summary>Makes the requirer's side for one endpoint.</summary>
    /// <param name="charm">The charm.</param>
    /// <param name="relationName">The endpoint.</param>
    /// <param name="bucket">The bucket to ask for when a relation begins; empty for whichever the provider gives.</param>
    /// <param name="path">The path in the bucket to ask for when a relation begins; empty for whichever the provider gives.</param>
    /// <param name="asksAtOnce">A provider of version 0 answers only who asks for a bucket, and one that has not said anything cannot be told from one of
    /// version 1 that is slow to start. If true, a bucket named after the relation (<c>relation-7</c>) is asked for at once where no other is; if
    /// false, once the provider has shown that it is of version 0, and in update-status.</param>
    public S3Requirer(CharmBase charm, string relationName, string bucket = "", string path = "", bool asksAtOnce = false)
    {
        _charm = charm;
        _asksAtOnce = asksAtOnce;
        RelationName = relationName;
        Bucket = bucket;
        Path = path;
        charm.Observe(HookKind.RelationCreated, _ => Ask(), relationName);
        charm.Observe(HookKind.RelationJoined, _ => Ask(), relationName);
        charm.Observe(HookKind.RelationChanged, OnRelationChanged, relationName);
        charm.Observe(HookKind.RelationBroken, OnRelationBroken, relationName);
        charm.Observe(HookKind.SecretChanged, OnSecretChanged);
        charm.Observe(HookKind.LeaderElected, _ => Ask());
        charm.Observe(HookKind.UpdateStatus, _ => Ask());
        charm.Observe(HookKind.UpgradeCharm, OnUpgradeCharm);
    }

    /// <summary>Both keys are there. Raised on every unit, in every relation-changed and in secret-changed of the relation's secret.</summary>
    public event EventHandler<StorageConnectionInfoChangedEvent>? StorageConnectionInfoChanged;

    /// <summary>The relation is broken. Raised on every unit, whether or not there was connection info.</summary>
    public event EventHandler<StorageConnectionInfoGoneEvent>? StorageConnectionInfoGone;

    /// <summary>The endpoint.</summary>
    public string RelationName { get; }

    /// <summary>The bucket to ask for when a relation begins; empty for none.</summary>
    public string Bucket { get; }

    /// <summary>The path to ask for when a relation begins; empty for none.</summary>
    public string Path { get; }

    /// <summary>The relations of the endpoint, in Juju's order; in relation-broken without the one that is broken.</summary>
    public IReadOnlyList<Relation> Relations => _charm.Relations(RelationName);

    /// <summary>The version that the provider of a relation speaks.</summary>
    public InterfaceVersion ProviderVersion(RelationId relation) => Wire.VersionOf(Shown(_charm.GetRelation(RelationName, relation)));

    /// <summary>Changes what is asked for. Only the leader can; on another unit nothing is done.</summary>
    /// <param name="relation">The relation; null for all of the endpoint.</param>
    /// <param name="bucket">The bucket; empty for none, null to leave it as it is.</param>
    /// <param name="path">The path; empty for none, null to leave it as it is.</param>
    /// <exception cref="RelationNotFoundException">There is something to write, and the endpoint has no such relation.</exception>
    public void UpdateRequests(RelationId? relation = null, string? bucket = null, string? path = null)
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        List<KeyValuePair<string, string>> changes = [];
        Add(changes, S3Options.Bucket, bucket);
        Add(changes, S3Options.Path, path);
        foreach (Relation one in relation is { } id ? [_charm.GetRelation(RelationName, id)] : Relations)
        {
            one.LocalApplicationData.Update(changes);
        }
    }

    /// <summary>The connection info of the first relation that holds both keys, else of the first relation; empty if there is none.</summary>
    public S3ConnectionInfo GetStorageConnectionInfo()
    {
        S3ConnectionInfo? first = null;
        foreach (Relation relation in Relations)
        {
            S3ConnectionInfo info = Read(relation, SecretReading.Peek);
            if (HasKeys(info))
            {
                return info;
            }

            first ??= info;
        }

        return first ?? S3ConnectionInfo.Empty;
    }

    /// <summary>What the provider gives on a relation, with the keys if this unit can read them; the latest ones, and in the events' handlers those that
    /// the event told of. Empty if it gives nothing, Juju cannot name the application, or the endpoint has no such relation.</summary>
    /// <param name="relation">The relation.</param>
    public S3ConnectionInfo GetStorageConnectionInfo(RelationId relation) => Read(_charm.GetRelation(RelationName, relation), SecretReading.Peek);

    /// <summary>Raises <see cref="StorageConnectionInfoChanged"/>; for charms that find out in another way that connection info is there.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">The remote application.</param>
    /// <param name="unit">The remote unit, if any.</param>
    public void EmitStorageConnectionInfoChanged(Relation relation, string? application = null, UnitName? unit = null)
    {
        _charm.Context.EventEmitted?.Invoke(new CustomEvent("storage-connection-info-changed", RelationName, relation.Id));
        Relation view = _charm.GetRelation(RelationName, relation.Id);
        StorageConnectionInfoChanged?.Invoke(
            this, new StorageConnectionInfoChangedEvent(view, application, unit, Read(view, SecretReading.Peek)));
    }

    /// <summary>Raises <see cref="StorageConnectionInfoGone"/>; for charms that find out in another way that connection info is void.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">The remote application.</param>
    /// <param name="unit">The remote unit, if any.</param>
    public void EmitStorageConnectionInfoGone(Relation relation, string? application = null, UnitName? unit = null)
    {
        _charm.Context.EventEmitted?.Invoke(new CustomEvent("storage-connection-info-gone", RelationName, relation.Id));
        StorageConnectionInfoGone?.Invoke(this, new StorageConnectionInfoGoneEvent(_charm.GetRelation(RelationName, relation.Id), application, unit));
    }

    private static Databag Shown(Relation relation) => relation.RemoteApplicationData?.Content ?? Databag.Empty;

    private static bool HasKeys(S3ConnectionInfo info) => info.ContainsKey(S3Options.AccessKey) && info.ContainsKey(S3Options.SecretKey);

    private static void Add(List<KeyValuePair<string, string>> changes, string key, string? value)
    {
        if (value is not null)
        {
            changes.Add(new(key, value));
        }
    }

    // What a requirer of version 0 saw last stands in its unit's databag, with the keys in clear.
    private void OnUpgradeCharm(Hook hook)
    {
        foreach (Relation relation in Relations.Where(relation => relation.LocalUnitData.Get(DatabagDiff.BookkeepingKey) is not null))
        {
            relation.LocalUnitData.Set(DatabagDiff.BookkeepingKey, "");
        }

        Ask();
    }

    private void OnRelationChanged(Hook hook)
    {
        Ask();
        RelationEvent changed = _charm.RelationEvent();
        Tell(changed.Relation, changed.Application, changed.Unit);
    }

    private void OnSecretChanged(Hook hook)
    {
        foreach (Relation relation in Relations)
        {
            if (hook.Secret is { } uri && RelationSecret.Same(uri, Shown(relation).Get(Wire.SecretExtra)))
            {
                Tell(relation, relation.Application, null);
            }
        }
    }

    private void OnRelationBroken(Hook hook)
    {
        RelationEvent broken = _charm.RelationEvent();
        EmitStorageConnectionInfoGone(broken.Relation, broken.Application, broken.Unit);
    }

    private void Tell(Relation relation, string? application, UnitName? unit)
    {
        if (HasKeys(Read(relation, SecretReading.Refresh)))
        {
            EmitStorageConnectionInfoChanged(relation, application, unit);
        }
    }

    // The latest revision is taken only where the charm is told of it: had it been taken elsewhere, Juju would not run secret-changed.
    private S3ConnectionInfo Read(Relation relation, SecretReading reading)
    {
        if (reading is SecretReading.Refresh || !_read.TryGetValue(relation.Id, out S3ConnectionInfo? info))
        {
            Databag shown = Shown(relation).With([new(Wire.Version, ""), new(DatabagDiff.BookkeepingKey, "")]);
            info = new S3ConnectionInfo(shown.Get(Wire.SecretExtra) is { } uri ? WithKeys(shown, uri, reading) : shown);
            _read[relation.Id] = info;
        }

        return info;
    }

    private Databag WithKeys(Databag shown, string uri, SecretReading reading)
    {
        Databag others = shown.With([new(Wire.SecretExtra, ""), new(S3Options.AccessKey, ""), new(S3Options.SecretKey, "")]);
        try
        {
            IReadOnlyDictionary<string, string> keys = _charm.Juju.SecretGet(uri, null, reading);
            return others.With(keys.Where(key => key.Key is S3Options.AccessKey or S3Options.SecretKey));
        }
        catch (HookCommandException refused)
        {
            // Not granted yet, taken back, or no secret at all: there are no keys. What Juju says names no value.
            _charm.Juju.JujuLog(LogLevel.Warning, $"the secret of the connection info cannot be read: {refused.Message}");
            return others;
        }
    }

    private void Ask()
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        foreach (Relation relation in Relations)
        {
            List<KeyValuePair<string, string>> changes = [];
            RelationDatabag own = relation.LocalApplicationData;
            if (own.Get(Wire.Version) is null)
            {
                Add(changes, Wire.Version, Wire.ThisVersion);
                Add(changes, S3Options.Bucket, Bucket.Length > 0 ? Bucket : null);
                Add(changes, S3Options.Path, Path.Length > 0 ? Path : null);
            }

            if (own.Get(Wire.RequestedSecrets) is null && HasSecrets())
            {
                Add(changes, Wire.RequestedSecrets, PythonJsonWriter.Write(S3Value.Texts([S3Options.AccessKey, S3Options.SecretKey])));
            }

            own.Update(changes);
            if (own.Get(S3Options.Bucket) is null && MustAskByBucket(relation))
            {
                own.Set(S3Options.Bucket, $"relation-{relation.Id}");
            }
        }
    }

    private bool MustAskByBucket(Relation relation) => Wire.VersionOf(Shown(relation)) switch
    {
        InterfaceVersion.V0 => true,
        InterfaceVersion.V1 => false,
        _ => (_asksAtOnce || _charm.Context.Hook.Kind is HookKind.UpdateStatus) && relation.Units.Count > 0,
    };

    private bool HasSecrets()
    {
        try
        {
            _secrets ??= _charm.Juju.SecretIds() is not null;
        }
        catch (HookCommandException)
        {
            // Juju before 3.0: the keys come in the databag.
            _secrets = false;
        }

        return _secrets.Value;
    }
}
