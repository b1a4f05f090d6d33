namespace S3Contract.Harness.Scripts.Language;

/// <summary>The words of the language, for the parser, its messages and completion.</summary>
internal static class Vocabulary
{
    /// <summary>The commands with their usage, by name.</summary>
    public static IReadOnlyDictionary<string, string> Commands { get; } =
        new SortedDictionary<string, string>(Verbs.All.ToDictionary(verb => verb.Name, verb => verb.Usage, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The fields of the interface, as they are spelled in the databag.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "access-key", "attributes", "bucket", "delete-older-than-days", "endpoint", "path", "region", "s3-api-version", "s3-uri-style",
        "secret-key", "storage-class", "tls-ca-chain",
    ];

    /// <summary>The custom events of the interface.</summary>
    public static IReadOnlyList<string> Events { get; } = ["credentials-changed", "credentials-gone", "credentials-requested"];

    /// <summary>What can be expected of units, besides events.</summary>
    public static IReadOnlyList<string> UnitExpectations { get; } = ["action", "error", "hook", "leader", "refused", "status", "write"];

    /// <summary>What can be expected of no unit in particular.</summary>
    public static IReadOnlyList<string> ModelExpectations { get; } = ["databag", "nothing", "quiet"];

    /// <summary>The statuses of units.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["active", "blocked", "maintenance", "waiting"];
}
