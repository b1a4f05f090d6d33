namespace S3Contract.Harness.S3;

/// <summary>Which operation a request asks for.</summary>
internal static class S3Operations
{
    // What is set of a bucket: kept as it was sent, and its name in S3's operations. What it would do is not done.
    private static readonly SortedDictionary<string, (string Name, string Missing)> s_settings = new(StringComparer.Ordinal)
    {
        ["accelerate"] = ("BucketAccelerateConfiguration", ""),
        ["cors"] = ("BucketCors", "NoSuchCORSConfiguration"),
        ["encryption"] = ("BucketEncryption", "ServerSideEncryptionConfigurationNotFoundError"),
        ["lifecycle"] = ("BucketLifecycleConfiguration", "NoSuchLifecycleConfiguration"),
        ["logging"] = ("BucketLogging", ""),
        ["notification"] = ("BucketNotificationConfiguration", ""),
        ["ownershipControls"] = ("BucketOwnershipControls", "OwnershipControlsNotFoundError"),
        ["policy"] = ("BucketPolicy", "NoSuchBucketPolicy"),
        ["publicAccessBlock"] = ("PublicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
        ["requestPayment"] = ("BucketRequestPayment", ""),
        ["tagging"] = ("BucketTagging", "NoSuchTagSet"),
        ["versioning"] = ("BucketVersioning", ""),
        ["website"] = ("BucketWebsite", "NoSuchWebsiteConfiguration"),
    };

    private static readonly string[] s_lacking = ["analytics", "attributes", "intelligent-tiering", "inventory", "legal-hold", "metrics", "object-lock", "replication", "restore", "retention", "select", "torrent", "versions"];

    /// <summary>The operation's name, and what it does; null if S3 has none for that method.</summary>
    public static (string Name, Func<S3Call, S3Answer>? Run) Find(S3Request request, bool bucket, bool key)
    {
        if (!bucket)
            return request.Method is "GET" ? ("ListBuckets", BucketCalls.List) : (request.Method, null);
        if (Array.Find(s_lacking, request.Has) is { } lacking)
            return ($"{request.Method} {lacking}", _ => throw S3Refusal.Lacking($"S3 with {lacking}"));
        return key ? OfObject(request) : OfBucket(request);
    }

    /// <summary>The access key by which a request says that it is signed; empty if it does not.</summary>
    public static string Signer(S3Request request)
    {
        string credential = request.Header("Authorization") is { } header
            ? header.StartsWith("AWS ", StringComparison.Ordinal) ? header[4..].Split(':')[0].Trim() + "/d/r/s/t"
                : header.Split("Credential=", 2) is [_, var rest] ? rest.Split(',')[0].Trim() : ""
            : request.Value("X-Amz-Credential") ?? (request.Value("AWSAccessKeyId") is { } id ? id + "/d/r/s/t" : "");
        string[] words = credential.Split('/');
        return words.Length < 5 ? "" : string.Join('/', words[..^4]);
    }

    private static (string, Func<S3Call, S3Answer>?) OfBucket(S3Request request)
    {
        if (s_settings.Keys.FirstOrDefault(request.Has) is { } setting)
        {
            (string name, string missing) = s_settings[setting];
            return request.Method switch
            {
                "GET" => ("Get" + name, call => SettingCalls.Get(call, setting, name, missing)),
                "PUT" => ("Put" + name, call => SettingCalls.Put(call, setting)),
                "DELETE" => ("Delete" + name, call => SettingCalls.Delete(call, setting)),
                _ => (request.Method, null),
            };
        }

        return request.Method switch
        {
            "GET" when request.Has("location") => ("GetBucketLocation", BucketCalls.Location),
            "GET" when request.Has("acl") => ("GetBucketAcl", SettingCalls.Acl),
            "PUT" when request.Has("acl") => ("PutBucketAcl", static call => call.Say(call.Bucket, S3Response.Empty())),
            "GET" when request.Has("uploads") => ("ListMultipartUploads", PartCalls.ListUploads),
            "GET" when request.Value("list-type") is "2" => ("ListObjectsV2", ListCalls.Second),
            "GET" => ("ListObjects", ListCalls.First),
            "HEAD" => ("HeadBucket", BucketCalls.Head),
            "PUT" => ("CreateBucket", BucketCalls.Create),
            "DELETE" => ("DeleteBucket", BucketCalls.Delete),
            "POST" when request.Has("delete") => ("DeleteObjects", ObjectCalls.DeleteMany),
            "POST" => ("PostObject", static _ => throw S3Refusal.Lacking("S3 with forms")),
            _ => (request.Method, null),
        };
    }

    private static (string, Func<S3Call, S3Answer>?) OfObject(S3Request request)
    {
        if (request.Has("tagging"))
            return (request.Method + " tagging", static _ => throw S3Refusal.Lacking("S3 with tags of objects"));
        return request.Method switch
        {
            "GET" when request.Has("acl") => ("GetObjectAcl", static call => call.Bucket.Objects.ContainsKey(call.Key) ? SettingCalls.Acl(call) : throw S3Refusal.NoSuchKey()),
            "PUT" when request.Has("acl") => ("PutObjectAcl", static call => call.Bucket.Objects.ContainsKey(call.Key) ? call.Say(S3Response.Empty()) : throw S3Refusal.NoSuchKey()),
            "GET" when request.Has("uploadId") => ("ListParts", PartCalls.List),
            "PUT" when request.Has("uploadId") => ("UploadPart", PartCalls.Put),
            "DELETE" when request.Has("uploadId") => ("AbortMultipartUpload", PartCalls.Abort),
            "POST" when request.Has("uploadId") => ("CompleteMultipartUpload", PartCalls.Complete),
            "POST" when request.Has("uploads") => ("CreateMultipartUpload", PartCalls.Create),
            "GET" => ("GetObject", ObjectCalls.Get),
            "HEAD" => ("HeadObject", ObjectCalls.Get),
            "PUT" when request.Header("x-amz-copy-source") is not null => ("CopyObject", ObjectCalls.Copy),
            "PUT" => ("PutObject", ObjectCalls.Put),
            "DELETE" => ("DeleteObject", ObjectCalls.Delete),
            _ => (request.Method, null),
        };
    }
}
