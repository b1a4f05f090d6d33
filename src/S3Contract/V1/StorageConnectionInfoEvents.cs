using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>A requirer asks for connection info, or has changed what it asks for.</summary>
/// <inheritdoc/>
public sealed class StorageConnectionInfoRequestedEvent(Relation relation, string? application, UnitName? unit)
    : RelationEvent(relation, application, unit)
{
    /// <summary>The bucket that is asked for; null if none is. A requirer of version 0 always asks for one, if only by the name <c>relation-7</c>.</summary>
    public string? Bucket => Requested.Get(S3Options.Bucket);

    /// <summary>The path in the bucket that is asked for; null if none is.</summary>
    public string? Path => Requested.Get(S3Options.Path);

    /// <summary>The version that the requirer speaks.</summary>
    public InterfaceVersion RequirerVersion => Wire.VersionOf(Requested);

    private Databag Requested => Relation.RemoteApplicationData?.Content ?? Databag.Empty;
}

/// <summary>Connection info is there, or has changed.</summary>
/// <param name="relation">The relation.</param>
/// <param name="application">The remote application the event is about; null if Juju cannot name it.</param>
/// <param name="unit">The remote unit the event is about; null if it is about the application, or the secret.</param>
/// <param name="connectionInfo">What was read.</param>
public sealed class StorageConnectionInfoChangedEvent(Relation relation, string? application, UnitName? unit, S3ConnectionInfo connectionInfo)
    : RelationEvent(relation, application, unit)
{
    /// <summary>What the provider gives, with both keys, whether they came in a secret or in the databag.</summary>
    public S3ConnectionInfo ConnectionInfo { get; } = connectionInfo;
}

/// <summary>The relation is broken, and with it any connection info is gone.</summary>
/// <inheritdoc/>
public sealed class StorageConnectionInfoGoneEvent(Relation relation, string? application, UnitName? unit)
    : RelationEvent(relation, application, unit);
