namespace S3Contract.Reference.Observations;

/// <summary>What an operator's step carries out for the scenario: which fields it hands to the charm, however that charm calls them. The
/// charm's profile translates a scenario's <c>issue</c>, <c>set</c> and <c>write</c> into options and actions of many names; this says what
/// they stand for.</summary>
/// <param name="Kind">Which command of the scenario it is a part of.</param>
/// <param name="Fields">The fields that this step hands over, in the form that a databag shows them in; an empty value takes one back.</param>
public sealed record Handover(HandoverKind Kind, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The requiring application that the fields are meant for, if it is a single one; null for all of them.</summary>
    public string? Requirer { get; init; }

    /// <summary>The application that is handed the fields, where the step itself names none: a secret of an operator belongs to nobody.</summary>
    public string? Application { get; init; }

    /// <summary>The fields that reach the charm in another form than a databag's (comma separated, base64), which the charm has to turn
    /// back; null if none does.</summary>
    public IReadOnlyList<string>? Converted { get; init; }

    /// <summary>What this step hands over for a field, or null.</summary>
    public string? Get(string field)
    {
        foreach ((string name, string value) in Fields)
        {
            if (string.Equals(name, field, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Has the charm to turn this field back into a databag's form?</summary>
    public bool Converts(string field) => Converted is { } converted && converted.Contains(field, StringComparer.Ordinal);

    internal Handover Through(TextPass texts) => this with { Fields = texts.Fields(Fields) };
}

/// <summary>The commands of a scenario that hand fields to a charm.</summary>
public enum HandoverKind
{
    /// <summary><c>issue</c>: the charm is to hand these out to its requirers.</summary>
    Issue,

    /// <summary><c>set</c>: single fields are changed, on a unit that may or may not lead.</summary>
    Set,

    /// <summary><c>write</c>: the databag is to hold just this, sensible or not; what it holds then is not the charm's doing.</summary>
    Write,
}
