namespace S3Contract.Harness.Traces;

/// <summary>Which names stand for a secret.</summary>
internal static class SecretName
{
    /// <summary>Is what stands under this name a secret? So are <c>access-key</c> and <c>secret-key</c>, however they are spelled and
    /// whatever stands around them: <c>s3-access-key</c>, <c>AWS_SECRET_ACCESS_KEY</c>, <c>secretKey</c>.</summary>
    public static bool Is(string name)
    {
        if (name.Length is < 9 or > 128)
        {
            return false;
        }

        Span<char> letters = stackalloc char[name.Length];
        int length = 0;
        foreach (char c in name)
        {
            if (c is not ('-' or '_' or '.' or ' '))
            {
                letters[length++] = char.ToLowerInvariant(c);
            }
        }

        ReadOnlySpan<char> plain = letters[..length];
        return plain.Contains("accesskey", StringComparison.Ordinal) || plain.Contains("secretkey", StringComparison.Ordinal);
    }

    /// <summary>The name under which what stands in a secret of Juju is looked at: all of it is secret, but for the fields that everybody may read.</summary>
    public static string InSecret(string key) => IsOpenField(key) || Is(key) ? key : "secret-key";

    /// <summary>Is this a field of the contract whose values have a form of their own, so that a short secret that happens to equal one
    /// (<c>path</c>, <c>2</c>) must not change it?</summary>
    public static bool IsOpenField(string name) => name is "bucket" or "endpoint" or "region" or "path" or "storage-class" or "s3-uri-style"
        or "s3-api-version" or "delete-older-than-days" or "tls-ca-chain" or "attributes";
}
