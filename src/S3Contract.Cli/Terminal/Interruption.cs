using System.Runtime.InteropServices;

namespace S3Contract.Cli.Terminal;

/// <summary>Turns the signals that end a program into a cancellation, so that what runs is ended and what was found is still reported.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private CancellationTokenSource? _part;

    public Interruption() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
    ];

    public CancellationToken Token => _source.Token;

    /// <summary>Begins a part: from now on Ctrl-C ends no more than the part that was begun last. What else ends a program ends the whole.</summary>
    /// <returns>The end of that part.</returns>
    public CancellationToken NextPart()
    {
        lock (_lock)
        {
            _part?.Dispose();
            _part = CancellationTokenSource.CreateLinkedTokenSource(_source.Token);
            return _part.Token;
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _part?.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_lock)
        {
            (signal.Signal == PosixSignal.SIGINT && _part is not null ? _part : _source).Cancel();
        }
    }
}
