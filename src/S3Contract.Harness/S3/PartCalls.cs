using System.Globalization;
using System.Xml.Linq;

namespace S3Contract.Harness.S3;

/// <summary>Objects that are sent in parts.</summary>
internal static class PartCalls
{
    // The least that a part has, but for the last.
    private const int Least = 5 * 1024 * 1024;

    public static S3Answer Create(S3Call call)
    {
        ObjectCalls.CheckKey(call.Key);
        S3Bucket bucket = call.Bucket;
        int number = call.State.Uploads + 1;
        string id = string.Create(CultureInfo.InvariantCulture, $"upload{number:d8}");
        S3State next = (call.State with { Uploads = number }).With(bucket with { Uploads = bucket.Uploads.SetItem(id, new S3Upload(call.Key, call.State.Ticks, ObjectCalls.Kept(call.Request))) });
        return new S3Answer(next, S3Xml.Answer(S3Xml.Document(
            "InitiateMultipartUploadResult", S3Xml.Of("Bucket", bucket.Name), S3Xml.Of("Key", S3Xml.Legal(call.Key)), S3Xml.Of("UploadId", id))));
    }

    public static S3Answer Put(S3Call call)
    {
        (string id, S3Upload upload) = Upload(call);
        if (!int.TryParse(call.Request.Value("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > 10_000)
            throw S3Refusal.Argument("Part number must be an integer between 1 and 10000, inclusive");
        bool copies = call.Request.Header("x-amz-copy-source") is not null;
        ReadOnlyMemory<byte> content = copies ? Copied(call) : call.Body;
        S3Object part = new(content, S3Object.TagOf(content), call.State.Ticks, []);
        S3Response said = copies
            ? S3Xml.Answer(S3Xml.Document("CopyPartResult", S3Xml.Of("LastModified", S3Xml.Time(part.Modified)), S3Xml.Of("ETag", part.ETag)))
            : S3Response.Empty(200, KeyValuePair.Create("ETag", part.ETag));
        S3Bucket bucket = call.Bucket;
        return call.Say(bucket with { Uploads = bucket.Uploads.SetItem(id, upload with { Parts = upload.Parts.SetItem(number, part) }) }, said);
    }

    public static S3Answer Abort(S3Call call)
    {
        (string id, _) = Upload(call);
        return call.Say(call.Bucket with { Uploads = call.Bucket.Uploads.Remove(id) }, S3Response.Empty(204));
    }

    public static S3Answer Complete(S3Call call)
    {
        (string id, S3Upload upload) = Upload(call);
        List<S3Object> parts = [];
        int before = 0;
        foreach (XElement item in S3Xml.Read(call.Body).Children("Part"))
        {
            if (!int.TryParse(item.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                throw S3Refusal.MalformedXml();
            if (number <= before)
                throw new S3Refusal(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.");
            if (!upload.Parts.TryGetValue(number, out S3Object? part) || !string.Equals(part.ETag.Trim('"'), item.Text("ETag")?.Trim('"'), StringComparison.Ordinal))
                throw new S3Refusal(400, "InvalidPart", "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.");
            parts.Add(part);
            before = number;
        }

        if (parts.Count == 0)
            throw S3Refusal.MalformedXml();
        if (parts.SkipLast(1).Any(part => part.Content.Length < Least))
            throw new S3Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        S3Object made = new(parts.SelectMany(part => part.Content.ToArray()).ToArray(), S3Object.TagOf(parts), call.State.Ticks, upload.Headers);
        S3Bucket bucket = call.Bucket;
        return call.Say(bucket with { Uploads = bucket.Uploads.Remove(id), Objects = bucket.Objects.SetItem(call.Key, made) }, S3Xml.Answer(S3Xml.Document(
            "CompleteMultipartUploadResult", S3Xml.Of("Location", $"/{bucket.Name}/{S3Xml.Legal(call.Key)}"), S3Xml.Of("Bucket", bucket.Name), S3Xml.Of("Key", S3Xml.Legal(call.Key)),
            S3Xml.Of("ETag", made.ETag))));
    }

    public static S3Answer List(S3Call call)
    {
        (string id, S3Upload upload) = Upload(call);
        return call.Say(S3Xml.Answer(S3Xml.Document(
            "ListPartsResult", S3Xml.Of("Bucket", call.BucketName), S3Xml.Of("Key", S3Xml.Legal(call.Key)), S3Xml.Of("UploadId", id), S3Xml.Of("StorageClass", "STANDARD"),
            S3Xml.Of("MaxParts", "10000"), S3Xml.Of("IsTruncated", "false"),
            upload.Parts.Select(part => S3Xml.Of(
                "Part", S3Xml.Of("PartNumber", part.Key.ToString(CultureInfo.InvariantCulture)), S3Xml.Of("LastModified", S3Xml.Time(part.Value.Modified)), S3Xml.Of("ETag", part.Value.ETag),
                S3Xml.Of("Size", part.Value.Content.Length.ToString(CultureInfo.InvariantCulture)))))));
    }

    public static S3Answer ListUploads(S3Call call) => call.Say(S3Xml.Answer(S3Xml.Document(
        "ListMultipartUploadsResult", S3Xml.Of("Bucket", call.BucketName), S3Xml.Of("IsTruncated", "false"),
        call.Bucket.Uploads
            .Where(upload => upload.Value.Key.StartsWith(call.Request.Value("prefix") ?? "", StringComparison.Ordinal))
            .Select(upload => S3Xml.Of(
                "Upload", S3Xml.Of("Key", S3Xml.Legal(upload.Value.Key)), S3Xml.Of("UploadId", upload.Key), S3Xml.Of("StorageClass", "STANDARD"),
                S3Xml.Of("Initiated", S3Xml.Time(upload.Value.Begun)))))));

    private static ReadOnlyMemory<byte> Copied(S3Call call)
    {
        ReadOnlyMemory<byte> content = ObjectCalls.Source(call).Content;
        return ByteRange.Of(call.Request.Header("x-amz-copy-source-range"), content.Length) is { } range ? content[range.First..(range.Last + 1)] : content;
    }

    private static (string Id, S3Upload Upload) Upload(S3Call call)
    {
        string id = call.Request.Value("uploadId")!;
        return call.Bucket.Uploads.GetValueOrDefault(id) is { } upload && string.Equals(upload.Key, call.Key, StringComparison.Ordinal)
            ? (id, upload) : throw S3Refusal.NoSuchUpload();
    }
}
