using System.Globalization;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Html;

/// <summary>Text of others, fit for a page: of bounded length, and nothing in it that cannot be seen. What turns the direction of writing,
/// has no width, or controls a terminal is written as its code, <c>\u202E</c>.</summary>
internal static class PageText
{
    /// <summary>How long a text is at most, in characters, unless it is said otherwise.</summary>
    public const int Most = 2_000;

    /// <summary>The text.</summary>
    /// <param name="text">Whatever a charm, a script or a profile says, masked.</param>
    /// <param name="most">How many characters of it are shown.</param>
    public static string Of(string text, int most = Most)
    {
        ReadOnlySpan<char> shown = text.AsSpan(0, Math.Min(text.Length, most));
        if (shown.Length < text.Length && char.IsHighSurrogate(shown[^1]))
        {
            shown = shown[..^1];
        }

        string seen = Harmless.Text(shown.ToString());
        return shown.Length == text.Length ? seen : string.Create(CultureInfo.InvariantCulture, $"{seen}… ({text.Length} characters)");
    }

    /// <summary>The text in one line.</summary>
    /// <param name="text">Whatever a charm, a script or a profile says, masked.</param>
    /// <param name="most">How many characters of it are shown.</param>
    public static string Line(string text, int most = Most) => Of(text, most).ReplaceLineEndings(" ⏎ ").Replace('\t', ' ');
}
