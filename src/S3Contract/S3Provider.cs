using System.Globalization;
using System.Numerics;
using S3Contract.Charms;

namespace S3Contract;

/// <summary>
/// The provider's side of the interface <c>s3</c>: tells the charm who asks for credentials, and hands them out. Make it in the charm's
/// constructor. Every method that writes needs leadership, and silently does nothing on another unit.
/// </summary>
public sealed class S3Provider
{
    private readonly CharmBase _charm;
    private readonly S3Behavior _behavior;

    /// <summary>Makes the provider's side for one endpoint.</summary>
    /// <param name="charm">The charm.</param>
    /// <param name="relationName">The endpoint.</param>
    /// <param name="behavior">How far to go beyond the Python library; null: not at all.</param>
    public S3Provider(CharmBase charm, string relationName, S3Behavior? behavior = null)
    {
        _charm = charm;
        _behavior = behavior ?? S3Behavior.Original;
        RelationName = relationName;
        if (charm.IsHook(HookKind.RelationChanged, relationName))
        {
            charm.Observe(HookKind.RelationChanged, OnRelationChanged, relationName);
        }
        else if (_behavior.CatchesUp && charm.Context.Hook.Kind is HookKind.LeaderElected or HookKind.UpdateStatus)
        {
            charm.Observe(charm.Context.Hook.Kind, _ => CatchUp(handled: null));
        }
    }

    /// <summary>A requirer asks for a bucket that was not there before. Raised on the leader only.</summary>
    public event EventHandler<CredentialRequestedEvent>? CredentialsRequested;

    /// <summary>The endpoint.</summary>
    public string RelationName { get; }

    /// <summary>The relations of the endpoint, in Juju's order; in relation-broken without the one that is broken.</summary>
    public IReadOnlyList<Relation> Relations => _charm.Relations(RelationName);

    /// <summary>What the remote application of each relation shows, as text, without the bookkeeping under <c>data</c>; empty where Juju
    /// cannot name the application.</summary>
    public IReadOnlyDictionary<RelationId, Databag> FetchRelationData()
    {
        var data = new Dictionary<RelationId, Databag>();
        foreach (Relation relation in Relations)
        {
            data[relation.Id] = relation.RemoteApplicationData?.Content.With(DatabagDiff.BookkeepingKey, "") ?? Databag.Empty;
        }

        return data;
    }

    /// <summary>Sets options in the own application's databag, all with one <c>relation-set</c>; an empty text deletes. The options
    /// <c>attributes</c> and <c>tls-ca-chain</c> are written as JSON.</summary>
    /// <param name="relation">The relation; null: the only one of the endpoint (and nothing is done if there is none).</param>
    /// <param name="connectionData">The options; of an option given twice the last value counts.</param>
    /// <exception cref="RelationNotFoundException">There is something to write, and the endpoint has no such relation.</exception>
    /// <exception cref="TooManyRelatedApplicationsException">No relation was named, and there are several.</exception>
    /// <exception cref="RelationDataTypeException">An ordinary option was given something that is not text; nothing is written.</exception>
    public void UpdateConnectionInfo(RelationId? relation, IEnumerable<KeyValuePair<string, S3Value>> connectionData) =>
        S3Options.Update(_charm, RelationName, relation, connectionData);

    /// <summary>Sets <c>bucket</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetBucket(RelationId? relation, string bucket) => Set(relation, S3Options.Bucket, bucket);

    /// <summary>Sets <c>access-key</c>. To set it together with the secret key, use <see cref="UpdateConnectionInfo"/>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetAccessKey(RelationId? relation, string accessKey) => Set(relation, S3Options.AccessKey, accessKey);

    /// <summary>Sets <c>secret-key</c>. To set it together with the access key, use <see cref="UpdateConnectionInfo"/>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetSecretKey(RelationId? relation, string secretKey) => Set(relation, S3Options.SecretKey, secretKey);

    /// <summary>Sets <c>path</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetPath(RelationId? relation, string path) => Set(relation, S3Options.Path, path);

    /// <summary>Sets <c>endpoint</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetEndpoint(RelationId? relation, string endpoint) => Set(relation, S3Options.Endpoint, endpoint);

    /// <summary>Sets <c>region</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetRegion(RelationId? relation, string region) => Set(relation, S3Options.Region, region);

    /// <summary>Sets <c>s3-uri-style</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetS3UriStyle(RelationId? relation, string s3UriStyle) => Set(relation, S3Options.S3UriStyle, s3UriStyle);

    /// <summary>Sets <c>storage-class</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetStorageClass(RelationId? relation, string storageClass) => Set(relation, S3Options.StorageClass, storageClass);

    /// <summary>Sets <c>tls-ca-chain</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetTlsCaChain(RelationId? relation, IEnumerable<string> tlsCaChain) =>
        UpdateConnectionInfo(relation, [new(S3Options.TlsCaChain, S3Value.Texts(tlsCaChain))]);

    /// <summary>Sets <c>s3-api-version</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetS3ApiVersion(RelationId? relation, string s3ApiVersion) => Set(relation, S3Options.S3ApiVersion, s3ApiVersion);

    /// <summary>Sets <c>delete-older-than-days</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetDeleteOlderThanDays(RelationId? relation, BigInteger days) =>
        Set(relation, S3Options.DeleteOlderThanDays, days.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets <c>attributes</c>.</summary>
    /// <inheritdoc cref="UpdateConnectionInfo"/>
    public void SetAttributes(RelationId? relation, IEnumerable<string> attributes) =>
        UpdateConnectionInfo(relation, [new(S3Options.Attributes, S3Value.Texts(attributes))]);

    /// <summary>Compares the remote application's databag with what was last seen; the bookkeeping is in the own application's databag,
    /// so only the leader can. The library compares in every relation-changed: a change found here raises no event any more.</summary>
    /// <inheritdoc cref="DatabagDiff.Diff"/>
    public DatabagDiff Diff(RelationEvent @event) =>
        DatabagDiff.Compare(@event, @event.Relation.ApplicationData(_charm.Application), _behavior.RepairsBookkeeping);

    /// <summary>Raises <see cref="CredentialsRequested"/>; for charms that find out in another way that somebody waits.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="application">The remote application.</param>
    /// <param name="unit">The remote unit, if any.</param>
    public void EmitCredentialsRequested(Relation relation, string? application = null, UnitName? unit = null)
    {
        _charm.Context.EventEmitted?.Invoke(new CustomEvent("credentials-requested", RelationName, relation.Id));
        CredentialsRequested?.Invoke(
            this, new CredentialRequestedEvent(_charm.GetRelation(RelationName, relation.Id), application, unit));
    }

    private void Set(RelationId? relation, string option, string text) => S3Options.Set(_charm, RelationName, relation, option, text);

    private void OnRelationChanged(Hook hook)
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        Handle(_charm.RelationEvent());
        if (_behavior.CatchesUp)
        {
            CatchUp(handled: hook.Relation);
        }
    }

    private void Handle(RelationEvent changed)
    {
        if (Diff(changed).Added.Contains(S3Options.Bucket, StringComparer.Ordinal))
        {
            EmitCredentialsRequested(changed.Relation, changed.Application, changed.Unit);
        }
    }

    // What was handled is saved in the application's databag, so a request that is handled is not found again.
    private void CatchUp(RelationId? handled)
    {
        if (!_charm.IsLeader())
        {
            return;
        }

        foreach (Relation relation in Relations)
        {
            if (relation.Id != handled)
            {
                Handle(new RelationEvent(relation, relation.Application, null));
            }
        }
    }
}
