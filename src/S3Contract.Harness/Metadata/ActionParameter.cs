namespace S3Contract.Harness.Metadata;

/// <summary>One node of an action's parameters: a value, null, a list, or a map (<c>juju run app/0 do a.b=1</c> gives <c>{a: {b: 1}}</c>).</summary>
internal sealed record ActionParameter
{
    /// <summary>YAML's null.</summary>
    public static ActionParameter Null { get; } = new() { IsNull = true };

    /// <summary>The value, if this is one.</summary>
    public ConfigValue? Value { get; init; }

    /// <summary>The items, if this is a list; else null.</summary>
    public IReadOnlyList<ActionParameter>? Items { get; init; }

    /// <summary>The entries, if this is a map, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, ActionParameter>> Entries { get; init; } = [];

    /// <summary>Is this null?</summary>
    public bool IsNull { get; init; }

    /// <summary>Is this a map?</summary>
    public bool IsMap => Value is null && Items is null && !IsNull;

    /// <summary>The type in the words of JSON Schema: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c>,
    /// <c>object</c> or <c>null</c>.</summary>
    public string Type => (Value?.Value, Items, IsNull) switch
    {
        (string, _, _) => "string",
        (long, _, _) => "integer",
        (double, _, _) => "number",
        (bool, _, _) => "boolean",
        (_, not null, _) => "array",
        (_, _, true) => "null",
        _ => "object",
    };

    /// <summary>A text.</summary>
    public static implicit operator ActionParameter(string value) => new() { Value = value };

    /// <summary>A whole number.</summary>
    public static implicit operator ActionParameter(long value) => new() { Value = value };

    /// <summary>A value.</summary>
    public static implicit operator ActionParameter(ConfigValue value) => new() { Value = value };

    /// <summary>The entry of that name; null if there is none.</summary>
    public ActionParameter? Find(string name)
    {
        foreach ((string key, ActionParameter entry) in Entries)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>This map with an entry set.</summary>
    public ActionParameter With(string name, ActionParameter entry)
    {
        var entries = new SortedDictionary<string, ActionParameter>(StringComparer.Ordinal);
        foreach ((string key, ActionParameter known) in Entries)
        {
            entries[key] = known;
        }

        entries[name] = entry;
        return new ActionParameter { Entries = [.. entries] };
    }
}
