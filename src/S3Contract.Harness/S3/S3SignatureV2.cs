using System.Security.Cryptography;
using System.Text;

namespace S3Contract.Harness.S3;

/// <summary>Signatures of version 2, as old clients make them.</summary>
internal static class S3SignatureV2
{
    // What of the query is signed.
    private static readonly HashSet<string> s_signed = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "encryption", "inventory", "legal-hold", "lifecycle", "location", "logging", "metrics", "notification",
        "object-lock", "partNumber", "policy", "publicAccessBlock", "replication", "requestPayment", "response-cache-control", "response-content-disposition", "response-content-encoding",
        "response-content-language", "response-content-type", "response-expires", "restore", "retention", "select", "select-type", "tagging", "torrent", "uploadId", "uploads", "versionId",
        "versioning", "versions", "website",
    };

    /// <summary>Signed in the header.</summary>
    public static S3Signed Header(S3Request request, string header, S3Keys keys, string? bucket)
    {
        string[] words = header["AWS ".Length..].Split(':', 2);
        if (words.Length < 2)
            throw S3Refusal.Argument("AWS authorization header is invalid. Expected AwsAccessKeyId:signature");
        string date = request.Header("x-amz-date") is null ? request.Header("Date") ?? "" : "";
        return Checked(request, keys, bucket, words[0].Trim(), words[1].Trim(), date);
    }

    /// <summary>Signed in the query.</summary>
    public static S3Signed Query(S3Request request, S3Keys keys, string? bucket) =>
        Checked(request, keys, bucket, request.Value("AWSAccessKeyId")!, request.Value("Signature")!, request.Value("Expires") ?? throw S3Refusal.AccessDenied());

    private static S3Signed Checked(S3Request request, S3Keys keys, string? bucket, string accessKey, string signature, string date)
    {
        string start = $"{request.Method}\n{request.Header("Content-MD5")}\n{request.Header("Content-Type")}\n{date}\n{AmazonHeaders(request)}";
        string[] texts = [.. Paths(request).Select(path => start + Resource(request, bucket, path))];
        _ = S3Signature.Secret(keys, accessKey, signature, secret =>
            texts.Select(text => Sign(secret, text)).FirstOrDefault(made => string.Equals(made, signature, StringComparison.Ordinal)) ?? "");
        return new S3Signed(accessKey, request.Body);
    }

    // Some clients sign the path of a bucket with a slash at its end, which they do not send.
    private static IEnumerable<string> Paths(S3Request request) =>
        request.RawPath.LastIndexOf('/') == 0 && request.RawPath.Length > 1 ? [request.RawPath, request.RawPath + "/"] : [request.RawPath];

    // What this version is made of.
#pragma warning disable CA5350
    private static string Sign(string secret, string text) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    private static string AmazonHeaders(S3Request request) => string.Concat(request.Headers
        .Where(header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
        .GroupBy(header => header.Key.ToLowerInvariant(), header => header.Value.Trim(), StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key}:{string.Join(',', group)}\n"));

    private static string Resource(S3Request request, string? bucket, string path)
    {
        string[] signed =
        [
            .. request.Query.Where(pair => s_signed.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Value.Length == 0 ? pair.Key : $"{pair.Key}={pair.Value}"),
        ];
        return (bucket is null ? "" : "/" + bucket) + path + (signed.Length == 0 ? "" : "?" + string.Join('&', signed));
    }
}
