using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>Reads the directives in the comments at the top of a script.</summary>
internal sealed class HeaderReader
{
    private static readonly string[] s_directives = ["covers", "examples", "let", "needs"];

    private readonly List<string> _description = [];
    private readonly List<string> _covers = [];
    private readonly List<ScriptVariable> _variables = [];
    private readonly List<Condition> _needs = [];
    private readonly List<ExampleRow> _rows = [];
    private ValueList<string>? _columns;
    private bool _inTable;
    private SourceLine? _table;

    /// <summary>Takes one comment line of the header.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where its <c>#</c> stands, from 0.</param>
    public void Take(SourceLine line, int start)
    {
        var reader = new WordReader(line, start + 1);
        if (!reader.SkipBlanks())
        {
            _inTable = false;
            return;
        }

        int at = reader.Position;
        if (_inTable && line.Text[at] == '|')
        {
            TakeRow(line, at);
            return;
        }

        _inTable = false;
        int colon = line.Text.IndexOf(':', at);
        string word = colon < 0 ? "" : line.Text[at..colon];
        switch (word)
        {
            case "covers":
                TakeCovers(line, colon + 1);
                break;
            case "let":
                TakeLet(line, colon + 1);
                break;
            case "needs":
                _needs.AddRange(ConditionReader.ReadAll(line, colon + 1, out int end));
                ExpectEnd(line, end, "a condition such as [events-visible]");
                break;
            case "examples":
                _inTable = true;
                _table = line;
                ExpectEnd(line, colon + 1, "the end of the line, and a table with | in the comments below");
                break;
            default:
                _description.Add(line.Text[at..].TrimEnd());
                break;
        }
    }

    /// <summary>The header, once all its lines are taken.</summary>
    public ScriptHeader Finish()
    {
        if (_table is not null && (_columns is null || _rows.Count == 0))
        {
            _table.Error(1, _table.Text.Length, "examples without rows", "a comment line of column names between |, and one per example");
        }

        ExampleTable? examples = _columns is null || _rows.Count == 0 ? null : new ExampleTable(_columns, _rows.ToValueList());
        return new ScriptHeader(
            string.Join(' ', _description), _covers.ToValueList(), _variables.ToValueList(), _needs.ToValueList(), examples);
    }

    /// <summary>A word that is nearly a directive, for the linter; null if it is not.</summary>
    public static string? NearDirective(string word) => NearestWord.Of(word, s_directives);

    private static void ExpectEnd(SourceLine line, int at, string expected)
    {
        var reader = new WordReader(line, at);
        if (reader.SkipBlanks())
        {
            line.Error(reader.Position + 1, line.Text.Length - reader.Position, $"\"{line.Text[reader.Position..].TrimEnd()}\"", expected);
        }
    }

    private static bool IsClauseId(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 2 && parts.All(Names.IsVariable);
    }

    private void TakeCovers(SourceLine line, int at)
    {
        foreach (Word word in new WordReader(line, at).ReadAll(out _))
        {
            if (word is { Name: null, Value: [TextPart { Text: var id }] } && IsClauseId(id))
            {
                _covers.Add(id);
            }
            else
            {
                line.Error(word, $"\"{Text(line, word)}\", which is no clause", "ids of clauses such as write.leader-only, with blanks between");
            }
        }
    }

    private void TakeLet(SourceLine line, int at)
    {
        ValueList<Word> words = new WordReader(line, at).ReadAll(out _);
        if (words.Count == 0)
        {
            line.Error(at, 1, "no variable", "name=value");
        }

        foreach (Word word in words)
        {
            if (word.Name is [TextPart { Text: var name }] && Names.IsVariable(name))
            {
                if (_variables.Exists(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)))
                {
                    line.Error(word, $"a second default for the variable {name}", "each variable once");
                }

                FakeValues.Check(line, word);
                _variables.Add(new ScriptVariable(name, word.Value, line.Number));
            }
            else
            {
                line.Error(word, $"\"{Text(line, word)}\"", "name=value, the name in lower-case letters, digits and hyphens");
            }
        }
    }

    private void TakeRow(SourceLine line, int at)
    {
        List<Word> cells = ReadCells(line, at);
        if (_columns is null)
        {
            foreach (Word cell in cells)
            {
                if (cell is not { Name: null, Value: [TextPart { Text: var column }] } || !Names.IsVariable(column))
                {
                    line.Error(cell, $"\"{Text(line, cell)}\"", "the name of a variable as the head of a column");
                }
            }

            _columns = cells.Select(cell => Text(line, cell)).ToValueList();
            return;
        }

        if (cells.Count != _columns.Count)
        {
            line.Error(at + 1, line.Text.Length - at, $"{cells.Count} cells", $"{_columns.Count}, one for each of {string.Join(", ", _columns)}");
            return;
        }

        foreach (Word cell in cells)
        {
            FakeValues.Check(line, cell);
        }

        _rows.Add(new ExampleRow(cells.Select(Whole).ToValueList(), line.Number));
    }

    /// <summary>The cells of a row.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where its first | stands, from 0.</param>
    internal static List<Word> ReadCells(SourceLine line, int at)
    {
        List<Word> cells = [];
        var reader = new WordReader(line, at + 1);
        while (reader.SkipBlanks())
        {
            if (line.Text[reader.Position] == '|')
            {
                cells.Add(new Word(null, []) { Column = reader.Position + 1, Length = 1, ValueColumn = reader.Position + 1 });
                reader = new WordReader(line, reader.Position + 1);
                continue;
            }

            Word cell = reader.Read(stop: '|');
            cells.Add(cell);
            if (!reader.SkipBlanks())
            {
                line.Error(line.Text.Length, 1, "a row that is not closed", "| at its end");
            }
            else if (line.Text[reader.Position] == '|')
            {
                reader = new WordReader(line, reader.Position + 1);
            }
            else
            {
                line.Error(reader.Position + 1, 1, "a second word in a cell", "| or quotes around the words");
            }
        }

        return cells;
    }

    // A cell may hold an = without quotes; the table has no use for pairs.
    private static ValueList<WordPart> Whole(Word cell) =>
        cell.Name is null ? cell.Value : Merge([.. cell.Name, new TextPart("="), .. cell.Value]);

    private static ValueList<WordPart> Merge(List<WordPart> parts)
    {
        List<WordPart> merged = [];
        foreach (WordPart part in parts)
        {
            if (part is TextPart text && merged is [.., TextPart before])
            {
                merged[^1] = new TextPart(before.Text + text.Text);
            }
            else
            {
                merged.Add(part);
            }
        }

        return merged.ToValueList();
    }

    private static string Text(SourceLine line, Word word) => line.Text.Substring(word.Column - 1, word.Length);
}
