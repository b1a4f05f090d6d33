using System.Globalization;
using System.Text;

namespace S3Contract.Charms;

/// <summary>
/// What <c>relation-set --file -</c> and <c>state-set --file -</c> read: a YAML map. Written as JSON, which is YAML, with one exception
/// for which System.Text.Json cannot be used: a character beyond U+FFFF must stand there itself, as Juju's YAML reader refuses the two
/// escaped halves that JSON writes for it.
/// </summary>
internal static class SettingsFile
{
    /// <summary>Some pairs as one line.</summary>
    public static string Write(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var text = new StringBuilder("{");
        for (int i = 0; i < pairs.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, pairs[i].Key);
            text.Append(": ");
            Append(text, pairs[i].Value);
        }

        return text.Append("}\n").ToString();
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (Rune rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    text.Append('\\').Append((char)rune.Value);
                    break;
                // Control characters, the line separators that YAML would fold, and what it calls not printable.
                case < ' ' or (>= 0x7f and <= 0x9f) or 0x2028 or 0x2029 or 0xfeff or 0xfffe or 0xffff:
                    text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                    break;
                default:
                    text.Append(rune.ToString());
                    break;
            }
        }

        text.Append('"');
    }
}
