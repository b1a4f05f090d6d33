using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using S3Contract.Harness.Pebble;

namespace S3Contract.Servers;

/// <summary>Serves the HTTP interface of Pebble on unix sockets.</summary>
internal sealed class PebbleServer : IPebbleServer
{
    public IDisposable Serve(IReadOnlyList<KeyValuePair<string, IPebbleSite>> sites) => new Listener(sites);

    // The site that a connection has reached.
    private sealed record Reached(IPebbleSite Site);

    private sealed class Listener : IDisposable
    {
        private readonly KestrelServer _kestrel;

        public Listener(IReadOnlyList<KeyValuePair<string, IPebbleSite>> sites)
        {
            KestrelServerOptions options = new() { AddServerHeader = false };
            options.Limits.MaxRequestBodySize = PebbleExchange.LargestBody;

            // No clock decides anything: who is slow is as good as who is quick.
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            foreach ((string socket, IPebbleSite site) in sites)
            {
                options.ListenUnixSocket(socket, endpoint =>
                {
                    endpoint.Protocols = HttpProtocols.Http1;
                    endpoint.Use(next => connection =>
                    {
                        connection.Features.Set(new Reached(site));
                        return next(connection);
                    });
                });
            }

            _kestrel = new KestrelServer(
                Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
            _kestrel.StartAsync(new Application(), CancellationToken.None).GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            // Nobody is waited for: who still asks has ended already.
            _kestrel.StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();
            _kestrel.Dispose();
        }
    }

    private sealed class Application : IHttpApplication<HttpContext>
    {
        private readonly WebSocketMiddleware _sockets = new(
            static context => PebbleExchange.Run(context, context.Features.Get<Reached>()!.Site), Options.Create(new WebSocketOptions()), NullLoggerFactory.Instance);

        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => _sockets.Invoke(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
