using System.Globalization;
using System.Text;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>Cuts a line into words. Notes what is wrong and goes on; never throws.</summary>
internal ref struct WordReader(SourceLine line, int start)
{
    private readonly string _text = line.Text;
    private int _at = start;

    /// <summary>Where reading stands, from 0.</summary>
    public readonly int Position => _at;

    /// <summary>All words up to the end or the comment.</summary>
    /// <param name="comment">The comment with its <c>#</c>, without blanks at its end; null if there is none.</param>
    public ValueList<Word> ReadAll(out string? comment)
    {
        List<Word> words = [];
        comment = null;
        while (SkipBlanks())
        {
            if (_text[_at] == '#')
            {
                comment = _text[_at..].TrimEnd();
                break;
            }

            words.Add(Read(stop: null));
        }

        return words.ToValueList();
    }

    /// <summary>Skips spaces and tabs.</summary>
    /// <returns>False at the end of the line.</returns>
    public bool SkipBlanks()
    {
        while (_at < _text.Length && IsBlank(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length;
    }

    /// <summary>One word, which starts here.</summary>
    /// <param name="stop">A character that ends a word outside quotes, as a blank does.</param>
    public Word Read(char? stop)
    {
        int first = _at;
        int valueColumn = first + 1;
        ValueList<WordPart>? name = null;
        var parts = new PartList();
        bool bare = true;
        while (_at < _text.Length && !IsBlank(_text[_at]) && _text[_at] != stop)
        {
            char character = _text[_at];
            switch (character)
            {
                case '=' when name is null:
                    name = parts.Take();
                    bare = true;
                    _at++;
                    valueColumn = _at + 1;
                    break;
                case '\'':
                    bare = false;
                    ReadSingle(parts);
                    break;
                case '"':
                    bare = false;
                    ReadDouble(parts);
                    break;
                case '$' when Next('{'):
                    bare = false;
                    ReadVariable(parts);
                    break;
                default:
                    ReadBare(parts, character);
                    break;
            }
        }

        ValueList<WordPart> value = parts.Take();
        if (bare && value is [TextPart { Text: var text }] && text.StartsWith("fake:", StringComparison.Ordinal))
        {
            value = [new FakePart(text["fake:".Length..])];
        }

        return new Word(name, value) { Column = first + 1, Length = _at - first, ValueColumn = valueColumn };
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';

    private readonly bool Next(char character) => _at + 1 < _text.Length && _text[_at + 1] == character;

    private void ReadBare(PartList parts, char character)
    {
        if (char.IsControl(character) || char.IsWhiteSpace(character))
        {
            line.Error(_at + 1, 1, $"the character U+{(int)character:X4} outside quotes", "a plain space, or \"quotes\" around it");
        }

        parts.Add(character);
        _at++;
    }

    private void ReadSingle(PartList parts)
    {
        int end = _text.IndexOf('\'', _at + 1);
        if (end < 0)
        {
            line.Error(_at + 1, _text.Length - _at, "a quote that is not closed", "' before the end of the line");
            end = _text.Length;
        }

        parts.Add(_text.AsSpan(_at + 1, end - _at - 1));
        _at = Math.Min(end + 1, _text.Length);
    }

    private void ReadDouble(PartList parts)
    {
        int open = _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\')
            {
                ReadEscape(parts);
            }
            else if (_text[_at] == '$' && Next('{'))
            {
                ReadVariable(parts);
            }
            else
            {
                parts.Add(_text[_at++]);
            }
        }

        if (_at >= _text.Length)
        {
            line.Error(open + 1, _text.Length - open, "a quote that is not closed", "\" before the end of the line");
        }
        else
        {
            _at++;
        }
    }

    private void ReadEscape(PartList parts)
    {
        int backslash = _at++;
        char kind = _at < _text.Length ? _text[_at++] : '\0';
        switch (kind)
        {
            case 'n':
                parts.Add('\n');
                break;
            case 't':
                parts.Add('\t');
                break;
            case 'r':
                parts.Add('\r');
                break;
            case '\\' or '"' or '$':
                parts.Add(kind);
                break;
            case 'u':
                ReadCodePoint(parts, backslash);
                break;
            default:
                string found = kind == '\0' ? "a \\ at the end of the line" : $"the unknown escape \\{kind}";
                line.Error(backslash + 1, _at - backslash, found, "one of \\n \\t \\r \\\\ \\\" \\$ \\u{…}");
                break;
        }
    }

    private void ReadCodePoint(PartList parts, int backslash)
    {
        int close = _at < _text.Length && _text[_at] == '{' ? _text.IndexOf('}', _at) : -1;
        if (close < 0
            || close - _at is < 2 or > 7
            || !int.TryParse(_text.AsSpan(_at + 1, close - _at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || code is < 0 or > 0x10FFFF)
        {
            line.Error(backslash + 1, _at - backslash, "a \\u without a code point", "\\u{…} with a hexadecimal number up to 10FFFF");
            return;
        }

        _at = close + 1;
        if (code <= char.MaxValue)
        {
            parts.Add((char)code);
        }
        else
        {
            parts.Add(char.ConvertFromUtf32(code));
        }
    }

    private void ReadVariable(PartList parts)
    {
        int close = _text.IndexOf('}', _at);
        string name = close < 0 ? "" : _text[(_at + 2)..close];
        if (!Names.IsVariable(name))
        {
            line.Error(_at + 1, close < 0 ? 2 : close + 1 - _at, "a ${…} that names no variable", "${name} of lower-case letters, digits and hyphens");
            parts.Add(_text.AsSpan(_at, 2));
            _at += 2;
            return;
        }

        parts.Add(new VariablePart(name));
        _at = close + 1;
    }

    /// <summary>The parts of a word as they come; neighbouring texts become one.</summary>
    private sealed class PartList
    {
        private readonly StringBuilder _pending = new();
        private readonly List<WordPart> _parts = [];

        public void Add(char character) => _pending.Append(character);

        public void Add(ReadOnlySpan<char> text) => _pending.Append(text);

        public void Add(VariablePart part)
        {
            Flush();
            _parts.Add(part);
        }

        public ValueList<WordPart> Take()
        {
            Flush();
            ValueList<WordPart> taken = _parts.ToValueList();
            _parts.Clear();
            return taken;
        }

        private void Flush()
        {
            if (_pending.Length > 0)
            {
                _parts.Add(new TextPart(_pending.ToString()));
                _pending.Clear();
            }
        }
    }
}
