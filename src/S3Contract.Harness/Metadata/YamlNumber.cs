using System.Globalization;

namespace S3Contract.Harness.Metadata;

/// <summary>Whole numbers as Go's yaml.v2 reads them: <c>0x</c>, <c>0b</c>, <c>0o</c> or <c>0</c> in front give the base, <c>_</c> groups digits.</summary>
internal static class YamlNumber
{
    /// <summary>The number; null if the text is none.</summary>
    public static long? Whole(string text)
    {
        bool negative = text.StartsWith('-');
        string digits = (negative || text.StartsWith('+') ? text[1..] : text).Replace("_", "", StringComparison.Ordinal);
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
            return null;

        if (digits.Length == 1 || digits[0] != '0')
            return long.TryParse((negative ? "-" : "") + digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long plain) ? plain : null;

        (int radix, string rest) = digits[1] switch
        {
            'x' or 'X' => (16, digits[2..]),
            'b' or 'B' => (2, digits[2..]),
            'o' or 'O' => (8, digits[2..]),
            _ => (8, digits[1..]),
        };
        long number = 0;
        foreach (char c in rest)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix || number > (long.MaxValue - digit) / radix)
                return null;
            number = (number * radix) + digit;
        }

        return rest.Length == 0 ? null : negative ? -number : number;
    }
}
