using System.Text.RegularExpressions;

namespace S3Contract.Cli.Terminal;

/// <summary>The Markdown of this project's pages as plain text for a terminal: no signs, code indented, tables in columns.</summary>
internal static partial class PlainMarkdown
{
    // A table wider than this is shown as a list: first cell, and the rest below it.
    private const int Widest = 110;

    /// <summary>A line of plain text.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="IsHeading">Is it a heading?</param>
    /// <param name="IsProse">May it be broken anew?</param>
    public sealed record Line(string Text, bool IsHeading = false, bool IsProse = false);

    /// <summary>The lines of a page.</summary>
    public static IEnumerable<Line> Of(string page)
    {
        bool code = false;
        List<string[]> table = [];
        string paragraph = "";
        foreach (string line in page.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            bool begins = line.Length == 0 || line.StartsWith("```", StringComparison.Ordinal) || line[0] is '|' or '#' or '-';
            if (paragraph.Length > 0 && begins)
            {
                yield return new Line(Text(paragraph), IsProse: true);
                paragraph = "";
            }

            if (!code && line.StartsWith('|'))
            {
                table.Add([.. Cell().Split(line.Trim().Trim('|')).Select(cell => Text(cell.Trim()).Replace("\\|", "|", StringComparison.Ordinal))]);
                continue;
            }

            foreach (Line row in Rows(table))
            {
                yield return row;
            }

            table.Clear();
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                code = !code;
            }
            else if (code)
            {
                yield return new Line(("    " + line).TrimEnd());
            }
            else if (line.StartsWith('#') || line.Length == 0)
            {
                yield return new Line(Text(line.TrimStart('#', ' ')), IsHeading: line.Length > 0);
            }
            else
            {
                paragraph = paragraph.Length == 0 ? line : $"{paragraph} {line.Trim()}";
            }
        }

        if (paragraph.Length > 0)
        {
            yield return new Line(Text(paragraph), IsProse: true);
        }

        foreach (Line row in Rows(table))
        {
            yield return row;
        }
    }

    private static IEnumerable<Line> Rows(List<string[]> table)
    {
        // The second row of a table is the rule below its heading.
        string[][] rows = [.. table.Where((_, index) => index != 1)];
        if (rows.Length == 0)
        {
            yield break;
        }

        int columns = rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        bool list = widths.Sum() + 2 * columns > Widest;
        foreach (string[] row in rows.Skip(list ? 1 : 0))
        {
            if (list)
            {
                yield return new Line("  " + row[0]);
                foreach (string cell in row.Skip(1))
                {
                    yield return new Line("      " + cell, IsProse: true);
                }
            }
            else
            {
                yield return new Line("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            }
        }
    }

    private static string Text(string text) => Link().Replace(Code().Replace(text, "${code}"), "${text}").Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cell();

    [GeneratedRegex("`(?<code>[^`]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<url>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
