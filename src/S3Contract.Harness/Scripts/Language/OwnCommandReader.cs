using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>Reads a command that is not of the language: asks it for the lines it stands for, and reads those.</summary>
internal static class OwnCommandReader
{
    /// <summary>The command; null if its words are wrong or what it stands for cannot be read.</summary>
    /// <param name="own">The command that the line's first word names.</param>
    /// <param name="cursor">The words of the line; all are taken.</param>
    public static ExtensionCommand? Read(OwnCommand own, WordCursor cursor)
    {
        (SourceLine line, ValueList<Word> words) = (cursor.Line, cursor.Words);
        cursor.TakeRest();
        string[] lines;
        try
        {
            lines = [.. own.Expand([.. words.Skip(1).Select(Text)])];
        }
        catch (FormatException problem)
        {
            line.Error(words[0], $"{own.Name} with words it cannot take: {problem.Message}", own.Usage);
            return null;
        }

        List<ScriptCommand> commands = [];
        foreach (string text in lines)
        {
            List<ScriptError> errors = [];
            var part = new SourceLine(own.Name, 1, text, errors);
            ValueList<Word> read = ScriptParser.ReadWords(part);
            ScriptCommand? command = errors.Count > 0 || read.Count == 0 || read.Any(word => word.IsTemplate) ? null : CommandReader.Read(part, read);
            if (command is null or ExpectCommand or IncludeCommand)
            {
                line.Error(words[0], $"{own.Name}, which stands for \"{text}\"", errors is [var error, ..] ? error.Expected : "a command without variables, and no expect or include");
                return null;
            }

            commands.Add(command);
        }

        return new ExtensionCommand(words, commands.ToValueList());
    }

    private static string Text(Word word) =>
        word.Name is null ? WordCursor.Text(word.Value) : $"{WordCursor.Text(word.Name)}={WordCursor.Text(word.Value)}";
}
