namespace S3Contract.Cli.Terminal;

/// <summary>What is told on standard error: on a terminal wrapped at words, in a file line by line.</summary>
internal static class Complaint
{
    /// <summary>What a line of an error begins with.</summary>
    public const string Name = "s3contract: ";

    private const int Indent = 2;

    /// <summary>Tells lines.</summary>
    /// <param name="around">Where to.</param>
    /// <param name="lines">The lines. One that begins with a blank is a line of a file or a caret below it, and stays as it is.</param>
    public static void Tell(Surroundings around, IEnumerable<string> lines)
    {
        foreach (string line in lines.SelectMany(line => Wrapped(around, Plain.Line(line, trim: false))))
        {
            around.Error.WriteLine(line);
        }
    }

    private static bool IsOfFile(string line) => line.StartsWith(' ') || line.StartsWith(Name + " ", StringComparison.Ordinal);

    private static IEnumerable<string> Wrapped(Surroundings around, string line) => !around.ErrorIsTerminal || IsOfFile(line)
        ? [line]
        : WordWrap.Lines(line, around.ErrorWidth, Indent).Select((range, index) => (index == 0 ? "" : new string(' ', Indent)) + line[range]);
}
