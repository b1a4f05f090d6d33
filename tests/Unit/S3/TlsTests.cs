using System.Net;
using System.Security.Cryptography.X509Certificates;
using Amazon.S3;
using Amazon.S3.Model;
using S3Contract.Harness.S3;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.S3;

/// <summary>The S3 by TLS: who trusts it, who does not, and what the S3 sees of either.</summary>
[TestFixture]
internal sealed class TlsTests
{
    private static readonly string s_authority = S3Authority.PrintOf(X509Certificate2.CreateFromPem(S3Authority.Pem));

    [Test]
    public async Task Who_trusts_the_chain_is_served_as_without_TLS()
    {
        using ServedS3 s3 = new();
        using AmazonS3Client client = s3.Trusting(ServedS3.ByTheChain);
        await client.PutBucketAsync("backups");
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        await client.PutObjectAsync(new PutObjectRequest { BucketName = "backups", Key = "daily/a", InputStream = new MemoryStream(large) });
        using GetObjectResponse read = await client.GetObjectAsync("backups", "daily/a");
        using MemoryStream content = new();
        await read.ResponseStream.CopyToAsync(content);
        Assert.That(content.ToArray(), Is.EqualTo(large));
        Assert.That((await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "backups" })).S3Objects.Select(found => found.Key), Is.EqualTo((string[])["daily/a"]));
        using AmazonS3Client plain = s3.Of(ServedS3.AccessKey, ServedS3.SecretKey);
        Assert.That((await plain.ListBucketsAsync()).Buckets, Has.Count.EqualTo(1));
        Assert.That(s3.Requests.Select(request => request.Authority), Is.EqualTo((string?[])[s_authority, s_authority, s_authority, s_authority, null]));
        Assert.That(s3.Distrusts, Is.Empty);
    }

    // Twenty times: whoever goes away at once has been heard all the same.
    [Test]
    public void Who_does_not_trust_it_goes_away_and_is_noted()
    {
        ExampleCharms.NeedsPython();
        using ServedS3 s3 = new();
        Python(s3, "ssl.create_default_context()", 20);
        string told = $"{s3.TlsEndpoint.ToString().TrimEnd('/')} {s_authority}";
        Assert.That(s3.Distrusts, Is.EqualTo(Enumerable.Repeat(told, 20)));
        Assert.That(s3.Requests, Is.Empty);

        // Who only looks whether somebody is there says nothing of trust, and neither does who speaks of something else.
        s3.Distrusts.Clear();
        Python(s3, "ssl.create_default_context(cadata=authority)", 2);
        Python(s3, "None", 2);
        using AmazonS3Client client = s3.Trusting(null);
        Assert.That(() => client.ListBucketsAsync(), Throws.InstanceOf<Exception>());
        s3.AwaitGreetings();
        Assert.That(s3.Distrusts, Is.Empty);
    }

    [Test]
    public async Task A_wrong_certificate_is_seen_by_who_looks()
    {
        ExampleCharms.NeedsPython();
        using ServedS3 s3 = new() { IsTrusted = false };
        using AmazonS3Client looks = s3.Trusting(ServedS3.ByTheChain);
        Assert.That(() => looks.ListBucketsAsync(), Throws.InstanceOf<Exception>());
        Python(s3, "ssl.create_default_context(cadata=authority)", 1);
        Assert.That(s3.Requests, Is.Empty);
        string other = s3.Distrusts[0].Split(' ')[1];
        Assert.That(other, Is.Not.EqualTo(s_authority));

        using AmazonS3Client blind = s3.Trusting((_, certificate, _, _) => certificate is not null);
        await blind.ListBucketsAsync();
        Assert.That(s3.Requests.Select(request => request.Authority), Is.EqualTo((string[])[other]));

        s3.IsTrusted = true;
        using AmazonS3Client again = s3.Trusting(ServedS3.ByTheChain);
        await again.ListBucketsAsync();
        Assert.That(s3.Requests[^1].Authority, Is.EqualTo(s_authority));
    }

    [Test]
    public void Each_address_speaks_one_way_only()
    {
        using ServedS3 s3 = new();
        UriBuilder http = new(s3.TlsEndpoint) { Scheme = "http" }, https = new(s3.Endpoint) { Scheme = "https" };
        using AmazonS3Client plain = ServedS3.Of(ServedS3.AccessKey, ServedS3.SecretKey, http.Uri, null), tls = ServedS3.Of(ServedS3.AccessKey, ServedS3.SecretKey, https.Uri, ServedS3.ByTheChain);
        Assert.That(() => plain.ListBucketsAsync(), Throws.InstanceOf<Exception>());
        Assert.That(() => tls.ListBucketsAsync(), Throws.InstanceOf<Exception>());
        s3.AwaitGreetings();
        Assert.That(s3.Requests, Is.Empty);
        Assert.That(s3.Distrusts, Is.Empty);
    }

    // Python's ssl looks closely from 3.13 on, as others do.
    [Test]
    public void The_certificates_are_what_they_have_to_be_for_decades()
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(S3Authority.Pem);
        Assert.That((authority.NotBefore.Year, authority.NotAfter.ToUniversalTime().Year), Is.EqualTo((2000, 2099)).Or.EqualTo((1999, 2099)));
        Assert.That(authority.Extensions.Where(extension => extension.Critical).Select(extension => extension.Oid!.FriendlyName), Has.Exactly(2).Items);
        Assert.That(authority.GetRSAPublicKey()!.KeySize, Is.EqualTo(2048));
        Assert.That(authority.HasPrivateKey, Is.False);
        foreach (IPAddress address in S3Address.All)
            Assert.That(S3Contract.Servers.ServerCertificate.Trusted.Options.ServerCertificateContext!.TargetCertificate.MatchesHostname(address.ToString()), address.ToString());
    }

    private static void Python(ServedS3 s3, string context, int times)
    {
        string program = $"""
            import socket, ssl, sys
            authority = sys.stdin.read()
            for _ in range({times}):
                context = {context}
                connection = socket.create_connection(("127.0.0.11", {s3.TlsEndpoint.Port}))
                try:
                    if context:
                        context.wrap_socket(connection, server_hostname="127.0.0.11")
                except ssl.SSLError:
                    pass
                connection.close()
            """;
        using System.Diagnostics.Process python = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("python3", ["-c", program]) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false })!;
        python.StandardInput.Write(S3Authority.Pem);
        python.StandardInput.Close();
        Assert.That(python.StandardError.ReadToEnd(), Is.Empty);
        python.WaitForExit();
        s3.AwaitGreetings();
    }
}
