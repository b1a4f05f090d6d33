using System.IO.Pipelines;

namespace S3Contract.Servers;

/// <summary>
/// The two pipes of a connection as one stream. A connection that is reset takes with it what has come and is not read yet, which may be why it was: so what
/// comes is taken out at once, and the stream just ends behind it.
/// </summary>
internal sealed class PipeStream : Stream
{
    private readonly Stream _input;
    private readonly Stream _output;

    public PipeStream(IDuplexPipe pipes)
    {
        Pipe kept = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
        _ = Keep(pipes.Input, kept.Writer);
        _input = kept.Reader.AsStream();
        _output = pipes.Output.AsStream(leaveOpen: true);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => _input.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => _output.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _output.WriteAsync(buffer, cancellationToken);

    public override void Flush() => _output.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static async Task Keep(PipeReader from, PipeWriter to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // Whoever reads comes to the end.
        }

        await to.CompleteAsync();
    }
}
