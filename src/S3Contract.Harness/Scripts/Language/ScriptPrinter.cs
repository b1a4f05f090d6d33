using System.Text;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>Writes scripts in their plain form: one blank between words, quotes only where they are needed. What it writes is read back as
/// the same script.</summary>
internal static class ScriptPrinter
{
    /// <summary>The text of a script, a line end after each line.</summary>
    public static string Print(Script script)
    {
        var text = new StringBuilder();
        foreach (ScriptLine line in script.Lines)
        {
            text.Append(Print(line)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text of a line, without a line end.</summary>
    public static string Print(ScriptLine line)
    {
        string? command = line.Command is null ? null : Print(line.Command);
        IEnumerable<string> pieces = [.. line.Conditions.Select(condition => condition.ToString()), command ?? "", line.Comment ?? ""];
        return string.Join(' ', pieces.Where(piece => piece.Length > 0));
    }

    /// <summary>The text of a command.</summary>
    public static string Print(ScriptCommand command) => command is UnreadableCommand unreadable
        ? unreadable.Text
        : string.Join(' ', command.ToWords().Select((word, index) => index == 0 ? First(word) : WordWriter.Word(word)));

    /// <summary>A status as Juju spells it.</summary>
    internal static string Word(WorkloadStatus status) => status switch
    {
        WorkloadStatus.Active => "active",
        WorkloadStatus.Blocked => "blocked",
        WorkloadStatus.Waiting => "waiting",
        _ => "maintenance",
    };

    // ! and expect? are no values, so the first word of a line is never quoted for looking like something else.
    private static string First(Word word) => word is { Name: null, Value: [TextPart { Text: "!" or "!expect" or "!expect?" } text] } ? text.Text : WordWriter.Word(word);
}
