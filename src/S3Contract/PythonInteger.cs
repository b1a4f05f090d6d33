using System.Globalization;
using System.Numerics;
using System.Text;

namespace S3Contract;

/// <summary>Reads whole numbers as Python's <c>int()</c> does: blanks around, a sign, single underscores between digits, and the decimal
/// digits of every script. .NET's parsers take none of the latter two.</summary>
internal static class PythonInteger
{
    /// <summary>Python refuses longer numbers, as reading them takes time that grows with the square of the length.</summary>
    public const int MaximumDigits = 4_300;

    /// <summary>Reads a whole number; false where Python raises <c>ValueError</c>.</summary>
    public static bool TryParse(string text, out BigInteger value)
    {
        value = default;
        ReadOnlySpan<char> rest = Trim(text);
        bool negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
        {
            rest = rest[1..];
        }

        var digits = new StringBuilder(rest.Length);
        bool afterDigit = false;
        foreach (Rune rune in rest.EnumerateRunes())
        {
            int digit = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune) : -1;
            if (digit >= 0)
            {
                digits.Append((char)('0' + digit));
                afterDigit = true;
            }
            else if (rune.Value == '_' && afterDigit)
            {
                afterDigit = false;
            }
            else
            {
                return false;
            }
        }

        if (!afterDigit || digits.Length > MaximumDigits)
        {
            return false;
        }

        value = BigInteger.Parse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
        value = negative ? -value : value;
        return true;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    // The separators U+001C to U+001F are blanks elsewhere in Python, but not here.
    private static bool IsBlank(char c) => c is ' ' or (>= '\t' and <= '\r') || (c > '\x7f' && char.IsWhiteSpace(c));
}
