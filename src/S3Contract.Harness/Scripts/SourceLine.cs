namespace S3Contract.Harness.Scripts;

/// <summary>A line that is being read, and where what is wrong with it is noted.</summary>
internal sealed class SourceLine(
    string file, int number, string text, List<ScriptError> errors, int columnOffset = 0, ValueList<OwnCommand>? commands = null)
{
    /// <summary>The line, without its end.</summary>
    public string Text => text;

    /// <summary>The line's number, from 1.</summary>
    public int Number => number;

    /// <summary>The names of the verbs that are known: those of the language, and the user's own.</summary>
    public IEnumerable<string> VerbNames => Verbs.All.Select(verb => verb.Name).Concat((commands ?? []).Select(own => own.Name)).Order(StringComparer.Ordinal);

    /// <summary>How many errors this line has so far.</summary>
    public int Errors { get; private set; }

    /// <summary>The verb of a name; null if none is known.</summary>
    public Verb? Verb(string name) =>
        Verbs.Find(name) ?? commands?.FirstOrDefault(own => string.Equals(own.Name, name, StringComparison.Ordinal))?.Verb;

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
