using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Printing;

/// <summary>Text as Go prints it, since charms meet Juju's messages and output in Go's spelling.</summary>
internal static class GoText
{
    /// <summary>Go's <c>%q</c>.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\a' => quoted.Append("\\a"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\v' => quoted.Append("\\v"),
                < 0x20 or 0x7F => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                > 0x7F and < 0xA0 or 0x2028 or 0x2029 or 0xFEFF => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Go's <c>%q</c> of a list: <c>["a" "b"]</c>.</summary>
    public static string Quote(IEnumerable<string> texts) => $"[{string.Join(' ', texts.Select(Quote))}]";

    /// <summary>A text as <c>encoding/json</c> writes it.</summary>
    public static void AppendJson(StringBuilder json, string text)
    {
        json.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"' or '\\':
                    json.Append('\\').Append(c);
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case '\b':
                    json.Append("\\b");
                    break;
                case '\f':
                    json.Append("\\f");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    bool pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                    json.Append(pair ? text.AsSpan(i, 2) : "\\ufffd");
                    i += pair ? 1 : 0;
                    break;
                default:
                    json.Append(c);
                    break;
            }
        }

        json.Append('"');
    }

    /// <summary>A number as <c>encoding/json</c> writes a <c>float64</c>.</summary>
    public static string JsonNumber(double number)
    {
        double size = Math.Abs(number);
        return size != 0 && (size < 1e-6 || size >= 1e21) ? Exponent(number, trimZero: true) : Plain(number);
    }

    /// <summary>A number as yaml.v2 writes a <c>float64</c> (Go's <c>%g</c> with the shortest digits).</summary>
    public static string YamlNumber(double number)
    {
        if (double.IsNaN(number))
            return ".nan";
        if (double.IsInfinity(number))
            return number > 0 ? ".inf" : "-.inf";
        double size = Math.Abs(number);
        return size != 0 && (size < 1e-4 || size >= 1e21) ? Exponent(number, trimZero: false) : Plain(number);
    }

    private static string Plain(double number)
    {
        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E', StringComparison.Ordinal) ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : shortest;
    }

    // Go writes the exponent with two digits at least (1e+21, 1e-07); JSON drops the zero of a negative one (1e-7).
    private static string Exponent(double number, bool trimZero)
    {
        string shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (int digits = 0; digits < 17; digits++)
        {
            string candidate = number.ToString("E" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture).Equals(number))
            {
                shortest = candidate;
                break;
            }
        }

        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string power = Math.Abs(exponent).ToString(trimZero && exponent < 0 ? "0" : "00", CultureInfo.InvariantCulture);
        return $"{shortest.AsSpan(0, e)}e{(exponent < 0 ? '-' : '+')}{power}";
    }
}
