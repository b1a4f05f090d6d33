namespace S3Contract.Harness.Checks;

/// <summary>A word of a command line, as a POSIX shell reads it.</summary>
internal static class ShellWord
{
    /// <summary>The word, in quotes if it needs them.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:,=+@#%".Contains(c, StringComparison.Ordinal)) && word[0] != '#'
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
