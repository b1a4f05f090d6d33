using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace S3Contract.Tests.Unit.S3;

/// <summary>Objects, as the client of AWS sees them.</summary>
[TestFixture]
internal sealed class ObjectTests
{
    private const string Bucket = "backups";

    [Test]
    public async Task AnObjectIsWhatWasSent()
    {
        using ServedS3 s3 = await Made();
        PutObjectRequest put = new() { BucketName = Bucket, Key = "dumps/ä b+1.txt", ContentBody = "hello", ContentType = "text/plain" };
        put.Metadata.Add("made-by", "me");
        string tag = (await s3.Client.PutObjectAsync(put)).ETag;
        Assert.That(tag, Is.EqualTo("\"5d41402abc4b2a76b9719d911017c592\""));
        Assert.That(s3.State.Buckets[Bucket].Objects.Keys, Is.EqualTo((string[])["dumps/ä b+1.txt"]));

        using GetObjectResponse got = await s3.Client.GetObjectAsync(Bucket, put.Key);
        using StreamReader reader = new(got.ResponseStream);
        Assert.That((await reader.ReadToEndAsync(), got.ETag, got.Headers.ContentType, got.Metadata["made-by"]), Is.EqualTo(("hello", tag, "text/plain", "me")));

        GetObjectMetadataResponse head = await s3.Client.GetObjectMetadataAsync(Bucket, put.Key);
        Assert.That((head.ContentLength, head.ETag), Is.EqualTo((5L, tag)));

        await s3.Client.CopyObjectAsync(Bucket, put.Key, Bucket, "copy");
        Assert.That(s3.State.Buckets[Bucket].Objects["copy"].ETag, Is.EqualTo(tag));

        await s3.Client.DeleteObjectAsync(Bucket, "copy");
        await s3.Client.DeleteObjectAsync(Bucket, "copy");
        Assert.That(s3.State.Buckets[Bucket].Objects, Has.Count.EqualTo(1));
    }

    [TestCase(0, 1, "he", "bytes 0-1/5")]
    [TestCase(3, 100, "lo", "bytes 3-4/5")]
    public async Task APartIsRead(int from, int to, string text, string told)
    {
        using ServedS3 s3 = await Made(("a", "hello"));
        using GetObjectResponse got = await s3.Client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a", ByteRange = new ByteRange(from, to) });
        using StreamReader reader = new(got.ResponseStream);
        Assert.That((await reader.ReadToEndAsync(), got.HttpStatusCode, got.ContentRange), Is.EqualTo((text, HttpStatusCode.PartialContent, told)));
    }

    [Test]
    public async Task WhatIsNotThereIsRefused()
    {
        using ServedS3 s3 = await Made(("a", "hello"));
        Refused(() => s3.Client.GetObjectAsync(Bucket, "b"), "NoSuchKey", HttpStatusCode.NotFound);
        Refused(() => s3.Client.GetObjectAsync("nothing", "b"), "NoSuchBucket", HttpStatusCode.NotFound);
        Refused(() => s3.Client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a", ByteRange = new ByteRange(5, 9) }), "InvalidRange", HttpStatusCode.RequestedRangeNotSatisfiable);
        Refused(() => s3.Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", IfNoneMatch = "*" }), "PreconditionFailed", HttpStatusCode.PreconditionFailed);
        Refused(() => s3.Client.GetObjectMetadataAsync(Bucket, "b"), "NotFound", HttpStatusCode.NotFound);
    }

    [Test]
    public async Task SeveralAreDeleted()
    {
        using ServedS3 s3 = await Made(("a", "1"), ("b", "2"), ("c", "3"));
        DeleteObjectsResponse gone = await s3.Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = [new KeyVersion { Key = "a" }, new KeyVersion { Key = "c" }] });
        Assert.That(gone.DeletedObjects.Select(item => item.Key), Is.EqualTo((string[])["a", "c"]));
        Assert.That(s3.State.Buckets[Bucket].Objects.Keys, Is.EqualTo((string[])["b"]));
    }

    [Test]
    public async Task ALargeOneIsSentInParts()
    {
        using ServedS3 s3 = await Made();
        byte[] content = new byte[(5 * 1024 * 1024) + 3];
        content[^1] = 7;
        using TransferUtility transfer = new(s3.Client, new TransferUtilityConfig { MinSizeBeforePartUpload = 1024 });
        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = Bucket, Key = "big", InputStream = new MemoryStream(content), PartSize = 5 * 1024 * 1024 });
        Assert.That(s3.State.Buckets[Bucket].Objects["big"].Content.Span.SequenceEqual(content));
        Assert.That(s3.State.Buckets[Bucket].Objects["big"].ETag, Does.EndWith("-2\""));
        Assert.That(s3.State.Buckets[Bucket].Uploads, Is.Empty);
        Assert.That(s3.Answers.Select(answer => answer.Operation).Distinct(StringComparer.Ordinal), Is.SupersetOf((string[])["CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"]));
    }

    [Test]
    public async Task AnUploadIsListedAndAborted()
    {
        using ServedS3 s3 = await Made();
        string id = (await s3.Client.InitiateMultipartUploadAsync(Bucket, "big")).UploadId;
        UploadPartResponse part = await s3.Client.UploadPartAsync(new UploadPartRequest { BucketName = Bucket, Key = "big", UploadId = id, PartNumber = 1, InputStream = new MemoryStream([1, 2]) });
        Assert.That((await s3.Client.ListPartsAsync(Bucket, "big", id)).Parts.Single().ETag, Is.EqualTo(part.ETag));
        Assert.That((await s3.Client.ListMultipartUploadsAsync(Bucket)).MultipartUploads.Single().UploadId, Is.EqualTo(id));
        Refused(() => Complete(s3, id, new PartETag(2, part.ETag)), "InvalidPart", HttpStatusCode.BadRequest);
        await s3.Client.AbortMultipartUploadAsync(Bucket, "big", id);
        Refused(() => Complete(s3, id, new PartETag(1, part.ETag)), "NoSuchUpload", HttpStatusCode.NotFound);
    }

    [Test]
    public async Task ASignedAddressIsEnough()
    {
        using ServedS3 s3 = await Made(("a", "hello"));
        string address = await s3.Client.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = Bucket, Key = "a", Expires = DateTime.UtcNow.AddHours(1), Protocol = Protocol.HTTP });
        using HttpClient client = new();
        Assert.That(await client.GetStringAsync(new Uri(address)), Is.EqualTo("hello"));
        using HttpResponseMessage other = await client.GetAsync(new Uri(address.Replace("/a?", "/b?", StringComparison.Ordinal)));
        Assert.That((int)other.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task NoKeyStandsInWhatIsAnswered()
    {
        using ServedS3 s3 = await Made();
        using AmazonS3Client forger = s3.Of(ServedS3.AccessKey, "other");
        Refused(() => forger.ListBucketsAsync(), "SignatureDoesNotMatch", HttpStatusCode.Forbidden);
        Assert.That(Encoding.UTF8.GetString(s3.Answers[^1].Response.Body.Span), Does.Not.Contain(ServedS3.AccessKey).And.Not.Contain(ServedS3.SecretKey));
    }

    private static Task<CompleteMultipartUploadResponse> Complete(ServedS3 s3, string id, PartETag part) =>
        s3.Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = "big", UploadId = id, PartETags = [part] });

    private static async Task<ServedS3> Made(params (string Key, string Text)[] objects)
    {
        ServedS3 s3 = new();
        await s3.Client.PutBucketAsync(Bucket);
        foreach ((string key, string text) in objects)
            await s3.Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = text });
        return s3;
    }

    private static void Refused(Func<Task> call, string code, HttpStatusCode status)
    {
        AmazonS3Exception refusal = Assert.CatchAsync<AmazonS3Exception>(() => call())!;
        Assert.That((refusal.ErrorCode, refusal.StatusCode), Is.EqualTo((code, status)));
    }
}
