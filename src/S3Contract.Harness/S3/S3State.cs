using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace S3Contract.Harness.S3;

/// <summary>All that an S3 holds. The time is a count of what was done.</summary>
internal sealed record S3State
{
    /// <summary>The most that it holds.</summary>
    public const long Largest = 64 * 1024 * 1024;

    private const int Most = 20_000;

    /// <summary>Nothing.</summary>
    public static S3State Empty { get; } = new();

    /// <summary>How many requests there were.</summary>
    public long Ticks { get; init; }

    /// <summary>The buckets, by name.</summary>
    public ImmutableSortedDictionary<string, S3Bucket> Buckets { get; init; } = Map<S3Bucket>();

    /// <summary>How many uploads in parts were ever begun.</summary>
    public int Uploads { get; init; }

    /// <summary>The state with a bucket as it is now.</summary>
    /// <exception cref="S3Refusal">There is no room.</exception>
    public S3State With(S3Bucket bucket)
    {
        S3State next = this with { Buckets = Buckets.SetItem(bucket.Name, bucket) };
        return next.Buckets.Values.Sum(known => known.Size) > Largest || next.Buckets.Count + bucket.Objects.Count + bucket.Uploads.Count > Most
            ? throw new S3Refusal(507, "InsufficientCapacity", "This simulated S3 holds no more.") { Lacks = "an S3 that holds so much" }
            : next;
    }

    /// <summary>The state with a bucket of a name, a new one if it has none.</summary>
    public S3State WithBucket(string name) => Buckets.ContainsKey(name) ? this : With(new S3Bucket(name, Ticks));

    /// <summary>A bucket.</summary>
    /// <exception cref="S3Refusal">There is none.</exception>
    public S3Bucket Bucket(string name) => Buckets.GetValueOrDefault(name) ?? throw S3Refusal.NoSuchBucket();

    internal static ImmutableSortedDictionary<string, T> Map<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>A bucket.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Made">When it was made.</param>
internal sealed record S3Bucket(string Name, long Made)
{
    /// <summary>What is in it, by key.</summary>
    public ImmutableSortedDictionary<string, S3Object> Objects { get; init; } = S3State.Map<S3Object>();

    /// <summary>The uploads that have begun and not ended.</summary>
    public ImmutableSortedDictionary<string, S3Upload> Uploads { get; init; } = S3State.Map<S3Upload>();

    /// <summary>What was set of it (policy, lifecycle, …), as it was sent.</summary>
    public ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Settings { get; init; } = S3State.Map<ReadOnlyMemory<byte>>();

    /// <summary>How many bytes it holds.</summary>
    public long Size => Objects.Values.Sum(value => (long)value.Content.Length) + Uploads.Values.Sum(upload => upload.Parts.Values.Sum(part => (long)part.Content.Length));
}

/// <summary>An object.</summary>
/// <param name="Content">What is in it.</param>
/// <param name="ETag">Its entity tag, with the quotes.</param>
/// <param name="Modified">When it was written.</param>
/// <param name="Headers">What is said of it: its type, and the caller's own.</param>
internal sealed record S3Object(ReadOnlyMemory<byte> Content, string ETag, long Modified, ImmutableArray<KeyValuePair<string, string>> Headers)
{
    /// <summary>The entity tag of a content.</summary>
    public static string TagOf(ReadOnlyMemory<byte> content) => Quoted(Digest(content.Span));

    /// <summary>The entity tag of an object that was sent in parts.</summary>
    public static string TagOf(IReadOnlyCollection<S3Object> parts) =>
        $"\"{Convert.ToHexStringLower(Digest([.. parts.SelectMany(part => Digest(part.Content.Span))]))}-{parts.Count.ToString(CultureInfo.InvariantCulture)}\"";

    private static string Quoted(byte[] digest) => $"\"{Convert.ToHexStringLower(digest)}\"";

    // What the interface asks for; it protects nothing.
#pragma warning disable CA5351
    public static byte[] Digest(ReadOnlySpan<byte> content) => MD5.HashData(content);
#pragma warning restore CA5351
}

/// <summary>An upload in parts.</summary>
/// <param name="Key">The key of what it is to be.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Headers">What is said of it.</param>
internal sealed record S3Upload(string Key, long Begun, ImmutableArray<KeyValuePair<string, string>> Headers)
{
    /// <summary>The parts, by their number.</summary>
    public ImmutableSortedDictionary<int, S3Object> Parts { get; init; } = ImmutableSortedDictionary<int, S3Object>.Empty;
}
