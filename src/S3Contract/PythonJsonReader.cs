using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace S3Contract;

/// <summary>
/// Reads JSON as Python's <c>json.loads</c> does. System.Text.Json cannot: Python takes <c>NaN</c> and <c>Infinity</c>, whole numbers of
/// any size, numbers beyond the range of a double (they become infinite), escaped halves of a surrogate pair, and decides what stays text.
/// Two limits keep a hostile databag from crashing a charm (Python raises an error there that nobody catches): what is nested deeper than
/// <see cref="MaximumDepth"/> and whole numbers longer than <see cref="PythonInteger.MaximumDigits"/> digits are not JSON here.
/// </summary>
internal ref struct PythonJsonReader
{
    /// <summary>The deepest nesting that is read; Python gives up at about 1,200.</summary>
    public const int MaximumDepth = 1_500;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private PythonJsonReader(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads a whole text as one JSON value.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out S3Value value)
    {
        var reader = new PythonJsonReader(text);
        reader.SkipBlanks();
        if (reader.TryReadValue(out value))
        {
            reader.SkipBlanks();
            if (reader._at == text.Length)
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    private bool TryReadValue(out S3Value value)
    {
        value = default;
        if (_at == _text.Length)
        {
            return false;
        }

        switch (_text[_at])
        {
            case '"':
                bool read = TryReadText(out string? text);
                value = text;
                return read;
            case '{':
                return TryReadObject(out value);
            case '[':
                return TryReadList(out value);
            case 'n':
                return TrySkip("null");
            case 't':
                value = true;
                return TrySkip("true");
            case 'f':
                value = false;
                return TrySkip("false");
            case 'N':
                value = double.NaN;
                return TrySkip("NaN");
            case 'I':
                value = double.PositiveInfinity;
                return TrySkip("Infinity");
            case '-' when _text[_at..].StartsWith("-Infinity", StringComparison.Ordinal):
                value = double.NegativeInfinity;
                return TrySkip("-Infinity");
            default:
                return TryReadNumber(out value);
        }
    }

    private bool TryReadObject(out S3Value value)
    {
        value = default;
        if (++_depth > MaximumDepth)
        {
            return false;
        }

        var members = new List<KeyValuePair<string, S3Value>>();
        _at++;
        SkipBlanks();
        if (!TrySkip("}"))
        {
            do
            {
                SkipBlanks();
                if (!TryReadText(out string? name))
                {
                    return false;
                }

                SkipBlanks();
                if (!TrySkip(":"))
                {
                    return false;
                }

                SkipBlanks();
                if (!TryReadValue(out S3Value member))
                {
                    return false;
                }

                members.Add(new(name, member));
                SkipBlanks();
            }
            while (TrySkip(","));

            if (!TrySkip("}"))
            {
                return false;
            }
        }

        _depth--;
        value = S3Value.Map(members);
        return true;
    }

    private bool TryReadList(out S3Value value)
    {
        value = default;
        if (++_depth > MaximumDepth)
        {
            return false;
        }

        var items = new List<S3Value>();
        _at++;
        SkipBlanks();
        if (!TrySkip("]"))
        {
            do
            {
                SkipBlanks();
                if (!TryReadValue(out S3Value item))
                {
                    return false;
                }

                items.Add(item);
                SkipBlanks();
            }
            while (TrySkip(","));

            if (!TrySkip("]"))
            {
                return false;
            }
        }

        _depth--;
        value = S3Value.List(items);
        return true;
    }

    private bool TryReadText([NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!TrySkip("\""))
        {
            return false;
        }

        int start = _at;
        while (_at < _text.Length && _text[_at] is not ('"' or '\\' or < ' '))
        {
            _at++;
        }

        if (_at < _text.Length && _text[_at] == '"')
        {
            text = _text[start.._at++].ToString();
            return true;
        }

        var unescaped = new StringBuilder().Append(_text[start.._at]);
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            if (c == '"')
            {
                text = unescaped.ToString();
                return true;
            }

            if (c < ' ' || (c == '\\' && !TryReadEscape(out c)))
            {
                return false;
            }

            unescaped.Append(c);
        }

        return false;
    }

    private bool TryReadEscape(out char c)
    {
        c = default;
        if (_at == _text.Length)
        {
            return false;
        }

        c = _text[_at++];
        switch (c)
        {
            case '"' or '\\' or '/':
                return true;
            case 'b':
                c = '\b';
                return true;
            case 'f':
                c = '\f';
                return true;
            case 'n':
                c = '\n';
                return true;
            case 'r':
                c = '\r';
                return true;
            case 't':
                c = '\t';
                return true;
            case 'u' when _text.Length - _at >= 4
                && ushort.TryParse(_text.Slice(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                _at += 4;
                c = (char)unit;
                return true;
            default:
                return false;
        }
    }

    private bool TryReadNumber(out S3Value value)
    {
        value = default;
        int start = _at;
        TrySkip("-");
        int digits = _at;
        if (TrySkip("0"))
        {
            // Nothing may follow a leading zero but a point or an exponent; another digit is left over and makes the text invalid.
        }
        else if (!SkipDigits())
        {
            return false;
        }

        int whole = _at;
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        int mantissa = _at;
        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            _at++;
            if (_at < _text.Length && _text[_at] is '+' or '-')
            {
                _at++;
            }

            if (!SkipDigits())
            {
                _at = mantissa;
            }
        }

        ReadOnlySpan<char> number = _text[start.._at];
        if (_at > whole)
        {
            value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            return true;
        }

        if (whole - digits > PythonInteger.MaximumDigits)
        {
            return false;
        }

        value = BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return true;
    }

    private bool SkipDigits()
    {
        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _at > start;
    }

    private bool TrySkip(string expected)
    {
        if (!_text[_at..].StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }
}
