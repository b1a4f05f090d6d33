using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using S3Contract.Harness.S3;

namespace S3Contract.Servers;

/// <summary>TLS on the addresses that are for it: which certificate is shown, and who does not trust it.</summary>
/// <param name="site">Who is told.</param>
internal sealed class TlsGate(IS3Site site)
{
    // Who has connected and says nothing is not waited for any longer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private int _greetings;
    private volatile bool _isTrusted = true;

    /// <summary>Is the right certificate shown?</summary>
    public bool IsTrusted
    {
        get => _isTrusted;
        set => _isTrusted = value;
    }

    /// <summary>What is done with a connection that goes on to somebody.</summary>
    public ConnectionDelegate Around(ConnectionDelegate next) =>
        connection => connection.LocalEndPoint is IPEndPoint place && S3Address.IsTls(place.Address) ? Run(connection, place, next) : next(connection);

    /// <summary>Waits until nobody is between its connection and its first word, or a little while.</summary>
    public void AwaitGreetings()
    {
        lock (_gate)
        {
            while (_greetings > 0 && Monitor.Wait(_gate, s_patience))
            {
                // Others may still be there.
            }
        }
    }

    private async Task Run(ConnectionContext connection, IPEndPoint place, ConnectionDelegate next)
    {
        IDuplexPipe plain = connection.Transport;
        ServerCertificate shown = IsTrusted ? ServerCertificate.Trusted : ServerCertificate.Untrusted;
        await using SslStream tls = new(new PipeStream(plain), leaveInnerStreamOpen: false);
        try
        {
            if (await Greeted(tls, shown, place) is { } pipes)
            {
                connection.Features.Set(new Certified(shown.Authority));
                connection.Transport = pipes;
                await next(connection);
                await pipes.Input.CompleteAsync();
                await pipes.Output.CompleteAsync();
                await tls.ShutdownAsync();
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException)
        {
            // Nobody is there any more.
        }
        finally
        {
            connection.Transport = plain;
        }
    }

    // Until the caller has said a first word: some look at the certificate only when all else is agreed upon.
    private async Task<IDuplexPipe?> Greeted(SslStream tls, ServerCertificate shown, IPEndPoint place)
    {
        lock (_gate)
            _greetings++;
        try
        {
            await tls.AuthenticateAsServerAsync(shown.Options);
            PipeReader input = PipeReader.Create(tls, new StreamPipeReaderOptions(leaveOpen: true));
            ReadResult word = await input.ReadAsync();
            input.AdvanceTo(word.Buffer.Start);
            return new Pipes(input, PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true)));
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            if (TlsAlert.IsDistrust(failure))
                site.NoteDistrust(S3Address.EndpointOf(place.Address, place.Port.ToString(CultureInfo.InvariantCulture)), shown.Authority);
            return null;
        }
        finally
        {
            lock (_gate)
            {
                _greetings--;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
