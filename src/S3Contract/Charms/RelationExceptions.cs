namespace S3Contract.Charms;

/// <summary>Something is to be written to a relation that the endpoint does not have (any more).</summary>
public sealed class RelationNotFoundException(string endpoint, RelationId relation)
    : Exception($"the endpoint {endpoint} has no relation {relation}")
{
    /// <summary>The relation that was named.</summary>
    public RelationId Relation { get; } = relation;
}

/// <summary>Juju's access rules do not let this unit read or write the databag; it was not even asked.</summary>
public sealed class RelationDataAccessException(string message, bool write) : Exception(message)
{
    /// <summary>True if the databag was to be written, false if it was to be read.</summary>
    public bool Write { get; } = write;
}

/// <summary>A databag holds text only, and something else was to be written.</summary>
public sealed class RelationDataTypeException(string key, string kind)
    : Exception($"a databag holds text only, but \"{key}\" was given a value of the kind {kind}")
{
    /// <summary>The key that was to be set.</summary>
    public string Key { get; } = key;
}

/// <summary>No relation was named, and the endpoint has more than one.</summary>
public sealed class TooManyRelatedApplicationsException(string endpoint, int count)
    : Exception($"the endpoint {endpoint} has {count} relations; one must be named")
{
    /// <summary>How many relations the endpoint has.</summary>
    public int Count { get; } = count;
}
