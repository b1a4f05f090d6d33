namespace S3Contract.Reference.State;

/// <summary>An access key and a secret key that were issued together, and those known before.</summary>
/// <param name="AccessKey">The access key.</param>
/// <param name="SecretKey">The secret key.</param>
/// <param name="Declared">Known from the scenario, not only from having been shown together.</param>
/// <param name="Requirer">The requirer the pair was issued for, if it was a single one.</param>
/// <param name="Number">Which pair of its application it is, from 1.</param>
/// <param name="Earlier">The pairs known before.</param>
internal sealed record KeyPair(string AccessKey, string SecretKey, bool Declared, string? Requirer, int Number, KeyPair? Earlier)
{
    private Remembered _hash;

    /// <summary>The hash of this pair and all those before.</summary>
    public Hash128 Hash => _hash.Of(this, StateFingerprint.Of);

    /// <summary>This list with one pair more; the list itself if it has that pair.</summary>
    public static KeyPair Add(KeyPair? pairs, string accessKey, string secretKey, bool declared, string? requirer)
    {
        for (KeyPair? pair = pairs; pair is not null; pair = pair.Earlier)
        {
            if (pair.Is(accessKey, secretKey) && (pair.Declared || !declared)
                && string.Equals(pair.Requirer, requirer, StringComparison.Ordinal))
            {
                return pairs!;
            }
        }

        return new KeyPair(accessKey, secretKey, declared, requirer, (pairs?.Number ?? 0) + 1, pairs);
    }

    /// <summary>Is this pair known from the scenario, for whomever it was issued?</summary>
    public static bool IsDeclared(KeyPair? pairs, string accessKey, string secretKey)
    {
        for (; pairs is not null; pairs = pairs.Earlier)
        {
            if (pairs.Declared && pairs.Is(accessKey, secretKey))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is it this pair?</summary>
    public bool Is(string accessKey, string secretKey) =>
        string.Equals(AccessKey, accessKey, StringComparison.Ordinal) && string.Equals(SecretKey, secretKey, StringComparison.Ordinal);

    /// <summary>Does a value stand in it?</summary>
    public bool Holds(string value) =>
        string.Equals(AccessKey, value, StringComparison.Ordinal) || string.Equals(SecretKey, value, StringComparison.Ordinal);
}
