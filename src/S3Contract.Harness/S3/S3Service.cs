using System.Collections.Immutable;

namespace S3Contract.Harness.S3;

/// <summary>How an S3 fails.</summary>
internal enum S3Outage
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It answers 503.</summary>
    Unavailable,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>It takes requests and answers none.</summary>
    Silent,

    /// <summary>By TLS it shows a certificate of somebody whom nobody was told of; who goes on is answered.</summary>
    WrongCertificate,
}

/// <summary>The S3 of a run: what it holds, whom it knows, and how it fares. What it is asked for it does at once, whatever becomes of the hook.</summary>
internal sealed record S3Service
{
    /// <summary>One that holds nothing and knows nobody.</summary>
    public static S3Service New { get; } = new();

    /// <summary>What it holds.</summary>
    public S3State State { get; init; } = S3State.Empty;

    /// <summary>Whom it knows.</summary>
    public S3Keys Keys { get; init; } = S3Keys.None;

    /// <summary>How it fails.</summary>
    public S3Outage Outage { get; init; }

    /// <summary>How many milliseconds it takes for an answer.</summary>
    public int Delay { get; init; }

    /// <summary>The applications that have made a bucket: theirs are made by nobody else.</summary>
    public ImmutableSortedSet<string> Makers { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private bool Answers => Outage is S3Outage.None or S3Outage.WrongCertificate;

    private (string Access, string Secret) Last { get; init; } = ("", "");

    /// <summary>The S3 once an operator has given a charm some fields of the interface: it knows the keys, and holds the bucket.</summary>
    public S3Service Given(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        string? Of(string name) => fields.Where(field => string.Equals(field.Key, name, StringComparison.Ordinal)).Select(field => field.Value).FirstOrDefault();
        (string access, string secret) = (Of("access-key") ?? Last.Access, Of("secret-key") ?? Last.Secret);
        S3Service next = this with { Last = (access, secret), Keys = Keys.With(access, secret) };
        return Of("bucket") is { } bucket ? next.WithBucket(bucket) : next;
    }

    /// <summary>The S3 with a bucket, if one can be called so.</summary>
    public S3Service WithBucket(string name) => BucketCalls.IsName(name) ? this with { State = State.WithBucket(name) } : this;

    /// <summary>The S3 once a provider answers with a bucket: if it makes none itself, somebody has made it.</summary>
    public S3Service Answered(string provider, string? bucket) => bucket is null || Makers.Contains(provider) ? this : WithBucket(bucket);

    /// <summary>What it makes of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="by">The application that asks.</param>
    /// <param name="shown">Keys that it need not have been told of.</param>
    /// <param name="answer">What it was, and what was said.</param>
    /// <returns>The S3 from then on.</returns>
    public S3Service Asked(S3Request request, string by, IEnumerable<(string Access, string Secret)> shown, out S3Answer answer)
    {
        S3Keys keys = shown.Aggregate(Keys, (known, pair) => known.With(pair.Access, pair.Secret));
        answer = S3Api.Answer(State, request, keys);
        if (!Answers)
        {
            S3Response none = new S3Refusal(503, "ServiceUnavailable", "Please reduce your request rate.").Answer("/", "0");
            answer = answer with { State = State with { Ticks = State.Ticks + 1 }, Response = Outage is S3Outage.Unavailable ? none : none with { Status = 0, Code = null }, Lacks = null };
        }

        bool makes = answer is { Operation: "CreateBucket", Response.Code: null or "BucketAlreadyOwnedByYou" } && Answers;
        return this with { State = answer.State, Makers = makes ? Makers.Add(by) : Makers };
    }

    /// <summary>What becomes of a request that was answered so.</summary>
    public S3Reply Reply(S3Answer answer) => new(
        Outage switch
        {
            S3Outage.Refused => S3Fate.Dropped,
            S3Outage.Silent => S3Fate.Silent,
            _ => S3Fate.Answered,
        },
        answer.Response, TimeSpan.FromMilliseconds(Delay));
}
