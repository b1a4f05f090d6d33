using System.Security.Cryptography;
using System.Text;

namespace S3Contract.Harness.S3;

/// <summary>Who has signed a request.</summary>
/// <param name="AccessKey">Whose key.</param>
/// <param name="Body">What was sent, out of its chunks.</param>
internal sealed record S3Signed(string AccessKey, ReadOnlyMemory<byte> Body);

/// <summary>Checks how a request is signed: version 4 and 2, in the header and in the query. No look at the clock: a signature is as good tomorrow.</summary>
internal static class S3Signature
{
    /// <summary>Checks a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keys">The keys that are known.</param>
    /// <param name="bucket">The bucket that the host names; null if it names none.</param>
    /// <exception cref="S3Refusal">It is not signed, or wrongly.</exception>
    public static S3Signed Check(S3Request request, S3Keys keys, string? bucket)
    {
        if (request.Header("Authorization") is { } header)
        {
            return header.StartsWith(S3SignatureV4.Algorithm, StringComparison.Ordinal) ? S3SignatureV4.Header(request, header, keys)
                : header.StartsWith("AWS ", StringComparison.Ordinal) ? S3SignatureV2.Header(request, header, keys, bucket)
                : throw S3Refusal.Argument("Unsupported Authorization Type");
        }

        return request.Has("X-Amz-Signature") ? S3SignatureV4.Query(request, keys)
            : request.Has("Signature") && request.Has("AWSAccessKeyId") ? S3SignatureV2.Query(request, keys, bucket)
            : throw S3Refusal.AccessDenied();
    }

    /// <summary>Finds the secret key by which a request is signed.</summary>
    /// <exception cref="S3Refusal">There is none.</exception>
    public static string Secret(S3Keys keys, string accessKey, string signature, Func<string, string> sign)
    {
        IReadOnlyList<string> known = keys.Of(accessKey);
        if (known.Count == 0)
            throw new S3Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        byte[] given = Encoding.UTF8.GetBytes(signature);
        return known.FirstOrDefault(secret => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sign(secret)), given)) ?? throw Mismatch();
    }

    public static S3Refusal Mismatch() => new(
        403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
}
