using System.Globalization;
using System.Text;
using S3Contract.Charms;

namespace S3Contract;

/// <summary>Writes JSON byte for byte as Python's <c>json.dumps</c> does: <c>", "</c> and <c>": "</c> between items, everything but
/// printable ASCII escaped in lower-case hex, floating point numbers in Python's shortest form. System.Text.Json has other escapes and
/// other spaces, and the text stands in databags where both implementations meet it.</summary>
internal static class PythonJsonWriter
{
    /// <summary>A value as JSON.</summary>
    public static string Write(S3Value value)
    {
        var json = new StringBuilder();
        Append(json, value);
        return json.ToString();
    }

    /// <summary>A databag as a JSON object, without one key.</summary>
    public static string Write(Databag databag, string without)
    {
        var json = new StringBuilder("{");
        foreach (ref readonly KeyValuePair<string, string> item in databag.Items)
        {
            if (!string.Equals(item.Key, without, StringComparison.Ordinal))
            {
                json.Append(json.Length == 1 ? "" : ", ");
                AppendText(json, item.Key);
                json.Append(": ");
                AppendText(json, item.Value);
            }
        }

        return json.Append('}').ToString();
    }

    /// <summary>A float as Python's <c>repr</c> writes it: always with a point or an exponent; <c>NaN</c> and <c>Infinity</c> as in JSON.</summary>
    public static string Float(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        // .NET and Python agree on the shortest digits; only the layout differs.
        ReadOnlySpan<char> text = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = 0;
        int e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        string sign = text is ['-', ..] ? "-" : "";
        text = text[sign.Length..];
        int point = text.IndexOf('.') is >= 0 and int at ? at : text.Length;
        int first = text.IndexOfAnyInRange('1', '9');
        exponent = first < 0 ? 0 : exponent + (first < point ? point - 1 - first : point - first);
        return sign + Layout(Digits(text), exponent);
    }

    /// <summary>Appends a text with its quotes.</summary>
    public static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        int plain = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and <= '~' and not ('"' or '\\'))
            {
                continue;
            }

            json.Append(text, plain, i - plain);
            plain = i + 1;
            switch (c)
            {
                case '"':
                    json.Append("\\\"");
                    break;
                case '\\':
                    json.Append("\\\\");
                    break;
                case '\b':
                    json.Append("\\b");
                    break;
                case '\f':
                    json.Append("\\f");
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
                default:
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
            }
        }

        json.Append(text, plain, text.Length - plain).Append('"');
    }

    private static void Append(StringBuilder json, S3Value value)
    {
        switch (value.Kind)
        {
            case S3ValueKind.Null:
                json.Append("null");
                break;
            case S3ValueKind.Text:
                AppendText(json, value.Text!);
                break;
            case S3ValueKind.Boolean:
                json.Append(value.Boolean == true ? "true" : "false");
                break;
            case S3ValueKind.WholeNumber:
                json.Append(value.WholeNumber!.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case S3ValueKind.FloatingPoint:
                json.Append(Float(value.FloatingPoint!.Value));
                break;
            case S3ValueKind.List:
                AppendList(json, value.Items!);
                break;
            default:
                AppendObject(json, value.Members!);
                break;
        }
    }

    private static void AppendList(StringBuilder json, IReadOnlyList<S3Value> items)
    {
        json.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            json.Append(i == 0 ? "" : ", ");
            Append(json, items[i]);
        }

        json.Append(']');
    }

    private static void AppendObject(StringBuilder json, IReadOnlyList<KeyValuePair<string, S3Value>> members)
    {
        json.Append('{');
        for (int i = 0; i < members.Count; i++)
        {
            json.Append(i == 0 ? "" : ", ");
            AppendText(json, members[i].Key);
            json.Append(": ");
            Append(json, members[i].Value);
        }

        json.Append('}');
    }

    private static string Digits(ReadOnlySpan<char> mantissa)
    {
        var digits = new StringBuilder(mantissa.Length);
        foreach (char c in mantissa)
        {
            if (char.IsAsciiDigit(c) && (c != '0' || digits.Length > 0))
            {
                digits.Append(c);
            }
        }

        while (digits is { Length: > 0 } && digits[^1] == '0')
        {
            digits.Length--;
        }

        return digits.Length == 0 ? "0" : digits.ToString();
    }

    // The digits stand for d.ddd times ten to the exponent; from 1e16 up and below 1e-4 Python writes an exponent of at least two digits.
    private static string Layout(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0') + ".0"
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }
}
