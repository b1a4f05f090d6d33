namespace S3Contract.Reference.State;

/// <summary>The S3 that a unit has read about on a relation.</summary>
/// <param name="AccessKey">The access key.</param>
/// <param name="Bucket">The bucket; null if none was given.</param>
/// <param name="Path">The path in it; null if none was given.</param>
internal sealed record GivenPlace(string AccessKey, string? Bucket, string? Path)
{
    /// <summary>The access keys that it had read there before.</summary>
    public string[] Before { get; init; } = [];

    /// <summary>Where it is; null if that was not told.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The chain of certificates that it is to be trusted by, as it stood there; null if none was given.</summary>
    public string? Chain { get; init; }

    /// <summary>Has a relation-changed brought the chain?</summary>
    public bool Settled { get; init; }

    /// <summary>Has the unit trusted the chain, once it had it?</summary>
    public bool Trusted { get; init; }

    /// <summary>What the unit has read once it reads another.</summary>
    public GivenPlace Followed(GivenPlace next)
    {
        next = string.Equals(Chain, next.Chain, StringComparison.Ordinal) && string.Equals(Endpoint, next.Endpoint, StringComparison.Ordinal)
            ? next with { Settled = Settled, Trusted = Trusted } : next;
        return string.Equals(AccessKey, next.AccessKey, StringComparison.Ordinal)
            ? next with { Before = Before }
            : next with { Before = [.. Before.Where(key => !string.Equals(key, next.AccessKey, StringComparison.Ordinal)), AccessKey] };
    }

    /// <summary>Is it at this endpoint?</summary>
    public bool IsAt(string endpoint) => string.Equals(Endpoint?.TrimEnd('/'), endpoint, StringComparison.Ordinal);

    /// <summary>Was this key shown before, and replaced?</summary>
    public bool Replaced(string key) => Array.IndexOf(Before, key) >= 0;

    /// <summary>Is this key that of the relation, or was it?</summary>
    public bool Knew(string key) => string.Equals(AccessKey, key, StringComparison.Ordinal) || Replaced(key);

    /// <summary>Does an object lie below the path?</summary>
    public bool Holds(string key)
    {
        string folder = (Path ?? "").Trim('/');
        return folder.Length == 0 || folder.Contains("..", StringComparison.Ordinal) || string.Equals(key, folder, StringComparison.Ordinal)
            || key.TrimStart('/').StartsWith(folder + "/", StringComparison.Ordinal);
    }
}
