namespace S3Contract.Harness.Metadata;

/// <summary>What <c>actions.yaml</c> says of a parameter of an action, or of all of them together: the part of JSON Schema that Juju checks and
/// that charms use.</summary>
internal sealed record ParameterSchema
{
    /// <summary>The types it may have (<c>type:</c>); empty for any.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The values it may have (<c>enum:</c>); empty for any.</summary>
    internal IReadOnlyList<ActionParameter> Enumeration { get; init; } = [];

    /// <summary>The value it has if none is given; null for none.</summary>
    internal ActionParameter? Default { get; init; }

    /// <summary>What is said of the entries of a map (<c>properties:</c>), in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, ParameterSchema>> Properties { get; init; } = [];

    /// <summary>The entries that a map must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>May a map have other entries than <see cref="Properties"/>? Null for what the version of Juju takes by default: yes before 4.0.</summary>
    public bool? AdditionalProperties { get; init; }

    /// <summary>What is said of the items of a list; null for nothing.</summary>
    public ParameterSchema? Items { get; init; }

    /// <summary>What is said of an entry; null if nothing is.</summary>
    public ParameterSchema? Find(string name)
    {
        foreach ((string key, ParameterSchema schema) in Properties)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                return schema;
            }
        }

        return null;
    }
}
