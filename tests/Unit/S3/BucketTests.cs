using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace S3Contract.Tests.Unit.S3;

/// <summary>Buckets, as the client of AWS sees them.</summary>
[TestFixture]
internal sealed class BucketTests
{
    [Test]
    public async Task BucketsAreMadeListedAndDeleted()
    {
        using ServedS3 s3 = new();
        await s3.Client.PutBucketAsync("backups");
        await s3.Client.PutBucketAsync("archive");
        Assert.That((await s3.Client.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName), Is.EqualTo((string[])["archive", "backups"]));
        Assert.That((await s3.Client.HeadBucketAsync(new HeadBucketRequest { BucketName = "backups" })).HttpStatusCode, Is.EqualTo(HttpStatusCode.OK));
        await s3.Client.DeleteBucketAsync("archive");
        Assert.That(s3.State.Buckets.Keys, Is.EqualTo((string[])["backups"]));
        Assert.That(s3.Answers.Select(answer => $"{answer.Operation} {answer.Bucket}".TrimEnd()), Is.EqualTo((string[])
            ["CreateBucket backups", "CreateBucket archive", "ListBuckets", "HeadBucket backups", "DeleteBucket archive"]));
        Assert.That(s3.Answers.Select(answer => answer.AccessKey).Distinct(StringComparer.Ordinal), Is.EqualTo((string[])[ServedS3.AccessKey]));
    }

    [Test]
    public async Task ABucketIsRefused()
    {
        using ServedS3 s3 = new();
        await s3.Client.PutBucketAsync("backups");
        await s3.Client.PutObjectAsync(new PutObjectRequest { BucketName = "backups", Key = "a", ContentBody = "1" });
        Refused(() => s3.Client.PutBucketAsync("backups"), "BucketAlreadyOwnedByYou", HttpStatusCode.Conflict);
        Refused(() => s3.Client.DeleteBucketAsync("backups"), "BucketNotEmpty", HttpStatusCode.Conflict);
        Refused(() => s3.Client.DeleteBucketAsync("nothing"), "NoSuchBucket", HttpStatusCode.NotFound);
        Refused(() => s3.Client.PutBucketAsync("No_Name"), "InvalidBucketName", HttpStatusCode.BadRequest);
        Refused(() => s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "nothing" }), "NoSuchBucket", HttpStatusCode.NotFound);
        await s3.Client.GetBucketPolicyAsync("backups");
        Assert.That(s3.Answers[^1].Response.Code, Is.EqualTo("NoSuchBucketPolicy"));
        using AmazonS3Client stranger = s3.Of("AKSTRANGER", "x"), forger = s3.Of(ServedS3.AccessKey, "x");
        Refused(() => stranger.ListBucketsAsync(), "InvalidAccessKeyId", HttpStatusCode.Forbidden);
        Refused(() => forger.ListBucketsAsync(), "SignatureDoesNotMatch", HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task WhatIsLackingIsSaid()
    {
        using ServedS3 s3 = new();
        await s3.Client.PutBucketAsync("backups");
        Refused(() => s3.Client.ListVersionsAsync("backups"), "NotImplemented", HttpStatusCode.NotImplemented);
        Assert.That(s3.Answers[^1].Lacks, Is.EqualTo("S3 with versions"));
    }

    [Test]
    public async Task ASettingIsKept()
    {
        using ServedS3 s3 = new();
        await s3.Client.PutBucketAsync("backups");
        await s3.Client.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = "backups", Policy = "{}" });
        Assert.That((await s3.Client.GetBucketPolicyAsync("backups")).Policy, Is.EqualTo("{}"));
        Assert.That((await s3.Client.GetBucketAclAsync(new GetBucketAclRequest { BucketName = "backups" })).Grants, Has.Count.EqualTo(1));
        Assert.That((await s3.Client.GetBucketVersioningAsync("backups")).VersioningConfig.Status?.Value ?? "Off", Is.EqualTo("Off"));
    }

    [Test]
    public async Task KeysAreListedInParts()
    {
        using ServedS3 s3 = new();
        await s3.Client.PutBucketAsync("backups");
        foreach (string key in (string[])["a b+c", "dumps/1", "dumps/2", "logs/x/1", "z"])
            await s3.Client.PutObjectAsync(new PutObjectRequest { BucketName = "backups", Key = key, ContentBody = key });

        List<string> keys = [];
        ListObjectsV2Request request = new() { BucketName = "backups", MaxKeys = 2, Encoding = EncodingType.Url };
        ListObjectsV2Response page;
        do
        {
            page = await s3.Client.ListObjectsV2Async(request);
            keys.AddRange(page.S3Objects.Select(found => found.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        Assert.That(keys.Select(key => key.Replace("%2B", "+", StringComparison.Ordinal).Replace("%20", " ", StringComparison.Ordinal)), Is.EqualTo((string[])["a b+c", "dumps/1", "dumps/2", "logs/x/1", "z"]));
        Assert.That(s3.Answers.Count(answer => answer.Operation is "ListObjectsV2"), Is.EqualTo(3));

        ListObjectsV2Response folders = await s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "backups", Delimiter = "/" });
        Assert.That(folders.CommonPrefixes, Is.EqualTo((string[])["dumps/", "logs/"]));
        Assert.That(folders.S3Objects.Select(found => found.Key), Is.EqualTo((string[])["a b+c", "z"]));

        ListObjectsResponse old = await s3.Client.ListObjectsAsync(new ListObjectsRequest { BucketName = "backups", Prefix = "dumps/", Delimiter = "/", MaxKeys = 1 });
        Assert.That((old.S3Objects.Single().Key, old.NextMarker), Is.EqualTo(("dumps/1", "dumps/1")));
        ListObjectsV2Response rest = await s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "backups", StartAfter = "logs/", Delimiter = "/" });
        Assert.That(rest.CommonPrefixes ?? [], Is.Empty.Or.EqualTo((string[])["logs/"]));
    }

    private static void Refused(Func<Task> call, string code, HttpStatusCode status)
    {
        AmazonS3Exception refusal = Assert.CatchAsync<AmazonS3Exception>(() => call())!;
        Assert.That((refusal.ErrorCode, refusal.StatusCode), Is.EqualTo((code, status)));
    }
}
