using System.Text;
using System.Text.Encodings.Web;

namespace S3Contract.Harness.Traces;

/// <summary>The forms in which a secret can stand in a text: plain, JSON-escaped, percent-encoded, base64, hexadecimal.</summary>
internal static class SecretForms
{
    /// <summary>A value with fewer characters is not looked for in texts: <c>a</c> stands in every one of them.</summary>
    public const int ShortestInText = 4;

    /// <summary>A form with fewer characters counts only as a whole word.</summary>
    public const int ShortestInsideWord = 8;

    /// <summary>The form that is the value itself.</summary>
    public const int Plain = 0;

    /// <summary>The form in which a URL holds it.</summary>
    public const int Percent = 3;

    /// <summary>The number of forms.</summary>
    public const int Count = 16;

    /// <summary>All forms of a value, by number; a form that is the plain value again, or that says too little to be told, is null.</summary>
    public static string?[] Of(string value)
    {
        var forms = new string?[Count];
        for (int form = 0; form < Count; form++)
        {
            string text = Write(value, form);
            bool tellable = form is 0 || (text.Length >= ShortestInText && !string.Equals(text, value, StringComparison.Ordinal));
            bool enough = form is < 8 or > 13 || text.Length >= ShortestInsideWord;
            forms[form] = tellable && enough ? text : null;
        }

        return forms;
    }

    /// <summary>A value in one form: 0 plain, 1 and 2 JSON-escaped, 3 to 5 percent-encoded, 6 and 7 base64, 8 to 13 what of it shows in
    /// the base64 of a longer text, 14 and 15 hexadecimal.</summary>
    public static string Write(string value, int form) => form switch
    {
        0 => value,
        1 => JavaScriptEncoder.Default.Encode(value),
        2 => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        3 => Uri.EscapeDataString(value),
        4 => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal),
        5 => LowerCaseEscapes(Uri.EscapeDataString(value)),
        6 => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('='),
        7 => ForUrls(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=')),
        < 11 => Base64Inside(value, form - 8),
        < 14 => ForUrls(Base64Inside(value, form - 11)),
        14 => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)),
        _ => Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
    };

    /// <summary>Is it one of the forms in base64?</summary>
    public static bool IsBase64(int form) => form is >= 6 and <= 13;

    // In the base64 of a longer text the secret starts at byte 0, 1 or 2 of a group of three. The characters that depend on the secret
    // alone are the same wherever it stands.
    private static string Base64Inside(string value, int offset)
    {
        byte[] secret = Encoding.UTF8.GetBytes(value);
        byte[] shifted = new byte[offset + secret.Length];
        secret.CopyTo(shifted, offset);
        int from = (offset * 8 + 5) / 6;
        int to = shifted.Length * 8 / 6;
        return to > from ? Convert.ToBase64String(shifted)[from..to] : "";
    }

    private static string ForUrls(string base64) => base64.Replace('+', '-').Replace('/', '_');

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
