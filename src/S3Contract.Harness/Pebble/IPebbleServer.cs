namespace S3Contract.Harness.Pebble;

/// <summary>Where the requests to a Pebble go.</summary>
internal interface IPebbleSite
{
    /// <summary>Answers a request.</summary>
    PebbleResponse Answer(PebbleRequest request);

    /// <summary>What comes out of a socket of a command's task.</summary>
    /// <exception cref="PebbleRefusal">There is no such socket.</exception>
    ReadOnlyMemory<byte> Output(string task, string socket);
}

/// <summary>Serves HTTP on unix sockets. Who does it is in a package of its own, so that nobody pays for it who needs none.</summary>
internal interface IPebbleServer
{
    /// <summary>Serves some sites, each on a socket of its own, until what is returned is disposed.</summary>
    /// <param name="sites">The path of each socket, which must not be there yet, and its site.</param>
    IDisposable Serve(IReadOnlyList<KeyValuePair<string, IPebbleSite>> sites);
}
