namespace S3Contract.Harness.S3;

/// <summary>What becomes of a request.</summary>
internal enum S3Fate
{
    /// <summary>It is answered.</summary>
    Answered,

    /// <summary>Its connection ends without an answer.</summary>
    Dropped,

    /// <summary>Its connection is held, and nothing is said, until the caller goes.</summary>
    Silent,
}

/// <summary>What is done with a request.</summary>
/// <param name="Fate">Is it answered at all?</param>
/// <param name="Response">The answer.</param>
/// <param name="Delay">How long it takes.</param>
internal sealed record S3Reply(S3Fate Fate, S3Response Response, TimeSpan Delay)
{
    /// <summary>A request that is answered.</summary>
    public static S3Reply Of(S3Response response) => new(S3Fate.Answered, response, TimeSpan.Zero);
}

/// <summary>Where the requests to an S3 go.</summary>
internal interface IS3Site
{
    /// <summary>Answers a request.</summary>
    S3Reply Answer(S3Request request);

    /// <summary>Takes note of a caller who went away since it does not trust the certificate that it was shown.</summary>
    /// <param name="endpoint">Where it called.</param>
    /// <param name="authority">Whom it would have had to trust, see <see cref="S3Authority.PrintOf"/>.</param>
    void NoteDistrust(string endpoint, string authority);
}

/// <summary>Serves an S3 over HTTP. Who does it is in a package of its own, so that nobody pays for it who needs none.</summary>
internal interface IS3Server
{
    /// <summary>Serves a site on the loopback, on a port that the system chooses, until what is returned is disposed.</summary>
    IS3Listener Serve(IS3Site site);
}

/// <summary>An S3 that is served.</summary>
internal interface IS3Listener : IDisposable
{
    /// <summary>The port, the same on each of its addresses.</summary>
    int Port { get; }

    /// <summary>Does anybody listen? Who does not is not to be connected to.</summary>
    bool IsOpen { get; set; }

    /// <summary>Does it show the certificate of <see cref="S3Authority"/>, and not one of somebody whom nobody was told of?</summary>
    bool IsTrusted { get; set; }

    /// <summary>Waits until nobody is on the way from a connection by TLS to a first request, or a little while: who does not trust what it was shown has
    /// been noted then.</summary>
    void AwaitGreetings();

    /// <summary>Serves the same site on a socket that is bound and listens elsewhere, until what is returned is disposed.</summary>
    /// <param name="descriptor">A descriptor for it, another each time; it is the listener's from then on.</param>
    IDisposable Adopt(Func<int> descriptor);
}
