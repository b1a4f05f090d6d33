using System.Text;
using System.Text.Encodings.Web;

namespace S3Contract.Harness.Traces;

/// <summary>The forms in which a secret can stand in a text: plain, JSON-escaped, percent-encoded, base64, hexadecimal.</summary>
internal static class SecretForms
{
    /// <summary>A value with fewer characters is not looked for in texts: <c>a</c> stands in every one of them.</summary>
    public const int ShortestInText = 3;

    /// <summary>A form with fewer characters counts only as a whole word.</summary>
    public const int ShortestInsideWord = 8;

    /// <summary>The number of forms.</summary>
    public const int Count = 11;

    /// <summary>The name of a form, for messages.</summary>
    public static string NameOf(int form) => form switch
    {
        0 => "plain",
        1 or 2 => "JSON-escaped",
        3 or 4 or 5 => "percent-encoded",
        6 or 7 or 8 or 9 => "base64",
        _ => "hexadecimal",
    };

    /// <summary>All forms of a value, by number; a form that is the plain value again, or that says too little to be told, is null.</summary>
    public static string?[] Of(string value)
    {
        var forms = new string?[Count];
        for (int form = 0; form < Count; form++)
        {
            string text = Write(value, form);
            bool tellable = form is 0 || (text.Length >= 4 && !string.Equals(text, value, StringComparison.Ordinal));
            bool enough = form is not (8 or 9) || value.Length >= ShortestInsideWord;
            forms[form] = tellable && enough ? text : null;
        }

        return forms;
    }

    /// <summary>A value in one form.</summary>
    public static string Write(string value, int form) => form switch
    {
        0 => value,
        1 => JavaScriptEncoder.Default.Encode(value),
        2 => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        3 => Uri.EscapeDataString(value),
        4 => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal),
        5 => LowerCaseEscapes(Uri.EscapeDataString(value)),
        6 => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('='),
        7 => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        8 => Base64Inside(value, 1),
        9 => Base64Inside(value, 2),
        _ => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)),
    };

    // In the base64 of a longer text the secret starts at byte 0, 1 or 2 of a group of three. The characters that depend on the secret
    // alone are the same wherever it stands.
    private static string Base64Inside(string value, int offset)
    {
        byte[] secret = Encoding.UTF8.GetBytes(value);
        byte[] shifted = new byte[offset + secret.Length];
        secret.CopyTo(shifted, offset);
        string text = Convert.ToBase64String(shifted);
        int from = offset == 1 ? 2 : 3;
        int to = shifted.Length * 8 / 6;
        return to > from ? text[from..to] : "";
    }

    private static string LowerCaseEscapes(string escaped)
    {
        char[] text = escaped.ToCharArray();
        for (int i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return new string(text);
    }
}
