using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>A provider is to answer on a relation where the requirer has said nothing yet: then nothing but the version may be written.</summary>
public sealed class PrematureDataAccessException(string endpoint, RelationId relation)
    : Exception($"the requirer on relation {relation} of the endpoint {endpoint} has said nothing yet: answer when StorageConnectionInfoRequested is raised, or where IsProtocolReady is true")
{
    /// <summary>The relation.</summary>
    public RelationId Relation { get; } = relation;
}
