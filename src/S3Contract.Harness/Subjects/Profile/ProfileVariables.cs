using System.Text;
using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract.Harness.Subjects.Profile;

/// <summary>The variables that the lines of a profile may use for the fields that are issued or set.</summary>
internal static class ProfileVariables
{
    /// <summary>
    /// One variable per field, under the field's name, and for the two list fields the spellings that charms want in configuration:
    /// <c>attributes-csv</c> (comma separated) and <c>tls-ca-chain-base64</c> (the certificates, one after the other, in base64).
    /// </summary>
    public static SortedDictionary<string, string> For(Databag fields)
    {
        SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> field in fields.Items)
            variables[field.Key] = field.Value;

        if (fields.Get("attributes") is { } attributes)
            variables["attributes-csv"] = string.Join(',', Items(attributes));
        if (fields.Get("tls-ca-chain") is { } chain)
            variables["tls-ca-chain-base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', Items(chain))));
        return variables;
    }

    // A field that is no list (a script may want to see what a charm makes of that) goes on as it is.
    private static List<string> Items(string text)
    {
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
