namespace S3Contract.Harness.Scripts.Files;

/// <summary>How much one script may include. A file that includes another twice, which includes a third twice, soon holds more than any memory.</summary>
internal sealed class IncludeBudget
{
    /// <summary>The most files in one script; each counts as often as it is included.</summary>
    internal const int MostFiles = 1_000;

    /// <summary>The most lines that one script includes.</summary>
    internal const int MostLines = 100_000;

    /// <summary>How deep includes may be nested.</summary>
    internal const int Deepest = 50;

    private int _files;
    private int _lines;

    /// <summary>Was more asked for than there is? Then nothing more is included.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Takes a file.</summary>
    /// <param name="depth">How many files it stands in.</param>
    /// <param name="text">What is in it.</param>
    /// <returns>The limit that it passes; null if it is within all.</returns>
    public string? Take(int depth, string text)
    {
        _lines += text.AsSpan().Count('\n') + 1;
        string? passed = ++_files > MostFiles ? FormattableString.Invariant($"more than {MostFiles} files")
            : _lines > MostLines ? FormattableString.Invariant($"more than {MostLines} lines")
            : depth > Deepest ? FormattableString.Invariant($"more than {Deepest} files in each other")
            : null;
        IsSpent |= passed is not null;
        return passed;
    }
}
