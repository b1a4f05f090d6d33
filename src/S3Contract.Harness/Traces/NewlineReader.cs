namespace S3Contract.Harness.Traces;

/// <summary>The lines of a text, one after the other. Only <c>\n</c> ends a line: JSON text may hold U+2028 and its like unescaped.</summary>
/// <param name="reader">The text.</param>
internal sealed class NewlineReader(TextReader reader)
{
    /// <summary>The most characters of a line, as far as whole buffers go.</summary>
    internal const int Longest = 64 * 1024 * 1024;

    private char[] _buffer = new char[16 * 1024];
    private int _start;
    private int _end;
    private bool _textEnded;
    private bool _done;

    /// <summary>Was the last line longer than any may be, and so not read to its end?</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next line, without its end.</summary>
    /// <param name="line">The line; it holds until the next one is read.</param>
    /// <returns>False behind the last line, which is empty if the text ends with an end of line.</returns>
    public bool TryRead(out ReadOnlyMemory<char> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf('\n');
            if (length >= 0)
            {
                line = _buffer.AsMemory(_start, searched + length);
                _start += searched + length + 1;
                return true;
            }

            IsCut = _end - _start >= Longest;
            if (_textEnded || IsCut)
            {
                line = _buffer.AsMemory(_start, _end - _start);
                _start = _end;
                bool isLast = !_done;
                _done = true;
                return isLast;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _textEnded = read == 0;
        _end += read;
    }
}
