using System.Globalization;
using System.Text;
using S3Contract.Harness.Visible;

namespace S3Contract.Harness.Reports.Text;

/// <summary>Text of others, made fit to be shown. What a charm prints can neither end a line nor move a cursor, turn the direction of writing,
/// hide, speak to a CI runner or stand where XML forbids it: such characters are written as their codes, <c>\u001B</c>.</summary>
internal static class Harmless
{
    /// <summary>No line is longer; what is left out is counted.</summary>
    public const int LongestLine = 4000;

    // What the runners of GitHub, Azure and TeamCity take for a command wherever it stands in a line: ## and one of these.
    private static readonly string[] s_addressed = ["[", "vso[", "teamcity["];

    /// <summary>A text in one line.</summary>
    public static string Line(string text) => Clean(text, lines: false);

    /// <summary>A text whose lines stay lines; tabs stay too.</summary>
    public static string Text(string text) => Clean(text, lines: true);

    /// <summary>JSON, in which the same characters can only stand in strings: written as escapes there, so that what is read is what was meant.</summary>
    public static string Json(string json)
    {
        StringBuilder? clean = null;
        for (int i = 0; i < json.Length; i++)
        {
            int length = LengthAt(json, i);
            if (json[i] == '\n' || (IsPlain(json, i, length) && !IsAddress(json, i)))
            {
                clean?.Append(json, i, length);
            }
            else
            {
                clean ??= new StringBuilder(json, 0, i, json.Length + 64);
                for (int k = 0; k < length; k++)
                {
                    clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i + k]:X4}");
                }
            }

            i += length - 1;
        }

        return clean?.ToString() ?? json;
    }

    /// <summary>A text in which no line is longer than that.</summary>
    public static string Cut(string text) => text.Length <= LongestLine ? text : string.Join('\n', text.Split('\n').Select(line =>
        line.Length <= LongestLine ? line : string.Create(CultureInfo.InvariantCulture, $"{line[..(LongestLine - (char.IsHighSurrogate(line[LongestLine - 1]) ? 1 : 0))]}… ({line.Length - LongestLine} characters more)")));

    private static string Clean(string text, bool lines)
    {
        StringBuilder? clean = null;
        int inLine = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int length = LengthAt(text, i);
            inLine = text[i] == '\n' && lines ? 0 : inLine + 1;
            if (inLine > LongestLine)
            {
                clean ??= new StringBuilder(text, 0, i, i + 64);
                int end = lines && text.IndexOf('\n', i) is > 0 and var next ? next : text.Length;
                clean.Append(CultureInfo.InvariantCulture, $"… ({end - i} characters more)");
                i = end - 1;
                inLine = 0;
                continue;
            }

            bool stays = (lines && text[i] is '\n' or '\t') || (IsPlain(text, i, length) && !IsAddress(text, i) && !IsCommand(text, i));
            if (stays)
            {
                clean?.Append(text, i, length);
            }
            else
            {
                clean ??= new StringBuilder(text, 0, i, text.Length + 64);
                clean.Append(text[i] == '\n' ? "\\n" : length == 2 ? $"\\U{char.ConvertToUtf32(text, i):X8}" : $"\\u{(int)text[i]:X4}");
            }

            i += length - 1;
        }

        return clean?.ToString() ?? text;
    }

    private static int LengthAt(string text, int i) => char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;

    private static bool IsPlain(string text, int i, int length) =>
        text[i] is not ('\t' or '\n') && VisibleCharacter.Is(length == 2 ? char.ConvertToUtf32(text, i) : text[i]);

    // The second # of ##[: without it nothing is addressed, and the text can still be read.
    private static bool IsAddress(string text, int i) => text[i] == '#' && i > 0 && text[i - 1] == '#'
        && Array.Exists(s_addressed, word => string.CompareOrdinal(text, i + 1, word, 0, word.Length) == 0);

    // A word that begins with :: may come to stand at the beginning of a line, where a runner takes it for a command.
    private static bool IsCommand(string text, int i) => text[i] == ':' && i + 1 < text.Length && text[i + 1] == ':' && (i == 0 || char.IsWhiteSpace(text[i - 1]));
}
