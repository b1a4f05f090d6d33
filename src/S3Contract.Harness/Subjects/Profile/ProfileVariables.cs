using System.Text;
using System.Text.Json;

namespace S3Contract.Harness.Subjects.Profile;

/// <summary>The variables that the lines of a profile may use for the fields that are issued or set.</summary>
internal static class ProfileVariables
{
    /// <summary>
    /// One variable per field, under the field's name, and for the two list fields the spellings that charms want in configuration:
    /// <c>attributes-csv</c> (comma separated) and <c>tls-ca-chain-base64</c> (the certificates, one after the other as PEM, in base64).
    /// </summary>
    /// <param name="fields">The fields, in the form that a databag shows them in; one that is taken back is empty, and so is its variable.</param>
    public static SortedDictionary<string, string> For(IEnumerable<KeyValuePair<string, string>> fields)
    {
        SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach ((string field, string value) in fields)
        {
            variables[field] = value;
            if (field is "attributes")
                variables["attributes-csv"] = string.Join(',', Items(value));
            else if (field is "tls-ca-chain")
                variables["tls-ca-chain-base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', Items(value).Select(AsPem))));
        }

        return variables;
    }

    /// <summary>The variable that holds a field in another spelling than a databag's; empty where there is none.</summary>
    public static string Converted(string field) => field switch
    {
        "attributes" => "attributes-csv",
        "tls-ca-chain" => "tls-ca-chain-base64",
        _ => "",
    };

    // In a databag a certificate may stand in base64; nobody hands a charm the base64 of that.
    private static string AsPem(string certificate)
    {
        byte[] bytes = new byte[certificate.Length];
        string pem = Convert.TryFromBase64String(certificate, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        return pem.StartsWith("-----BEGIN ", StringComparison.Ordinal) ? pem.TrimEnd('\n') : certificate;
    }

    // A field that is no list (a script may want to see what a charm makes of that) goes on as it is.
    private static List<string> Items(string text)
    {
        if (text.Length == 0)
            return [];

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Array)
            {
                List<string> items = [];
                foreach (JsonElement item in json.RootElement.EnumerateArray())
                    items.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText());
                return items;
            }
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            // The latter two: half a surrogate pair, plain or escaped, which is no text.
            return [text];
        }

        return [text];
    }
}
