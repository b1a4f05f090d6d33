using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using S3Contract.Harness.S3;

namespace S3Contract.Servers;

/// <summary>Serves an S3 on the loopback.</summary>
internal sealed class S3Server : IS3Server
{
    public IS3Listener Serve(IS3Site site) => new Listener(site);

    private sealed class Listener : IS3Listener
    {
        private readonly KestrelServer _kestrel;

        public Listener(IS3Site site)
        {
            KestrelServerOptions options = new() { AddServerHeader = false };
            options.Limits.MaxRequestBodySize = S3Exchange.LargestBody;

            // No clock decides anything: who is slow is as good as who is quick.
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            ListenOptions? bound = null;
            options.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                bound = endpoint;
            });
            _kestrel = new KestrelServer(
                Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
            _kestrel.StartAsync(new Application(site), CancellationToken.None).GetAwaiter().GetResult();
            Port = bound!.IPEndPoint!.Port;
        }

        public int Port { get; }

        public void Dispose()
        {
            // Nobody is waited for: who still asks has ended already.
            _kestrel.StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();
            _kestrel.Dispose();
        }
    }

    private sealed class Application(IS3Site site) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => S3Exchange.Run(context, site);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
