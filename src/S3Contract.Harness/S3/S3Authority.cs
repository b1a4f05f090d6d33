using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace S3Contract.Harness.S3;

/// <summary>Who certifies the S3 of a run, where it is reached by TLS: an authority for tests, the same in every run.</summary>
internal static class S3Authority
{
    /// <summary>Its certificate, in PEM.</summary>
    public static string Pem { get; } = Read();

    /// <summary>The chain of certificates as the interface wants it.</summary>
    public static string Chain { get; } = $"[\"{Pem.ReplaceLineEndings("\\n")}\"]";

    /// <summary>The print of a certificate, by which it is known: SHA-256 in hex.</summary>
    public static string PrintOf(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span));

    private static string Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("S3Contract.Harness.test-authority.pem")
            ?? throw new InvalidOperationException("the certificate of the authority is not in the assembly");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Trim();
    }
}
