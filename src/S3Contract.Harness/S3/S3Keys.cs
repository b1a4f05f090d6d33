using System.Collections.Immutable;

namespace S3Contract.Harness.S3;

/// <summary>The pairs of keys that an S3 knows. A pair stays good: which one is to be used is a matter between charms.</summary>
internal sealed record S3Keys
{
    /// <summary>None.</summary>
    public static S3Keys None { get; } = new();

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Secrets { get; init; } = S3State.Map<ImmutableArray<string>>();

    /// <summary>The secret keys of an access key, the newest first.</summary>
    public IReadOnlyList<string> Of(string accessKey) => Secrets.TryGetValue(accessKey, out ImmutableArray<string> known) ? known : [];

    /// <summary>The keys with a pair more.</summary>
    public S3Keys With(string accessKey, string secretKey) =>
        accessKey.Length == 0 || secretKey.Length == 0 || Of(accessKey).Contains(secretKey, StringComparer.Ordinal)
            ? this : this with { Secrets = Secrets.SetItem(accessKey, [secretKey, .. Of(accessKey)]) };
}
