using System.Globalization;
using System.Text;

namespace S3Contract.Reference;

/// <summary>Finds secret values in texts, whatever a charm did to them before.</summary>
internal static class CanarySearch
{
    /// <summary>From this length on, a value is not found inside other words by chance.</summary>
    public const int SafeLength = 8;

    /// <summary>The first canary that a text shows, and in which form; null if it shows none.</summary>
    public static (Canary Canary, string Form)? Find(Canary[] canaries, string text)
    {
        if (FindPlain(canaries, text) is { } plain)
        {
            return (plain, "plain");
        }

        foreach (Canary canary in canaries)
        {
            foreach (string form in canary.Base64)
            {
                if (text.Contains(form, StringComparison.Ordinal))
                {
                    return (canary, "in base64");
                }
            }
        }

        foreach (Canary canary in canaries)
        {
            if (text.Contains(canary.Hex, StringComparison.OrdinalIgnoreCase))
            {
                return (canary, "in hexadecimal");
            }

            if (canary.Value.Length >= SafeLength && text.Contains(canary.Value, StringComparison.OrdinalIgnoreCase))
            {
                return (canary, "in other letters");
            }
        }

        if (text.Contains('%', StringComparison.Ordinal) && FindPlain(canaries, Uri.UnescapeDataString(text.Replace('+', ' '))) is { } percent)
        {
            return (percent, "percent-encoded");
        }

        if (text.Contains('\\', StringComparison.Ordinal) && FindPlain(canaries, Unescape(text)) is { } escaped)
        {
            return (escaped, "escaped as in JSON");
        }

        return text.AsSpan().ContainsAny('\n', '\r') ? FindSplit(canaries, text) : null;
    }

    /// <summary>The line of a text that shows a canary; all of the text if no single line does.</summary>
    public static string LineOf(Canary canary, string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.Length < text.Length && Find([canary], line.ToString()) is not null)
            {
                return line.Trim().ToString();
            }
        }

        return text.Trim();
    }

    private static (Canary Canary, string Form)? FindSplit(Canary[] canaries, string text)
    {
        string joined = JoinLines(text);
        if (FindPlain(canaries, joined) is { } split)
        {
            return (split, "split over lines");
        }

        foreach (Canary canary in canaries)
        {
            foreach (string form in canary.Base64)
            {
                if (joined.Contains(form, StringComparison.Ordinal))
                {
                    return (canary, "in base64, split over lines");
                }
            }
        }

        return null;
    }

    // Without line breaks and the blanks around them.
    private static string JoinLines(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            result.Append(line.Trim());
        }

        return result.ToString();
    }

    private static Canary? FindPlain(Canary[] canaries, string text)
    {
        foreach (Canary canary in canaries)
        {
            int at = text.IndexOf(canary.Value, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            int end = at + canary.Value.Length;
            bool inside = (at > 0 && char.IsLetterOrDigit(text[at - 1])) || (end < text.Length && char.IsLetterOrDigit(text[end]));
            if (canary.Value.Length >= SafeLength || !inside)
            {
                return canary;
            }
        }

        return null;
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char next = text[++i];
            if (next == 'u' && i + 4 < text.Length
                && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort code))
            {
                result.Append((char)code);
                i += 4;
            }
            else
            {
                result.Append(next switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => next });
            }
        }

        return result.ToString();
    }
}
