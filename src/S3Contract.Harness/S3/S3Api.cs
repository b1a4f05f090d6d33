using System.Globalization;

namespace S3Contract.Harness.S3;

/// <summary>A request to an S3 in some state.</summary>
/// <param name="State">What it holds.</param>
/// <param name="Request">The request.</param>
/// <param name="BucketName">The bucket; empty for none.</param>
/// <param name="Key">The key of the object; empty for none.</param>
internal sealed record S3Call(S3State State, S3Request Request, string BucketName, string Key)
{
    /// <summary>What was sent, out of its chunks.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The bucket.</summary>
    /// <exception cref="S3Refusal">There is none.</exception>
    public S3Bucket Bucket => State.Bucket(BucketName);

    /// <summary>An answer that changes nothing.</summary>
    public S3Answer Say(S3Response response) => new(State, response);

    /// <summary>An answer after which a bucket is another.</summary>
    public S3Answer Say(S3Bucket bucket, S3Response response) => new(State.With(bucket), response);
}

/// <summary>What S3 makes of a request.</summary>
/// <param name="State">What it holds from now on.</param>
/// <param name="Response">What it says.</param>
internal sealed record S3Answer(S3State State, S3Response Response)
{
    /// <summary>S3's name for what was asked: <c>PutObject</c>.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The bucket; empty for none.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The key, or the prefix of keys, that was asked for; empty for none.</summary>
    public string Key { get; init; } = "";

    /// <summary>By whose key the request is signed, rightly or not; empty if by nobody's.</summary>
    public string AccessKey { get; init; } = "";

    /// <summary>What the simulation has none of and the request needs; null if nothing.</summary>
    public string? Lacks { get; init; }
}

/// <summary>The HTTP interface of S3: a function from what it holds and a request to what it holds then and what is said.</summary>
internal static class S3Api
{
    /// <summary>Answers a request.</summary>
    /// <param name="state">What it holds.</param>
    /// <param name="request">The request.</param>
    /// <param name="keys">The keys that are known.</param>
    public static S3Answer Answer(S3State state, S3Request request, S3Keys keys)
    {
        S3State now = state with { Ticks = state.Ticks + 1 };
        string id = now.Ticks.ToString("X16", CultureInfo.InvariantCulture);
        (string? host, string bucket, string key) = Place(request);
        (string operation, Func<S3Call, S3Answer>? run) = S3Operations.Find(request, bucket.Length > 0, key.Length > 0);
        S3Answer answer;
        try
        {
            S3Signed signed = S3Signature.Check(request, keys, host);
            S3Call call = new(now, request, bucket, key) { Body = signed.Body };
            CheckDigest(request, signed.Body);
            answer = run is null ? throw new S3Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource.") : run(call);
        }
        catch (S3Refusal refusal)
        {
            answer = new S3Answer(now, refusal.Answer($"/{bucket}{(key.Length > 0 ? "/" + key : "")}", id)) { Lacks = refusal.Lacks };
        }

        S3Response response = answer.Response;
        if (request.Method is "HEAD")
            response = response with { Length = response.Length ?? response.Body.Length, Body = default };
        return answer with
        {
            Response = response with { Headers = [.. response.Headers, KeyValuePair.Create("x-amz-request-id", id)] },
            Operation = operation,
            Bucket = bucket,
            Key = key.Length > 0 ? key : request.Value("prefix") ?? "",
            AccessKey = S3Operations.Signer(request),
        };
    }

    // The bucket of the host, then bucket and key of the path.
    private static (string? Host, string Bucket, string Key) Place(S3Request request)
    {
        string host = (request.Header("Host") ?? "").Split(':')[0];
        string path = S3Request.Decoded(request.RawPath).TrimStart('/');
        foreach (string domain in (string[])[S3Address.Domain, S3Address.TlsDomain])
        {
            if (host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
                return (host[..^(domain.Length + 1)], host[..^(domain.Length + 1)], path);
        }

        int slash = path.IndexOf('/');
        return slash < 0 ? (null, path, "") : (null, path[..slash], path[(slash + 1)..]);
    }

    private static void CheckDigest(S3Request request, ReadOnlyMemory<byte> body)
    {
        if (request.Header("Content-MD5") is { } digest && !string.Equals(digest.Trim(), Convert.ToBase64String(S3Object.Digest(body.Span)), StringComparison.Ordinal))
            throw new S3Refusal(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
}
