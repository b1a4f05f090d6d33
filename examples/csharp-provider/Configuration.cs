using System.Text;
using S3Contract.Charms;

namespace S3Contract.Examples.Provider;

/// <summary>What the charm's configuration says, in the form in which it goes to the requirers.</summary>
internal sealed record Configuration(
    string? Bucket, IReadOnlyList<KeyValuePair<string, S3Value>> Options, IReadOnlyList<KeyValuePair<string, string>> ClearedLists)
{
    private const string EndOfCertificate = "-----END CERTIFICATE-----";

    private static readonly string[] s_textOptions = ["endpoint", "region", "path", "s3-uri-style", "storage-class", "s3-api-version"];

    public static Configuration From(IReadOnlyDictionary<string, ConfigValue> config)
    {
        var options = new List<KeyValuePair<string, S3Value>>();
        var cleared = new List<KeyValuePair<string, string>>();
        foreach (string option in s_textOptions)
        {
            options.Add(new(option, Text(config, option)));
        }

        options.Add(new("delete-older-than-days", Text(config, "experimental-delete-older-than-days")));
        AddList("attributes", Attributes(Text(config, "attributes")));
        AddList("tls-ca-chain", Certificates(Text(config, "tls-ca-chain")));
        return new Configuration(Text(config, "bucket") is { Length: > 0 } bucket ? bucket : null, options, cleared);

        void AddList(string option, string[] texts)
        {
            if (texts.Length > 0)
            {
                options.Add(new(option, S3Value.Texts(texts)));
            }
            else
            {
                cleared.Add(new(option, ""));
            }
        }
    }

    private static string Text(IReadOnlyDictionary<string, ConfigValue> config, string option) =>
        config.TryGetValue(option, out ConfigValue value) ? value.ToString() : "";

    private static string[] Attributes(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The option holds PEM certificates, one after the other, in base64; what is no base64 is left out.
    private static string[] Certificates(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out int length))
        {
            return [];
        }

        string text = Encoding.UTF8.GetString(bytes, 0, length);
        if (!text.Contains(EndOfCertificate, StringComparison.Ordinal))
        {
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        string[] certificates = text.Split(EndOfCertificate, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. certificates.Select(certificate => $"{certificate}\n{EndOfCertificate}")];
    }
}
