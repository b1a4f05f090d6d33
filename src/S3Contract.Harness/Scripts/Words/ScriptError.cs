using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Scripts.Words;

/// <summary>Something in a script that cannot be read: where, what was found, what could stand there.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column of the first character concerned, from 1.</param>
/// <param name="Length">How many characters are concerned, at least 1.</param>
/// <param name="Found">What was found, for people: <c>unknown command "deplyo"</c>.</param>
/// <param name="Expected">What could stand there: <c>a command: add-unit, config, …</c>; null if there is nothing to say.</param>
/// <param name="Suggestion">The nearest known word, if one is near.</param>
/// <param name="Source">The line as it stands in the file.</param>
public sealed partial record ScriptError(
    string File, int Line, int Column, int Length, string Found, string? Expected, string? Suggestion, string Source)
{
    private const int MostShown = 200;

    /// <summary>What was found and what was expected, without the place.</summary>
    public string Message => DidYouMean.Message(Found, Suggestion, Expected is null ? "" : "expected " + Expected);

    /// <summary><c>file:line:column: message</c>, the form that editors take as a link.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");

    /// <summary>The message, the line it is about, and a caret under what is meant. Of a long line only the part around the caret is shown.</summary>
    public string Render()
    {
        (string source, int column) = Part();
        string number = Line.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(ToString()).Append('\n');
        text.Append("  ").Append(number).Append(" | ").Append(Visible(source)).Append('\n');
        text.Append(' ', number.Length + 2).Append(" | ");
        int start = Math.Clamp(column - 1, 0, source.Length);
        // Tabs stay tabs, so that the caret stands under its character however wide the terminal shows them.
        foreach (char character in source.AsSpan(0, start))
        {
            text.Append(character == '\t' ? '\t' : ' ');
        }

        text.Append('^', Math.Max(1, Math.Min(Length, Math.Max(1, source.Length - start))));
        return text.ToString();
    }

    // Nothing but the line is known here. A value as long as a real key is taken for one; the caret stays where it was.
    private string Shown => RealKey().Replace(Source, match => new string('•', match.Length));

    private (string Source, int Column) Part()
    {
        if (Source.Length <= MostShown)
        {
            return (Shown, Column);
        }

        int from = Math.Clamp(Column - 1 - (MostShown / 2), 0, Source.Length - MostShown);
        string before = from == 0 ? "" : "…";
        string after = from + MostShown == Source.Length ? "" : "…";
        return (string.Concat(before, Shown.AsSpan(from, MostShown), after), Column - from + before.Length);
    }

    private static string Visible(string line)
    {
        if (!line.Any(IsHidden))
        {
            return line;
        }

        return string.Concat(line.Select(character => IsHidden(character) ? '\uFFFD' : character));

        static bool IsHidden(char character) => char.IsControl(character) && character != '\t';
    }

    [GeneratedRegex("""(?<=(access|secret)-key=["']?)(?!\$\{)[^\s"']{12,}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RealKey();
}
