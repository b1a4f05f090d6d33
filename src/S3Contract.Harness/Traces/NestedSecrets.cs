using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace S3Contract.Harness.Traces;

/// <summary>Secrets inside a value that is itself JSON, as the library's bookkeeping under the key <c>data</c> is.</summary>
internal static class NestedSecrets
{
    /// <summary>Shows each text that stands under a secret's name, with that name.</summary>
    public static void Visit(string value, Action<string, string> secret)
    {
        if (LooksLikeJson(value))
        {
            _ = Walk(Encoding.UTF8.GetBytes(value), (name, text, _, _) => secret(name, text));
        }
    }

    /// <summary>The value with each text under a secret's name replaced; all else is left as it is, to the byte.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mask">What to put for a text; null to leave it.</param>
    public static string Replace(string value, Func<string, string?> mask)
    {
        if (!LooksLikeJson(value))
        {
            return value;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        var result = new StringBuilder(value.Length);
        int at = 0;
        bool json = Walk(utf8, (_, text, start, end) =>
        {
            if (mask(text) is { } masked)
            {
                result.Append(Encoding.UTF8.GetString(utf8, at, start - at))
                    .Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(masked)).Append('"');
                at = end;
            }
        });
        return json && at > 0 ? result.Append(Encoding.UTF8.GetString(utf8, at, utf8.Length - at)).ToString() : value;
    }

    private static bool LooksLikeJson(string value)
    {
        ReadOnlySpan<char> text = value.AsSpan().TrimStart();
        return text.Length > 0 && text[0] is '{' or '[';
    }

    private static bool Walk(byte[] utf8, Action<string, string, int, int> secret)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            string? name = null;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.GetString()!;
                }
                else
                {
                    if (name is not null && reader.TokenType == JsonTokenType.String && SecretName.Is(name))
                    {
                        secret(name, reader.GetString()!, (int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                    }

                    name = null;
                }
            }

            return true;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
