using System.Globalization;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>The parameters of a reference charm's action: options in the spelling of the databag, and perhaps the number of the one
/// relation that is meant.</summary>
internal sealed record ActionOptions(RelationId? Relation, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    public static ActionOptions Of(CharmBase charm)
    {
        RelationId? relation = null;
        var options = new List<KeyValuePair<string, string>>();
        foreach (KeyValuePair<string, string> parameter in charm.Juju.ActionGet())
        {
            if (!string.Equals(parameter.Key, "relation", StringComparison.Ordinal))
            {
                options.Add(parameter);
            }
            else if (int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                relation = number;
            }
        }

        return new ActionOptions(relation, options);
    }

    /// <summary>The text given for an option; null if none is.</summary>
    public string? Get(string option) =>
        Options.Where(given => string.Equals(given.Key, option, StringComparison.Ordinal)).Select(given => given.Value).LastOrDefault();

    /// <summary>An option's text as the library takes it: a list option is given as JSON, or as texts with commas between.</summary>
    public static S3Value Value(string option, string text) =>
        !S3Options.IsList(option) ? text
        : S3Value.TryParse(text, out S3Value value) && value.Kind == S3ValueKind.List ? value
        : S3Value.Texts(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The relations that are meant; none if the one that is meant has ended by now.</summary>
    public IReadOnlyList<Relation> Relations(CharmBase charm, string endpoint) => Relation is { } meant
        ? [.. charm.Relations(endpoint).Where(relation => relation.Id == meant)]
        : charm.Relations(endpoint);
}
