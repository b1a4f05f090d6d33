using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using S3Contract.Harness.S3;

namespace S3Contract.Servers;

/// <summary>Serves an S3 on the loopback, with TLS and without.</summary>
internal sealed class S3Server : IS3Server
{
    private const int Attempts = 20;

    public IS3Listener Serve(IS3Site site) => new Listener(site);

    private static Socket[] Bound(int port)
    {
        List<Socket> sockets = [];
        try
        {
            foreach (IPAddress address in S3Address.All)
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                socket.Bind(new IPEndPoint(address, port));
            }

            return [.. sockets];
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }
    }

    private static int FreePort()
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private sealed class Listener : IS3Listener
    {
        private readonly Lock _gate = new();
        private readonly IS3Site _site;
        private readonly TlsGate _tls;
        private readonly List<Served> _served = [];
        private bool _isOpen = true;

        public Listener(IS3Site site)
        {
            (_site, _tls) = (site, new TlsGate(site));

            // A port that is free on one address may be taken on another.
            for (int attempt = 1; _served.Count == 0; attempt++)
            {
                Port = FreePort();
                try
                {
                    _served.Add(new Served(this, () => Bound(Port)));
                }
                catch (SocketException) when (attempt < Attempts)
                {
                    // The next one, then.
                }
            }
        }

        public int Port { get; }

        public bool IsOpen
        {
            get => _isOpen;
            set
            {
                lock (_gate)
                {
                    if (value == _isOpen)
                        return;
                    _isOpen = value;
                    foreach (Served served in _served)
                    {
                        if (value)
                            served.Open();
                        else
                            served.Close();
                    }
                }
            }
        }

        public bool IsTrusted
        {
            get => _tls.IsTrusted;
            set => _tls.IsTrusted = value;
        }

        public void AwaitGreetings() => _tls.AwaitGreetings();

        public IDisposable Adopt(Func<int> descriptor)
        {
            lock (_gate)
            {
                Served served = new(this, () => [new Socket(new SafeSocketHandle(descriptor(), ownsHandle: true))]);
                _served.Add(served);
                return served;
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                foreach (Served served in _served.ToArray())
                    served.Dispose();
            }
        }

        // Sockets that are listened on, and who does: other ones each time, as no socket can be listened on by two, one after the other.
        private sealed class Served : IDisposable
        {
            private readonly Listener _listener;
            private readonly Func<Socket[]> _bound;
            private Socket[] _sockets = [];
            private KestrelServer? _kestrel;

            public Served(Listener listener, Func<Socket[]> bound)
            {
                (_listener, _bound) = (listener, bound);
                Open();
                if (!listener._isOpen)
                    Close();
            }

            public void Open()
            {
                _sockets = _bound();
                KestrelServerOptions options = new() { AddServerHeader = false };
                options.Limits.MaxRequestBodySize = S3Exchange.LargestBody;

                // No clock decides anything: who is slow is as good as who is quick.
                options.Limits.MinRequestBodyDataRate = null;
                options.Limits.MinResponseDataRate = null;
                foreach (Socket socket in _sockets)
                {
                    options.ListenHandle((ulong)socket.Handle, endpoint =>
                    {
                        endpoint.Protocols = HttpProtocols.Http1;
                        endpoint.Use(_listener._tls.Around);
                    });
                }


                // What a caller says last is read before it is found out that it has gone.
                SocketTransportOptions transport = new() { UnsafePreferInlineScheduling = true };
                _kestrel = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
                _kestrel.StartAsync(new Application(_listener._site), CancellationToken.None).GetAwaiter().GetResult();
            }

            public void Close()
            {
                // Nobody is waited for: who still asks has ended already.
                _kestrel?.StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();
                _kestrel?.Dispose();
                _kestrel = null;
                foreach (Socket socket in _sockets)
                {
                    // Whoever else holds it listens no longer either: who connects is refused.
                    socket.Shutdown(SocketShutdown.Both);
                    socket.Dispose();
                }

                _sockets = [];
            }

            public void Dispose()
            {
                lock (_listener._gate)
                {
                    Close();
                    _listener._served.Remove(this);
                }
            }
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
