using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace S3Contract.Reference.Secrets;

/// <summary>A form in which a secret can stand in a text.</summary>
/// <param name="Text">The secret in that form.</param>
/// <param name="Number">Which form: 0 plain, 1 and 2 JSON-escaped, 3 to 5 percent-encoded, 6 and 7 base64, 8 to 13 what of it shows in the
/// base64 of a longer text, 14 and 15 hexadecimal.</param>
/// <param name="Whole">For what shows in longer base64: the base64 of the secret alone, if that is longer.</param>
internal readonly record struct SecretForm(string Text, int Number, string? Whole = null)
{
    /// <summary>A value with fewer characters is not looked for in texts: <c>a</c> stands in every one of them.</summary>
    public const int ShortestInText = 4;

    /// <summary>A form with fewer characters counts only as a whole word.</summary>
    public const int ShortestInsideWord = 8;

    /// <summary>The form that is the value itself.</summary>
    public const int Plain = 0;

    /// <summary>The form in which a URL holds it.</summary>
    public const int Percent = 3;

    private const int Hex = 14;

    private static readonly SearchValues<char> s_unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Is it long enough to be told inside a word?</summary>
    public bool IsLong => Text.Length >= ShortestInsideWord;

    /// <summary>How its letters are compared. In base64 another letter is another byte; a short value in other letters is a word like any
    /// other.</summary>
    public StringComparison Letters => Number is >= 6 and <= 13 || !IsLong ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The form, for people.</summary>
    public string Name => Number switch
    {
        Plain => "plain",
        < 3 => "escaped as in JSON",
        < 6 => "percent-encoded",
        < Hex => "in base64",
        _ => "in hexadecimal",
    };

    /// <summary>The forms of a value that need no escape; none that says too little to be told.</summary>
    public static SecretForm[] Of(string value)
    {
        if (value.Length < ShortestInText)
        {
            return [];
        }

        byte[] secret = Encoding.UTF8.GetBytes(value);
        var forms = new List<SecretForm>(5) { new(value, Plain), new(Convert.ToHexStringLower(secret), Hex) };
        for (int offset = 0; offset < 3; offset++)
        {
            string inside = Base64Inside(secret, offset, out string whole);
            bool alone = offset == 0 && (inside.Length < ShortestInsideWord || inside.Length == whole.Length);
            string text = alone ? whole : inside;
            if (alone || text.Length >= ShortestInsideWord)
            {
                forms.Add(new SecretForm(text, alone ? 6 : 8 + offset, offset == 0 && !alone ? whole : null));
                if (whole.AsSpan().ContainsAny('+', '/'))
                {
                    forms.Add(new SecretForm(ForUrls(text), alone ? 7 : 11 + offset, offset == 0 && !alone ? ForUrls(whole) : null));
                }
            }
        }

        return [.. forms];
    }

    /// <summary>The forms of a value in which something is escaped.</summary>
    public static SecretForm[] EscapedOf(string value) => value.Length < ShortestInText || !value.AsSpan().ContainsAnyExcept(s_unreserved) ? []
        : [.. Enumerable.Range(1, 5).Select(number => new SecretForm(Write(value, number), number)).Where(form => !string.Equals(form.Text, value, StringComparison.Ordinal))];

    /// <summary>Can a text hold a form in which something is escaped?</summary>
    public static bool MayEscape(string text) => text.AsSpan().ContainsAny('%', '\\', '+');

    /// <summary>What of it stands at a place where its text was found: which form, how long, and is it written just so, not in other letters?</summary>
    public (int Number, int Length, bool Exact) At(string text, int at)
    {
        if (Whole is { } whole && text.AsSpan(at).StartsWith(whole, StringComparison.Ordinal))
        {
            return (Number < 11 ? 6 : 7, whole.Length, true);
        }

        ReadOnlySpan<char> found = text.AsSpan(at, Text.Length);
        return Number == Hex && found.ContainsAnyInRange('A', 'F') && found.SequenceEqual(Text.ToUpperInvariant()) ? (Hex + 1, Text.Length, true)
            : (Number, Text.Length, found.SequenceEqual(Text));
    }

    /// <summary>A value in the form with this number.</summary>
    public static string Write(string value, int number) => number switch
    {
        Plain => value,
        1 => JavaScriptEncoder.Default.Encode(value),
        2 => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        Percent => Uri.EscapeDataString(value),
        4 => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal),
        5 => LowerCaseEscapes(Uri.EscapeDataString(value)),
        6 => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('='),
        7 => ForUrls(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=')),
        < 11 => Base64Inside(Encoding.UTF8.GetBytes(value), number - 8, out _),
        < Hex => ForUrls(Base64Inside(Encoding.UTF8.GetBytes(value), number - 11, out _)),
        Hex => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)),
        _ => Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
    };

    // In the base64 of a longer text the secret starts at byte 0, 1 or 2 of a group of three. The characters that depend on the secret
    // alone are the same wherever it stands.
    private static string Base64Inside(byte[] secret, int offset, out string whole)
    {
        byte[] shifted = offset == 0 ? secret : [.. new byte[offset], .. secret];
        whole = Convert.ToBase64String(shifted).TrimEnd('=');
        int from = (offset * 8 + 5) / 6;
        int to = shifted.Length * 8 / 6;
        return to > from ? whole[from..to] : "";
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
