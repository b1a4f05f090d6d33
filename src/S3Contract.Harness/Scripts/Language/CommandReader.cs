using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>Makes a command of the words of one line. Every word that cannot stand where it stands is noted, not only the first.</summary>
internal static class CommandReader
{
    /// <summary>The line's command; null if it cannot be read.</summary>
    /// <param name="line">The line, which takes the errors.</param>
    /// <param name="words">Its words, without variables.</param>
    /// <param name="own">Commands that are known beside those of the language; null for none.</param>
    public static ScriptCommand? Read(SourceLine line, ValueList<Word> words, IReadOnlyList<OwnCommand>? own = null)
    {
        int errorsBefore = line.Errors;
        ScriptCommand? command = Read(new WordCursor(line, words), own ?? []);
        return line.Errors == errorsBefore ? command : null;
    }

    private static ScriptCommand? Read(WordCursor cursor, IReadOnlyList<OwnCommand> own)
    {
        Word first = cursor.Take()!;
        string name = first.Name is null ? WordCursor.Text(first.Value) : WordCursor.Text(first.Name) + "=";
        bool negated = name.StartsWith('!');
        name = negated ? name[1..] : name;
        if (negated && name.Length == 0)
        {
            name = cursor.PeekPlain ?? "";
            first = cursor.Take() ?? first;
        }

        bool soft = name is "expect?";
        Verb? verb = soft ? ExpectCommand.Entry : Verbs.Find(name) ?? own.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal))?.Verb;
        ScriptCommand? command = null;
        if (verb == ExpectCommand.Entry)
        {
            command = new ExpectationReader(cursor).Read(negated, soft);
        }
        else if (negated)
        {
            cursor.Line.Error(first, name.Length == 0 ? "! alone" : $"! in front of {name}", "! expect …", "! expect");
        }
        else if (verb is null)
        {
            string[] known = [.. Verbs.All.Select(one => one.Name).Concat(own.Select(one => one.Name)).Order(StringComparer.Ordinal)];
            cursor.Line.Error(first, $"unknown command \"{name}\"", "a command: " + string.Join(", ", known), RightWord(name, cursor.PeekPlain, known));
        }
        else
        {
            command = verb.Read(cursor);
        }

        if (command is not null && cursor.Line.Errors == 0)
        {
            cursor.ExpectEnd(verb!.Usage);
        }

        return command;
    }

    // What people type who know Juju, or another test language; "juju" itself in front of a command is one word too many.
    private static string? RightWord(string name, string? second, string[] known)
    {
        string? next = string.Equals(name, "juju", StringComparison.Ordinal) ? second : null;
        return known.Contains(next, StringComparer.Ordinal) ? next : Verbs.Meant(next ?? name) ?? NearestWord.Of(next ?? name, known);
    }
}
