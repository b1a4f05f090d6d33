namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>What the names mean under which a charm's code emits its custom events. All names are in kebab case.</summary>
internal sealed class EventNames
{
    /// <summary>The events of the contract.</summary>
    public static readonly string[] Own = ["credentials-requested", "credentials-changed", "credentials-gone"];

    /// <summary>The contract's own names, and those of the libraries that are known: <c>object-storage-charmlib</c>, and the one that
    /// s3-integrator carries since it speaks version 1.</summary>
    public static readonly EventNames Known = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["storage-connection-info-requested"] = "credentials-requested",
        ["storage-connection-info-changed"] = "credentials-changed",
        ["storage-connection-info-gone"] = "credentials-gone",
        ["s3-connection-info-changed"] = "credentials-changed",
        ["s3-connection-info-gone"] = "credentials-gone",
    });

    private readonly Dictionary<string, string> _others;

    private EventNames(Dictionary<string, string> others) => _others = others;

    /// <summary>The known names, and further ones.</summary>
    /// <param name="further">Name in the charm's code, event of the contract.</param>
    public static EventNames With(IReadOnlyDictionary<string, string> further)
    {
        if (further.Count == 0)
            return Known;

        Dictionary<string, string> others = new(Known._others, StringComparer.Ordinal);
        foreach ((string name, string means) in further)
            others[name] = means;
        return new EventNames(others);
    }

    /// <summary>A name as code spells it (<c>credentials_changed</c>) or as we do, in kebab case.</summary>
    public static string Kebab(string name) => name.Replace('_', '-');

    /// <summary>The event of the contract that a name means.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The event, and the name where it is not the contract's own; null if it means none.</returns>
    public (string Name, string? As)? Find(string name) =>
        _others.TryGetValue(name, out string? means) ? (means, string.Equals(means, name, StringComparison.Ordinal) ? null : name)
        : Array.IndexOf(Own, name) >= 0 ? (name, null)
        : null;
}
