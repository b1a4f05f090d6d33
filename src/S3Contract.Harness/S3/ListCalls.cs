using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>What is in a bucket.</summary>
internal static class ListCalls
{
    private const int Most = 1000;

    public static S3Answer First(S3Call call)
    {
        S3Request request = call.Request;
        string marker = request.Value("marker") ?? "";
        Listing listing = Listing.Of(call, marker);
        return Answer(
            call, listing, S3Xml.Of("Marker", listing.Coded(marker)),
            listing is { Last: { } last, Delimiter.Length: > 0 } ? S3Xml.Of("NextMarker", listing.Coded(last)) : null);
    }

    public static S3Answer Second(S3Call call)
    {
        S3Request request = call.Request;
        string? token = request.Value("continuation-token");
        string? after = request.Value("start-after");
        Listing listing = Listing.Of(call, token is null ? after ?? "" : Key(token));
        return Answer(
            call, listing, S3Xml.Of("KeyCount", Number(listing.Objects.Count + listing.Prefixes.Count)),
            token is null ? null : S3Xml.Of("ContinuationToken", token), after is null ? null : S3Xml.Of("StartAfter", listing.Coded(after)),
            listing.Last is { } last ? S3Xml.Of("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(last))) : null);
    }

    private static S3Answer Answer(S3Call call, Listing listing, params XElement?[] own) => call.Say(S3Xml.Answer(S3Xml.Document(
        "ListBucketResult",
        S3Xml.Of("Name", call.BucketName), S3Xml.Of("Prefix", listing.Coded(listing.Prefix)), listing.Delimiter.Length > 0 ? S3Xml.Of("Delimiter", listing.Coded(listing.Delimiter)) : null,
        S3Xml.Of("MaxKeys", Number(listing.Limit)), listing.IsCoded ? S3Xml.Of("EncodingType", "url") : null, S3Xml.Of("IsTruncated", listing.Last is null ? "false" : "true"), own,
        listing.Objects.Select(found => S3Xml.Of(
            "Contents", S3Xml.Of("Key", listing.Coded(found.Key)), S3Xml.Of("LastModified", S3Xml.Time(found.Value.Modified)), S3Xml.Of("ETag", found.Value.ETag),
            S3Xml.Of("Size", found.Value.Content.Length.ToString(CultureInfo.InvariantCulture)), S3Xml.Of("StorageClass", "STANDARD"))),
        listing.Prefixes.Select(prefix => S3Xml.Of("CommonPrefixes", S3Xml.Of("Prefix", listing.Coded(prefix)))))));

    private static string Key(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw S3Refusal.Argument("The continuation token provided is incorrect");
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The keys of a bucket behind a place, those with the delimiter behind the prefix taken together, up to a limit.</summary>
    private sealed record Listing(string Prefix, string Delimiter, int Limit, bool IsCoded)
    {
        public List<KeyValuePair<string, S3Object>> Objects { get; } = [];

        public List<string> Prefixes { get; } = [];

        /// <summary>Where the next listing goes on; null if there is no more.</summary>
        public string? Last { get; private set; }

        public static Listing Of(S3Call call, string after)
        {
            S3Request request = call.Request;
            int limit = Most;
            if (request.Value("max-keys") is { Length: > 0 } most && (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 0))
                throw S3Refusal.Argument("Provided max-keys not an integer or within integer range");
            Listing listing = new(request.Value("prefix") ?? "", request.Value("delimiter") ?? "", Math.Min(limit, Most), request.Value("encoding-type") is "url");
            listing.Fill(call.Bucket, after);
            return listing;
        }

        // What cannot stand in XML, and the rest, is coded if the caller asks for it.
        public string Coded(string text) => IsCoded ? S3Xml.Encoded(text, slash: true) : S3Xml.Legal(text);

        private void Fill(S3Bucket bucket, string after)
        {
            string? last = null;
            foreach ((string key, S3Object value) in bucket.Objects)
            {
                if (!key.StartsWith(Prefix, StringComparison.Ordinal) || string.CompareOrdinal(key, after) <= 0)
                    continue;
                int end = Delimiter.Length == 0 ? -1 : key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
                string? common = end < 0 ? null : key[..(end + Delimiter.Length)];
                if (common is not null && (string.Equals(common, after, StringComparison.Ordinal) || (Prefixes.Count > 0 && string.Equals(Prefixes[^1], common, StringComparison.Ordinal))))
                    continue;
                if (Objects.Count + Prefixes.Count == Limit)
                {
                    Last = Limit == 0 ? null : last;
                    return;
                }

                if (common is null)
                    Objects.Add(KeyValuePair.Create(key, value));
                else
                    Prefixes.Add(common);
                last = common ?? key;
            }
        }
    }
}
