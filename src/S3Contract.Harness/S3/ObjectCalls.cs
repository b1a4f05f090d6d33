using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>Objects.</summary>
internal static class ObjectCalls
{
    private const int LongestKey = 1024;

    // What is kept beside the content, and said again.
    private static readonly string[] s_kept = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

    public static S3Answer Put(S3Call call)
    {
        S3Bucket bucket = call.Bucket;
        CheckKey(call.Key);
        S3Object? known = bucket.Objects.GetValueOrDefault(call.Key);
        if (call.Request.Header("If-None-Match") is "*" && known is not null)
            throw S3Refusal.Precondition();
        if (call.Request.Header("If-Match") is { } match && (known is null ? throw S3Refusal.NoSuchKey() : !Is(match, known)))
            throw S3Refusal.Precondition();
        S3Object made = new(call.Body, S3Object.TagOf(call.Body), call.State.Ticks, Kept(call.Request));
        return call.Say(bucket with { Objects = bucket.Objects.SetItem(call.Key, made) }, S3Response.Empty(200, KeyValuePair.Create("ETag", made.ETag)));
    }

    public static S3Answer Get(S3Call call)
    {
        S3Object found = call.Bucket.Objects.GetValueOrDefault(call.Key) ?? throw S3Refusal.NoSuchKey();
        if (call.Request.Header("If-Match") is { } match && !Is(match, found))
            throw S3Refusal.Precondition();
        if (call.Request.Header("If-None-Match") is { } other && Is(other, found))
            throw new S3Refusal(304, "NotModified", "Not Modified");
        List<KeyValuePair<string, string>> headers =
        [
            KeyValuePair.Create("ETag", found.ETag), KeyValuePair.Create("Last-Modified", S3Xml.HttpTime(found.Modified)), KeyValuePair.Create("Accept-Ranges", "bytes"),
            .. found.Headers.Where(header => call.Request.Value("response-" + header.Key.ToLowerInvariant()) is null),
            .. s_kept.Where(name => call.Request.Has("response-" + name)).Select(name => KeyValuePair.Create(name, call.Request.Value("response-" + name)!)),
        ];
        if (ByteRange.Of(call.Request.Header("Range"), found.Content.Length) is not { } range)
            return call.Say(new S3Response(200, headers, found.Content));
        headers.Add(KeyValuePair.Create("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {range.First}-{range.Last}/{found.Content.Length}")));
        return call.Say(new S3Response(206, headers, found.Content[range.First..(range.Last + 1)]));
    }

    public static S3Answer Delete(S3Call call) =>
        call.Say(call.Bucket with { Objects = call.Bucket.Objects.Remove(call.Key) }, S3Response.Empty(204));

    public static S3Answer DeleteMany(S3Call call)
    {
        XElement root = S3Xml.Read(call.Body);
        string[] keys = [.. root.Children("Object").Select(item => item.Text("Key") ?? throw S3Refusal.MalformedXml())];
        if (keys.Length is 0 or > 1000)
            throw S3Refusal.MalformedXml();
        S3Bucket bucket = call.Bucket;
        XElement said = S3Xml.Document(
            "DeleteResult", root.Text("Quiet") is "true" ? null : keys.Select(key => S3Xml.Of("Deleted", S3Xml.Of("Key", S3Xml.Legal(key)))));
        return call.Say(bucket with { Objects = bucket.Objects.RemoveRange(keys) }, S3Xml.Answer(said));
    }

    public static S3Answer Copy(S3Call call)
    {
        CheckKey(call.Key);
        S3Object source = Source(call);
        bool replace = call.Request.Header("x-amz-metadata-directive") is "REPLACE";
        S3Object made = source with { Modified = call.State.Ticks, Headers = replace ? Kept(call.Request) : source.Headers };
        S3Bucket bucket = call.Bucket;
        return call.Say(bucket with { Objects = bucket.Objects.SetItem(call.Key, made) }, S3Xml.Answer(S3Xml.Document(
            "CopyObjectResult", S3Xml.Of("LastModified", S3Xml.Time(made.Modified)), S3Xml.Of("ETag", made.ETag))));
    }

    /// <summary>What <c>x-amz-copy-source</c> names.</summary>
    /// <exception cref="S3Refusal">It is not there.</exception>
    public static S3Object Source(S3Call call)
    {
        string[] words = S3Request.Decoded(call.Request.Header("x-amz-copy-source")!.Split('?')[0]).TrimStart('/').Split('/', 2);
        if (words.Length < 2)
            throw S3Refusal.Argument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        return call.State.Bucket(words[0]).Objects.GetValueOrDefault(words[1]) ?? throw S3Refusal.NoSuchKey();
    }

    /// <summary>What a request says of its object.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Kept(S3Request request) =>
    [
        .. request.Headers
            .Where(header => Array.Exists(s_kept, name => name.Equals(header.Key, StringComparison.OrdinalIgnoreCase)) || header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Key.Equals("content-encoding", StringComparison.OrdinalIgnoreCase) ? KeyValuePair.Create(header.Key, Coding(header.Value)) : header)
            .Where(header => header.Value.Length > 0)
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Requires that a key is not too long.</summary>
    public static void CheckKey(string key)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(key) > LongestKey)
            throw new S3Refusal(400, "KeyTooLongError", "Your key is too long");
    }

    // How it was sent is not what it is.
    private static string Coding(string value) => string.Join(',', value.Split(',', StringSplitOptions.TrimEntries).Where(coding => coding is not "aws-chunked"));

    private static bool Is(string match, S3Object known) => match is "*" || match.Split(',').Any(tag => string.Equals(tag.Trim().Trim('"'), known.ETag.Trim('"'), StringComparison.Ordinal));
}

/// <summary>A part of an object: the places of its first and last byte.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(int First, int Last)
{
    /// <summary>What a header asks for; null for the whole.</summary>
    /// <exception cref="S3Refusal">There is no such part.</exception>
    public static ByteRange? Of(string? header, int length)
    {
        if (header?.StartsWith("bytes=", StringComparison.Ordinal) != true || header["bytes=".Length..].Split('-') is not [var from, var to])
            return null;
        bool hasFrom = long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out long first);
        bool hasTo = long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out long last);
        if ((!hasFrom && from.Length > 0) || (!hasTo && to.Length > 0) || (!hasFrom && !hasTo) || (hasFrom && hasTo && last < first))
            return null;
        (first, last) = hasFrom ? (first, hasTo ? Math.Min(last, length - 1) : length - 1) : (Math.Max(0, length - last), length - 1);
        return first < length && first <= last ? new ByteRange((int)first, (int)last) : throw new S3Refusal(416, "InvalidRange", "The requested range is not satisfiable");
    }
}
