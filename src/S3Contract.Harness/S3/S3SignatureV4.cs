using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.S3;

/// <summary>Signatures of version 4.</summary>
internal static partial class S3SignatureV4
{
    /// <summary>How it calls itself.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>Signed in the header.</summary>
    public static S3Signed Header(S3Request request, string header, S3Keys keys)
    {
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        foreach (string[] pair in header[Algorithm.Length..].Split(',').Select(word => word.Trim().Split('=', 2)))
            words[pair[0]] = pair.Length > 1 ? pair[1] : "";
        if (!words.TryGetValue("Credential", out string? credential) || !words.TryGetValue("SignedHeaders", out string? signed) || !words.TryGetValue("Signature", out string? signature))
            throw Malformed("The authorization header requires Credential, SignedHeaders and Signature.");
        string date = request.Header("x-amz-date") ?? request.Header("Date") ?? throw S3Refusal.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
        string payload = request.Header("x-amz-content-sha256")
            ?? throw new S3Refusal(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
        return Checked(request, keys, ScopeOf(credential, date) ?? throw Malformed("The Credential is mal-formed."), signed, signature, payload, isQuery: false);
    }

    /// <summary>Signed in the query.</summary>
    public static S3Signed Query(S3Request request, S3Keys keys)
    {
        string Value(string name) => request.Value(name) is { Length: > 0 } value ? value : throw Wrong();
        if (Value("X-Amz-Algorithm") is not Algorithm)
            throw Wrong();
        string date = Value("X-Amz-Date");
        _ = Value("X-Amz-Expires");
        Scope scope = ScopeOf(Value("X-Amz-Credential"), date) ?? throw Wrong();
        return Checked(request, keys, scope, Value("X-Amz-SignedHeaders"), Value("X-Amz-Signature"), request.Value("X-Amz-Content-Sha256") ?? Unsigned, isQuery: true);

        static S3Refusal Wrong() => new(
            400, "AuthorizationQueryParametersError",
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
    }

    private static S3Signed Checked(S3Request request, S3Keys keys, Scope scope, string signed, string signature, string payload, bool isQuery)
    {
        string[] names = signed.Split(';');
        if (!names.Contains("host", StringComparer.Ordinal))
            throw S3Refusal.AccessDenied("There were headers present in the request which were not signed");
        string canonical = string.Join(
            '\n', request.Method, S3Xml.Encoded(S3Request.Decoded(request.RawPath), slash: true), CanonicalQuery(request, isQuery),
            string.Concat(names.Select(name => $"{name}:{Blanks().Replace((request.Header(name) ?? "").Trim(), " ")}\n")), signed, payload);
        string text = scope.Text(Algorithm, Hash(Encoding.UTF8.GetBytes(canonical)));
        string secret = S3Signature.Secret(keys, scope.AccessKey, signature, secret => Sign(scope.Key(secret), text));
        return new S3Signed(scope.AccessKey, Payload(request, payload, scope, scope.Key(secret), signature));
    }

    private static ReadOnlyMemory<byte> Payload(S3Request request, string payload, Scope scope, byte[] key, string seed)
    {
        switch (payload)
        {
            case Unsigned:
                return request.Body;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
                return AwsChunks.Read(request.Body, null);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" or "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
                string empty = Hash([]);
                return AwsChunks.Read(request.Body, (before, chunk, isTrailer) => Sign(key, isTrailer
                    ? scope.Text("AWS4-HMAC-SHA256-TRAILER", before ?? seed, Hash(chunk.Span))
                    : scope.Text("AWS4-HMAC-SHA256-PAYLOAD", before ?? seed, empty, Hash(chunk.Span))));
            default:
                return string.Equals(payload, Hash(request.Body.Span), StringComparison.OrdinalIgnoreCase) ? request.Body
                    : throw new S3Refusal(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    private static string CanonicalQuery(S3Request request, bool isQuery) => string.Join('&', request.Query
        .Where(pair => !isQuery || pair.Key is not "X-Amz-Signature")
        .Select(pair => (Name: S3Xml.Encoded(pair.Key, slash: false), Value: S3Xml.Encoded(pair.Value, slash: false)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    // KEY/20260101/REGION/s3/aws4_request, where the key itself may hold a slash.
    private static Scope? ScopeOf(string credential, string date)
    {
        string[] words = credential.Split('/');
        return words is [_, .., var day, _, "s3", "aws4_request"] && words.Length >= 5 && date.StartsWith(day, StringComparison.Ordinal)
            ? new Scope(string.Join('/', words[..^4]), date, day, words[^3]) : null;
    }

    private static S3Refusal Malformed(string why) => new(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; " + why);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Sign(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(" +", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    private sealed record Scope(string AccessKey, string Date, string Day, string Region)
    {
        public byte[] Key(string secret)
        {
            byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
            foreach (string word in (string[])[Day, Region, "s3", "aws4_request"])
                key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(word));
            return key;
        }

        public string Text(string kind, params string[] rest) => string.Join('\n', [kind, Date, $"{Day}/{Region}/s3/aws4_request", .. rest]);
    }
}
