using S3Contract.Charms;

namespace S3Contract;

/// <summary>An event about a bucket that a requirer asks for.</summary>
/// <inheritdoc/>
public class BucketEvent(Relation relation, string? application, UnitName? unit) : RelationEvent(relation, application, unit)
{
    /// <summary>The bucket that the remote application asks for; empty if it asks for none, null if Juju cannot name the
    /// application.</summary>
    public string? Bucket => Relation.RemoteApplicationData is { } databag ? databag.Get(S3Options.Bucket) ?? "" : null;
}

/// <summary>A requirer has asked for credentials: its databag shows a bucket that was not there before.</summary>
/// <inheritdoc/>
public sealed class CredentialRequestedEvent(Relation relation, string? application, UnitName? unit)
    : BucketEvent(relation, application, unit);
