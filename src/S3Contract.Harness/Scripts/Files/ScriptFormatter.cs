using System.Text;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Files;

/// <summary>Lays a script out: plain spelling of every line, single blank lines, tables and comments behind commands in columns. To format
/// twice is to format once; what the script says does not change.</summary>
internal static class ScriptFormatter
{
    /// <summary>The text of the script, laid out.</summary>
    public static string Format(Script script)
    {
        List<string> lines = [];
        bool inTable = false;
        List<string> table = [];
        foreach (ScriptLine line in script.Lines)
        {
            bool isRow = inTable && line.Command is null && IsRow(line.Comment);
            if (!isRow && table.Count > 0)
            {
                lines.AddRange(Columns(table));
                table.Clear();
            }

            if (isRow)
            {
                table.Add(line.Comment!);
                continue;
            }

            inTable = line.Command is null && line.Comment is { } comment && comment[1..].Trim().StartsWith("examples:", StringComparison.Ordinal);
            if (!line.IsBlank || (lines.Count > 0 && lines[^1].Length > 0))
            {
                lines.Add(ScriptPrinter.Print(line));
            }
        }

        lines.AddRange(Columns(table));
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines.Count == 0 ? "" : string.Join('\n', lines) + "\n";
    }

    private static bool IsRow(string? comment) => comment is not null && comment[1..].TrimStart().StartsWith('|');

    // Every cell as wide as the widest of its column. A row that cannot be cut into cells stays as it is.
    private static IEnumerable<string> Columns(List<string> rows)
    {
        List<string>?[] cells = [.. rows.Select(Cells)];
        List<int> widths = [];
        foreach (List<string> row in cells.OfType<List<string>>())
        {
            for (int i = 0; i < row.Count; i++)
            {
                if (i == widths.Count)
                {
                    widths.Add(0);
                }

                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        for (int at = 0; at < rows.Count; at++)
        {
            if (cells[at] is not { } row)
            {
                yield return rows[at];
                continue;
            }

            var text = new StringBuilder("#   |");
            for (int i = 0; i < row.Count; i++)
            {
                text.Append(' ').Append(row[i].PadRight(widths[i])).Append(" |");
            }

            yield return text.ToString();
        }
    }

    private static List<string>? Cells(string comment)
    {
        List<ScriptError> errors = [];
        var line = new SourceLine("", 1, comment, errors);
        List<Word> words = HeaderReader.ReadCells(line, comment.IndexOf('|', StringComparison.Ordinal));
        return errors.Count > 0
            ? null
            : [.. words.Select(word => comment[word.Column - 1] == '|' ? "" : comment.Substring(word.Column - 1, word.Length))];
    }
}
