using System.Net.Security;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using S3Contract.Harness.S3;

namespace S3Contract.Servers;

/// <summary>A certificate that the S3 shows, and how it is shown.</summary>
/// <param name="Options">How TLS is spoken with it.</param>
/// <param name="Authority">Whom one has to trust for it.</param>
internal sealed record ServerCertificate(SslServerAuthenticationOptions Options, string Authority)
{
    private static readonly Lazy<ServerCertificate> s_trusted = new(() => Of("trusted.pem", X509Certificate2.CreateFromPem(S3Authority.Pem)));
    private static readonly Lazy<ServerCertificate> s_untrusted = new(() => Of("untrusted.pem", null));

    /// <summary>The one that the authority has signed whose chain is handed out.</summary>
    public static ServerCertificate Trusted => s_trusted.Value;

    /// <summary>One that somebody has signed whom nobody was told of.</summary>
    public static ServerCertificate Untrusted => s_untrusted.Value;

    private static ServerCertificate Of(string file, X509Certificate2? authority)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("S3Contract.Servers." + file)
            ?? throw new InvalidOperationException("the certificate is not in the assembly");
        using StreamReader reader = new(stream);
        string text = reader.ReadToEnd();
        X509Certificate2 own = X509Certificate2.CreateFromPem(text, text);
        SslServerAuthenticationOptions options = new()
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true),

            // Who comes again looks at the certificate again.
            AllowTlsResume = false,
        };
        return new ServerCertificate(options, S3Authority.PrintOf(authority ?? own));
    }
}

/// <summary>What a connection has come by.</summary>
/// <param name="Authority">Whom its caller trusts.</param>
internal sealed record Certified(string Authority);
