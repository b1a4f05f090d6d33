using System.Runtime.InteropServices;

namespace S3Contract.Cli.Terminal;

/// <summary>A stream that is written to until it fails: a disk that is full, or an output that was closed, ends nothing that runs. Whoever listens no
/// longer (<c>| head</c>) is no failure.</summary>
internal sealed class LastingStream(Stream inner) : Stream
{
    private const int BrokenPipe = 32;
    private bool _ended;

    /// <summary>Why not all was written, in the system's words; null if all was.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_ended)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            _ended = true;
            Failure = failure.HResult == BrokenPipe ? null
                : failure is IOException && failure.HResult > 0 ? Marshal.GetPInvokeErrorMessage(failure.HResult)
                : failure.Message;
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
