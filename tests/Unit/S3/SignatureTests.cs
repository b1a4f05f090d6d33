using System.Security.Cryptography;
using System.Text;
using S3Contract.Harness.S3;

namespace S3Contract.Tests.Unit.S3;

/// <summary>The examples in the documentation of S3's signatures, whose dates are long ago: nobody looks at a clock.</summary>
[TestFixture]
internal sealed class SignatureTests
{
    private const string Amz = "20130524T000000Z";
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly S3Keys s_keys = S3Keys.None.With(ServedS3.AccessKey, ServedS3.SecretKey);

    [Test]
    public void AHeaderOfVersion4() => Accepts(Version4("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));

    [Test]
    public void AWrongSignatureIsRefused() =>
        Refuses(Version4("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb42"), "SignatureDoesNotMatch");

    [Test]
    public void AnotherKeyIsRefused() => Refuses(Version4("00") with { Headers = [KeyValuePair.Create("Authorization", "AWS4-HMAC-SHA256 Credential=AKOTHER/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=00"), .. Version4("").Headers.Skip(1)] }, "InvalidAccessKeyId");

    [Test]
    public void NoSignatureIsRefused() => Refuses(new S3Request("GET", "/"), "AccessDenied");

    [Test]
    public void ADateOfAnotherDayIsRefused() =>
        Refuses(Version4("00") with { Headers = [.. Version4("00").Headers.Where(header => header.Key is not "x-amz-date"), KeyValuePair.Create("x-amz-date", "20130525T000000Z")] }, "AuthorizationHeaderMalformed");

    [Test]
    public void AQueryOfVersion4() => Accepts(new S3Request("GET", "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    { Headers = [KeyValuePair.Create("Host", "examplebucket.s3.amazonaws.com")] });

    [Test]
    public void ABodyInSignedChunks()
    {
        S3Request request = new("PUT", "/examplebucket/chunkObject.txt")
        {
            Headers =
            [
                KeyValuePair.Create(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,"
                    + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
                KeyValuePair.Create("Host", "s3.amazonaws.com"), KeyValuePair.Create("x-amz-date", Amz), KeyValuePair.Create("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                KeyValuePair.Create("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), KeyValuePair.Create("Content-Encoding", "aws-chunked"),
                KeyValuePair.Create("x-amz-decoded-content-length", "66560"), KeyValuePair.Create("Content-Length", "66824"),
            ],
            Body = Encoding.ASCII.GetBytes(
                $"10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n{new string('a', 65536)}\r\n"
                + $"400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n{new string('a', 1024)}\r\n"
                + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n"),
        };

        Assert.That(S3Signature.Check(request, s_keys, null).Body.Length, Is.EqualTo(66560));

        byte[] other = request.Body.ToArray();
        other[200] = (byte)'b';
        Refuses(request with { Body = other }, "SignatureDoesNotMatch");
    }

    [Test]
    public void ABodyThatIsNotTheSignedOneIsRefused() =>
        Refuses(Version4("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41") with { Body = "x"u8.ToArray() }, "XAmzContentSHA256Mismatch");

    [TestCase("bWq2s1WEIj+Ydj0vQ697zp+IXMU=", null)]
    [TestCase("bWq2s1WEIj+Ydj0vQ697zp+IXMV=", "SignatureDoesNotMatch")]
    public void AHeaderOfVersion2(string signature, string? code) => Check(
        new S3Request("GET", "/photos/puppy.jpg") { Headers = [KeyValuePair.Create("Authorization", $"AWS {ServedS3.AccessKey}:{signature}"), KeyValuePair.Create("Date", "Tue, 27 Mar 2007 19:36:42 +0000")] },
        "johnsmith", code);

    [Test]
    public void AQueryOfVersion2() => Check(
        new S3Request("GET", "/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620"), "johnsmith", null);

    // Releases of boto3 sign what stands behind the question mark of a bucket's address as if it were of its path, and are refused everywhere.
    [TestCase("/backups", null)]
    [TestCase("/backups/", null)]
    [TestCase("/backups?list-type=2", "SignatureDoesNotMatch")]
    public void AListByVersion2(string signed, string? code)
    {
        const string Date = "Mon, 30 Nov 2026 22:39:44 GMT";
#pragma warning disable CA5350
        string signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(ServedS3.SecretKey), Encoding.UTF8.GetBytes($"GET\n\n\n{Date}\n{signed}")));
#pragma warning restore CA5350
        Check(
            new S3Request("GET", "/backups?list-type=2&prefix=a%20b%2F&encoding-type=url")
            {
                Headers = [KeyValuePair.Create("Authorization", $"AWS {ServedS3.AccessKey}:{signature}"), KeyValuePair.Create("Date", Date)],
            },
            null, code);
    }

    private static S3Request Version4(string signature) => new("GET", "/test.txt")
    {
        Headers =
        [
            KeyValuePair.Create("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature={signature}"),
            KeyValuePair.Create("Host", "examplebucket.s3.amazonaws.com"), KeyValuePair.Create("Range", "bytes=0-9"),
            KeyValuePair.Create("x-amz-content-sha256", Empty), KeyValuePair.Create("x-amz-date", Amz),
        ],
    };

    private static void Accepts(S3Request request) => Check(request, null, null);

    private static void Refuses(S3Request request, string code) => Check(request, null, code);

    private static void Check(S3Request request, string? bucket, string? code)
    {
        if (code is null)
            Assert.That(S3Signature.Check(request, s_keys, bucket).AccessKey, Is.EqualTo(ServedS3.AccessKey));
        else
            Assert.That(Assert.Throws<S3Refusal>(() => S3Signature.Check(request, s_keys, bucket))!.Code, Is.EqualTo(code));
    }
}
