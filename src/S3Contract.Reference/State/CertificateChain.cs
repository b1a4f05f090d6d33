using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace S3Contract.Reference.State;

/// <summary>The certificates of a <c>tls-ca-chain</c>, each known by its print: SHA-256 in hex.</summary>
internal static class CertificateChain
{
    private const string Label = "CERTIFICATE";

    /// <summary>The prints of those that can be read: a JSON list of texts, each in PEM, or in base64.</summary>
    public static List<string> PrintsIn(string? chain)
    {
        List<string> prints = [];
        if (chain is null || !ContractFields.IsListOfStrings(chain))
        {
            return prints;
        }

        using var document = JsonDocument.Parse(chain);
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            string text = element.GetString() ?? "";
            byte[] decoded = new byte[text.Length];
            if (Convert.TryFromBase64String(text, decoded, out int length))
            {
                prints.Add(PrintOf(decoded.AsSpan(0, length)));
                text = Encoding.UTF8.GetString(decoded, 0, length);
            }

            Read(text, prints);
        }

        return prints;
    }

    private static void Read(ReadOnlySpan<char> text, List<string> prints)
    {
        while (PemEncoding.TryFind(text, out PemFields found))
        {
            byte[] content = new byte[found.DecodedDataLength];
            if (text[found.Label] is Label && Convert.TryFromBase64Chars(text[found.Base64Data], content, out int length))
            {
                prints.Add(PrintOf(content.AsSpan(0, length)));
            }

            text = text[found.Location.End..];
        }
    }

    private static string PrintOf(ReadOnlySpan<byte> certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));
}
