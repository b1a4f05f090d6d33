using System.Globalization;
using System.Text;

namespace S3Contract.Reference.Secrets;

/// <summary>A text as somebody reads it who undoes an encoding, with the place that each character comes from.</summary>
/// <param name="Text">The text, decoded.</param>
/// <param name="Origin">Where in the original each character begins and ends; empty if nobody asked.</param>
internal sealed record DecodedText(string Text, IReadOnlyList<(int Start, int End)> Origin)
{
    private const string LineEnds = "\n\r\f\u0085\u2028\u2029";

    /// <summary>Long output is wrapped, base64 above all: without the line ends and the blanks around them; null if it has one line.</summary>
    public static DecodedText? WithoutLineEnds(string text, bool places = true)
    {
        if (!text.AsSpan().ContainsAny('\n', '\r'))
        {
            return null;
        }

        var joined = new StringBuilder(text.Length);
        var origin = new List<(int Start, int End)>(places ? text.Length : 0);
        foreach (Range line in text.AsSpan().SplitAny(LineEnds))
        {
            (int start, int length) = line.GetOffsetAndLength(text.Length);
            ReadOnlySpan<char> rest = text.AsSpan(start, length).TrimStart();
            start += length - rest.Length;
            rest = rest.TrimEnd();
            joined.Append(rest);
            for (int at = start; places && at < start + rest.Length; at++)
            {
                origin.Add((at, at + 1));
            }
        }

        return new DecodedText(joined.ToString(), origin);
    }

    /// <summary>Whatever a program escapes in a URL, be it all of it: <c>%41</c> is <c>A</c>; null if nothing is escaped so.</summary>
    public static DecodedText? FromPercent(string text, bool places = true) =>
        text.Contains('%', StringComparison.Ordinal) ? Decode(text, places, static rest => rest is ['%', _, _, ..] ? Character(rest[1..3], 3) : null) : null;

    /// <summary>Whatever a program escapes in JSON or in a shell: <c>\/</c> is <c>/</c>, <c>\u0041</c> is <c>A</c>; null if nothing is escaped
    /// so.</summary>
    public static DecodedText? FromJson(string text, bool places = true) => text.Contains('\\', StringComparison.Ordinal)
        ? Decode(text, places, static rest => rest is ['\\', 'u', _, _, _, _, ..] ? Character(rest[2..6], 6)
            : rest is ['\\', var escaped, ..] && !char.IsLetterOrDigit(escaped) ? (escaped, 2)
            : null)
        : null;

    private delegate (char Character, int Length)? Escape(ReadOnlySpan<char> rest);

    private static DecodedText Decode(string text, bool places, Escape escape)
    {
        var decoded = new StringBuilder(text.Length);
        var origin = new List<(int Start, int End)>(places ? text.Length : 0);
        for (int i = 0; i < text.Length;)
        {
            (char character, int length) = escape(text.AsSpan(i)) ?? (text[i], 1);
            decoded.Append(character);
            if (places)
            {
                origin.Add((i, i + length));
            }

            i += length;
        }

        return new DecodedText(decoded.ToString(), origin);
    }

    // Only what one escape stands for: longer ones are among the secret's forms.
    private static (char Character, int Length)? Character(ReadOnlySpan<char> hex, int length) =>
        ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) && code is >= ' ' and <= '~'
            ? ((char)code, length)
            : null;
}
