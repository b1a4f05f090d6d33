using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>Buckets. All keys belong to one account, so all buckets are its own.</summary>
internal static partial class BucketCalls
{
    /// <summary>Who owns everything.</summary>
    public const string OwnerId = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    private static readonly KeyValuePair<string, string> s_region = KeyValuePair.Create("x-amz-bucket-region", "us-east-1");

    public static XElement Owner() => S3Xml.Of("Owner", S3Xml.Of("ID", OwnerId), S3Xml.Of("DisplayName", "s3contract"));

    public static S3Answer List(S3Call call) => call.Say(S3Xml.Answer(S3Xml.Document(
        "ListAllMyBucketsResult", Owner(),
        S3Xml.Of("Buckets", call.State.Buckets.Values.Select(bucket => S3Xml.Of(
            "Bucket", S3Xml.Of("Name", bucket.Name), S3Xml.Of("CreationDate", S3Xml.Time(bucket.Made))))))));

    public static S3Answer Head(S3Call call)
    {
        _ = call.Bucket;
        return call.Say(S3Response.Empty(200, s_region));
    }

    public static S3Answer Location(S3Call call)
    {
        _ = call.Bucket;
        return call.Say(S3Xml.Answer(S3Xml.Document("LocationConstraint")));
    }

    public static S3Answer Create(S3Call call)
    {
        if (!IsName(call.BucketName))
            throw new S3Refusal(400, "InvalidBucketName", "The specified bucket is not valid.");
        if (call.State.Buckets.ContainsKey(call.BucketName))
            throw new S3Refusal(409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.");
        if (call.Body.Length > 0)
            _ = S3Xml.Read(call.Body);
        return call.Say(new S3Bucket(call.BucketName, call.State.Ticks), S3Response.Empty(200, KeyValuePair.Create("Location", "/" + call.BucketName)));
    }

    public static S3Answer Delete(S3Call call) => call.Bucket is { Objects.Count: > 0 }
        ? throw new S3Refusal(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
        : new S3Answer(call.State with { Buckets = call.State.Buckets.Remove(call.BucketName) }, S3Response.Empty(204));

    /// <summary>Can a bucket be called so?</summary>
    public static bool IsName(string name) => Name().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
