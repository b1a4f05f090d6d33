using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Printing;

/// <summary>Writes YAML in the block style of Go's yaml.v2, in which Juju prints: a text quoted where it would be read back as
/// something else, texts of several lines as literal blocks.</summary>
internal static partial class YamlBlock
{
    public static void Append(StringBuilder yaml, object? value) => Append(yaml, value, 0, afterKey: false, afterDash: false);

    private static void Append(StringBuilder yaml, object? value, int indent, bool afterKey, bool afterDash)
    {
        switch (value)
        {
            case IReadOnlyCollection<KeyValuePair<string, object?>> { Count: > 0 } map:
                AppendMap(yaml, map, indent, afterKey, afterDash);
                break;
            case IReadOnlyCollection<KeyValuePair<string, object?>>:
                Separate(yaml, afterKey).Append("{}\n");
                break;
            case string text:
                AppendText(Separate(yaml, afterKey), text, indent);
                break;
            case IEnumerable<object?> list:
                AppendList(yaml, list, indent, afterKey);
                break;
            default:
                Separate(yaml, afterKey).Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => GoText.YamlNumber(number),
        DateTimeOffset moment => OutputFormat.Moment(moment),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"not an answer: {value.GetType()}", nameof(value)),
    };

    private static StringBuilder Separate(StringBuilder yaml, bool afterKey) => afterKey ? yaml.Append(' ') : yaml;

    private static void AppendMap(
        StringBuilder yaml, IReadOnlyCollection<KeyValuePair<string, object?>> map, int indent, bool afterKey, bool afterDash)
    {
        if (afterKey)
            yaml.Append('\n');
        bool first = true;
        foreach ((string key, object? value) in map)
        {
            if (!first || !afterDash)
                yaml.Append(' ', indent);
            first = false;
            yaml.Append(Inline(key)).Append(':');
            Append(yaml, value, value is IEnumerable<object?> ? indent : indent + 2, afterKey: true, afterDash: false);
        }
    }

    // yaml.v2 does not indent a list below its key.
    private static void AppendList(StringBuilder yaml, IEnumerable<object?> list, int indent, bool afterKey)
    {
        bool any = false;
        foreach (object? item in list)
        {
            if (!any && afterKey)
                yaml.Append('\n');
            any = true;
            yaml.Append(' ', indent).Append("- ");
            Append(yaml, item, indent + 2, afterKey: false, afterDash: true);
        }

        if (!any)
            Separate(yaml, afterKey).Append("[]\n");
    }

    private static void AppendText(StringBuilder yaml, string text, int indent)
    {
        if (ByteText.Bytes(text) is { } bytes)
        {
            AppendBytes(yaml, bytes, indent);
            return;
        }

        if (!text.Contains('\n', StringComparison.Ordinal) || !IsPrintable(text) || text.Trim('\n').Length == 0)
        {
            yaml.Append(Inline(text)).Append('\n');
            return;
        }

        int depth = Math.Max(indent, 2);
        yaml.Append('|');
        if (text[0] is ' ' or '\n')
            yaml.Append('2');
        if (text[^1] != '\n')
            yaml.Append('-');
        else if (text.Length > 1 && text[^2] == '\n')
            yaml.Append('+');
        yaml.Append('\n');
        string body = text[^1] == '\n' ? text[..^1] : text;
        foreach (string line in body.Split('\n'))
        {
            if (line.Length > 0)
                yaml.Append(' ', depth).Append(line);
            yaml.Append('\n');
        }
    }

    // What is no text is written in base64, from a length on in lines.
    private static void AppendBytes(StringBuilder yaml, byte[] bytes, int indent)
    {
        const int LongestLine = 70;
        string encoded = Convert.ToBase64String(bytes);
        yaml.Append("!!binary ");
        if (encoded.Length < LongestLine)
        {
            yaml.Append(encoded).Append('\n');
            return;
        }

        yaml.Append("|\n");
        for (int at = 0; at < encoded.Length; at += LongestLine)
            yaml.Append(' ', Math.Max(indent, 2)).Append(encoded.AsSpan(at, Math.Min(LongestLine, encoded.Length - at))).Append('\n');
    }

    private static string Inline(string text)
    {
        if (!IsPrintable(text) || text.Contains('\n', StringComparison.Ordinal))
            return DoubleQuoted(text);
        if (LooksLikeAnotherType(text))
            return $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return NeedsQuotes(text) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : text;
    }

    /// <summary>Would YAML 1.1 read the plain text as null, a truth value, a number, a time or a merge?</summary>
    internal static bool LooksLikeAnotherType(string text) =>
        text is "" or "~" or "null" or "Null" or "NULL" or "<<"
            or "y" or "Y" or "yes" or "Yes" or "YES" or "n" or "N" or "no" or "No" or "NO"
            or "true" or "True" or "TRUE" or "false" or "False" or "FALSE"
            or "on" or "On" or "ON" or "off" or "Off" or "OFF"
            or ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF"
        || Number().IsMatch(text) || Sexagesimal().IsMatch(text) || Time().IsMatch(text);

    private static bool NeedsQuotes(string text)
    {
        if (text[0] is ' ' || text[^1] is ' ' || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
            return true;
        if (text[0] is '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`')
            return true;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] is ' '))
            return true;
        return text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text[^1] is ':';
    }

    private static bool IsPrintable(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool printable = rune.Value is '\n' or (>= 0x20 and <= 0x7E) or 0x85 or (>= 0xA0 and <= 0xD7FF)
                or (>= 0xE000 and <= 0xFFFD and not 0xFEFF) or (>= 0x10000 and <= 0x10FFFF);
            if (!printable || rune.Value is 0x85 or 0x2028 or 0x2029)
                return false;
        }

        return true;
    }

    private static string DoubleQuoted(string text)
    {
        StringBuilder quoted = new();
        quoted.Append('"');
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                0 => quoted.Append("\\0"),
                '\a' => quoted.Append("\\a"),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\v' => quoted.Append("\\v"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                0x1B => quoted.Append("\\e"),
                0x85 => quoted.Append("\\N"),
                0x2028 => quoted.Append("\\L"),
                0x2029 => quoted.Append("\\P"),
                < 0x20 or (>= 0x7F and < 0xA0) => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                0xFEFF => quoted.Append("\\uFEFF"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^([-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*)|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sexagesimal();

    // Without a T in it only a time without a zone.
    [GeneratedRegex(@"^[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])([Tt]([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})| ([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]+)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Time();
}
