using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>A line that is being read, and where what is wrong with it is noted.</summary>
internal sealed class SourceLine(string file, int number, string text, List<ScriptError> errors, int columnOffset = 0)
{
    /// <summary>The line, without its end.</summary>
    public string Text => text;

    /// <summary>The line's number, from 1.</summary>
    public int Number => number;

    /// <summary>How many errors this line has so far.</summary>
    public int Errors { get; private set; }

    /// <summary>Notes an error at a column of this line.</summary>
    public void Error(int column, int length, string found, string? expected = null, string? suggestion = null)
    {
        Errors++;
        string shown = columnOffset == 0 ? text : new string(' ', columnOffset) + text;
        errors.Add(new ScriptError(
            file, number, column + columnOffset, Math.Max(1, length), found, expected, suggestion, shown));
    }

    /// <summary>Notes an error about a word.</summary>
    public void Error(Word word, string found, string? expected = null, string? suggestion = null) =>
        Error(word.Column, word.Length, found, expected, suggestion);
}
