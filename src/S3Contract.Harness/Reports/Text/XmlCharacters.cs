using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Reports.Text;

/// <summary>Text that XML 1.0 can hold.</summary>
internal static class XmlCharacters
{
    /// <summary>The text with every character that XML forbids (most control characters, lone surrogates, U+FFFE, U+FFFF) written as its
    /// code, <c>\u001B</c>.</summary>
    public static string Of(string text)
    {
        StringBuilder? clean = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            int length = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            bool allowed = length == 2 || c is '\t' or '\n' or (>= ' ' and < '\uD800') or (>= '\uE000' and <= '\uFFFD');
            if (!allowed)
            {
                clean ??= new StringBuilder(text, 0, i, text.Length + 16);
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                clean?.Append(text, i, length);
            }

            i += length - 1;
        }

        return clean?.ToString() ?? text;
    }
}
