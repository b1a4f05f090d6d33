using System.Globalization;
using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>The secret by which a provider hands the keys over on one relation: the application's, granted to that relation, and found by its label.</summary>
internal sealed class RelationSecret(IHookCommands juju, string endpoint, RelationId relation)
{
    private const string LabelEnd = ".extra.secret";

    /// <summary>Its label, which is that of the Python library: a charm that changes its language finds its secrets.</summary>
    public string Label => $"{endpoint}.{relation}{LabelEnd}";

    /// <summary>Is there one, so that this unit manages it?</summary>
    public bool IsThere => Find() is not null;

    /// <summary>The relation that a label names; null if it is none of this endpoint.</summary>
    public static RelationId? RelationOf(string? label, string endpoint) =>
        label is not null && label.Length > endpoint.Length + 1 + LabelEnd.Length
        && label.StartsWith(endpoint + ".", StringComparison.Ordinal) && label.EndsWith(LabelEnd, StringComparison.Ordinal)
        && int.TryParse(label.AsSpan(endpoint.Length + 1, label.Length - endpoint.Length - 1 - LabelEnd.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new RelationId(number)
            : null;

    /// <summary>Are both the same secret? Its id is what counts: Juju puts a model in front of it, or not.</summary>
    public static bool Same(string uri, string? other) =>
        other is not null && uri.AsSpan(IdAt(uri)).Equals(other.AsSpan(IdAt(other)), StringComparison.Ordinal);

    /// <summary>Puts a pair of keys into it: a new secret, or a new revision if they are others than the latest.</summary>
    /// <param name="accessKey">The access key.</param>
    /// <param name="secretKey">The secret key.</param>
    /// <param name="shown">The URI that the requirer was shown before, if any.</param>
    /// <returns>Its URI.</returns>
    public string Put(string accessKey, string secretKey, string? shown)
    {
        var pair = new Dictionary<string, string>(StringComparer.Ordinal) { [S3Options.AccessKey] = accessKey, [S3Options.SecretKey] = secretKey };
        if (Find() is not { } uri)
        {
            uri = juju.SecretAdd(pair, SecretOwner.Application, new SecretSettings { Label = Label });
            juju.SecretGrant(uri, relation);
            return uri;
        }

        if (!Same(uri, shown))
        {
            juju.SecretGrant(uri, relation);
        }

        if (!Holds(Read(uri), pair))
        {
            juju.SecretSet(uri, pair, SecretSettings.None);

            // The owner takes the new revision as well: else Juju would tell it of its own change, and keep the revision before for it.
            Read(uri);
        }

        return uri;
    }

    /// <summary>Removes it, if it is there.</summary>
    public void Remove()
    {
        if (Find() is { } uri)
        {
            juju.SecretRemove(uri);
        }
    }

    private string? Find()
    {
        try
        {
            return "secret:" + juju.SecretInfoGet(null, Label).Id;
        }
        catch (HookCommandException)
        {
            // Juju tells of what this unit manages, and refuses everything else.
            return null;
        }
    }

    private IReadOnlyDictionary<string, string> Read(string uri)
    {
        try
        {
            return juju.SecretGet(uri, null, SecretReading.Refresh);
        }
        catch (HookCommandException)
        {
            // Until Juju 3.1.6 an owner reads the latest revision, and is refused the flag.
            return juju.SecretGet(uri, null, SecretReading.Tracked);
        }
    }

    private static bool Holds(IReadOnlyDictionary<string, string> content, Dictionary<string, string> pair) =>
        content.Count == pair.Count && pair.All(item => content.TryGetValue(item.Key, out string? value) && string.Equals(value, item.Value, StringComparison.Ordinal));

    private static int IdAt(string uri) => uri.AsSpan().LastIndexOfAny('/', ':') + 1;
}
