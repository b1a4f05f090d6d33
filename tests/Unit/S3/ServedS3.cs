using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;
using S3Contract.Harness.S3;
using S3Contract.Servers;

namespace S3Contract.Tests.Unit.S3;

/// <summary>An S3 that is served, and the client of somebody else's.</summary>
internal sealed class ServedS3 : IDisposable, IS3Site
{
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly IS3Listener _listener;

    public ServedS3()
    {
        _listener = new S3Server().Serve(this);
        Client = Of(AccessKey, SecretKey);
    }

    public AmazonS3Client Client { get; }

    public Uri Endpoint => At("http://127.0.0.1");

    public Uri TlsEndpoint => At("https://127.0.0.11");

    public bool IsTrusted
    {
        set => _listener.IsTrusted = value;
    }

    /// <summary>Who did not trust a certificate.</summary>
    public List<string> Distrusts { get; } = [];

    public S3State State { get; private set; } = S3State.Empty;

    public List<S3Request> Requests { get; } = [];

    /// <summary>What came of each request.</summary>
    public List<S3Answer> Answers { get; } = [];

    public AmazonS3Client Of(string accessKey, string secretKey) => Of(accessKey, secretKey, Endpoint, null);

    /// <summary>A client of the address with TLS that trusts somebody; null for whom the system trusts.</summary>
    public AmazonS3Client Trusting(RemoteCertificateValidationCallback? trusts) => Of(AccessKey, SecretKey, TlsEndpoint, trusts);

    /// <summary>Waits for who has been called and is not there any more.</summary>
    public void AwaitGreetings() => _listener.AwaitGreetings();

    public static AmazonS3Client Of(string accessKey, string secretKey, Uri endpoint, RemoteCertificateValidationCallback? trusts, TimeSpan? patience = null) => new(new BasicAWSCredentials(accessKey, secretKey), new AmazonS3Config
    {
        ServiceURL = endpoint.ToString(),
        HttpClientFactory = new Clients(trusts),
        Timeout = patience ?? TimeSpan.FromSeconds(20),
        ForcePathStyle = true,
        MaxErrorRetry = 0,
        AuthenticationRegion = "eu-central-1",
    });

    public S3Reply Answer(S3Request request)
    {
        lock (Answers)
        {
            S3Answer answer = S3Api.Answer(State, request, S3Keys.None.With(AccessKey, SecretKey));
            Requests.Add(request);
            Answers.Add(answer);
            State = answer.State;
            return S3Reply.Of(answer.Response);
        }
    }

    public void NoteDistrust(string endpoint, string authority)
    {
        lock (Distrusts)
            Distrusts.Add($"{endpoint} {authority}");
    }

    private Uri At(string place) => new(string.Create(CultureInfo.InvariantCulture, $"{place}:{_listener.Port}"));

    /// <summary>Trusts who is certified by the chain that scripts hand out, and nobody else.</summary>
    public static bool ByTheChain(object? sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        using X509Chain own = new();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(S3Authority.Pem));
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) is SslPolicyErrors.None && own.Build((X509Certificate2)certificate!);
    }

    private sealed class Clients(RemoteCertificateValidationCallback? trusts) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = trusts },
            UseProxy = false,
        })
        { Timeout = clientConfig.Timeout ?? TimeSpan.FromSeconds(20) };

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    public void Dispose()
    {
        Client.Dispose();
        _listener.Dispose();
    }
}
