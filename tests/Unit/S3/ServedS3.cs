using System.Globalization;
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

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_listener.Port}"));

    public S3State State { get; private set; } = S3State.Empty;

    /// <summary>What came of each request.</summary>
    public List<S3Answer> Answers { get; } = [];

    public AmazonS3Client Of(string accessKey, string secretKey) => new(new BasicAWSCredentials(accessKey, secretKey), new AmazonS3Config
    {
        ServiceURL = Endpoint.ToString(),
        ForcePathStyle = true,
        MaxErrorRetry = 0,
        AuthenticationRegion = "eu-central-1",
    });

    public S3Reply Answer(S3Request request)
    {
        lock (Answers)
        {
            S3Answer answer = S3Api.Answer(State, request, S3Keys.None.With(AccessKey, SecretKey));
            Answers.Add(answer);
            State = answer.State;
            return S3Reply.Of(answer.Response);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _listener.Dispose();
    }
}
