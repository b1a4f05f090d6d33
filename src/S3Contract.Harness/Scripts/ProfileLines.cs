using S3Contract.Charms;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using Fields = S3Contract.Harness.Scripts.ValueList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Harness.Scripts;

/// <summary>Makes commands of the lines of a profile. A line is read as a line of a script; its variables are the application
/// (<c>${app}</c>), its leader and the unit meant (<c>${leader}</c>, <c>${unit}</c>), the fields by their names, <c>${fields}</c> for all of
/// them as <c>field=value</c>, and where one field is set <c>${field}</c> and <c>${value}</c>. A line that uses a variable that has no value
/// here is left out.</summary>
internal static class ProfileLines
{
    /// <summary>The entry under <c>set:</c> for every field that has none of its own.</summary>
    public const string AnyField = "*";

    /// <summary>How it begins what is said of fields that no line hands over.</summary>
    public const string NoLine = "the profile has no line for ";

    private const string AllFields = "fields";

    private static readonly string[] s_verbs = [.. Verbs.All.Where(verb => verb.InProfiles).Select(verb => verb.Name)];

    /// <summary>Does the line use this variable?</summary>
    public static bool Uses(ProfileLine line, string variable) => line.Text.Contains($"${{{variable}}}", StringComparison.Ordinal);

    /// <summary>Does the line hand over this field, as it is or converted?</summary>
    public static bool HandsOver(ProfileLine line, string field) =>
        Uses(line, field) || Uses(line, AllFields) || Uses(line, ProfileVariables.Converted(field));

    /// <summary>What is said of fields that no line of a profile hands over.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="key">The key of the profile under which a line would stand.</param>
    public static string NoLineFor(IEnumerable<string> fields, string key) => $"{NoLine}{string.Join(", ", fields)} ({key}:)";

    /// <summary>The commands of some lines.</summary>
    /// <param name="profile">The profile, for messages.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="variables">The variables that have a value.</param>
    /// <param name="fields">What <c>${fields}</c> stands for; empty if it has no value here.</param>
    /// <param name="errors">Takes what is wrong, with its place in the profile.</param>
    public static List<ProfileCommand> Commands(
        CharmProfile profile, IEnumerable<ProfileLine> lines, IReadOnlyDictionary<string, string> variables, Fields fields, List<ScriptError> errors)
    {
        List<ProfileCommand> commands = [];
        foreach (ProfileLine line in lines)
        {
            var source = new SourceLine(
                profile.File ?? "(built-in profile)", Math.Max(1, line.Line), line.Text, errors, Math.Max(0, line.Column - 1));
            ValueList<Word> words = ScriptParser.ReadWords(source);
            if (source.Errors > 0 || words.Count == 0 || Resolve(words, variables, fields) is not { } resolved)
            {
                continue;
            }

            ScriptCommand? command = CommandReader.Read(source, resolved);
            command = command is RunCommand run ? run with { FieldParameters = FieldNames(words, variables, fields) } : command;
            if (command is { Verb.InProfiles: true })
            {
                commands.Add(Handing(command, words, fields));
            }
            else if (command is not null)
            {
                source.Error(words[0], "a command that a profile may not use", string.Join(", ", s_verbs[..^1]) + " or " + s_verbs[^1]);
            }
        }

        return commands;
    }

    /// <summary>The variables that name who is meant.</summary>
    public static SortedDictionary<string, string> Variables(string application, UnitName unit, Fields fields)
    {
        SortedDictionary<string, string> variables = ProfileVariables.For(fields);
        variables["app"] = application;
        variables["leader"] = application + "/leader";
        variables["unit"] = unit.ToString();
        return variables;
    }

    // Which of the fields a line hands over can be read off the variables that it uses; one that resets an option takes back what is empty.
    private static ProfileCommand Handing(ScriptCommand command, ValueList<Word> words, Fields fields)
    {
        HashSet<string> used = new(
            words.SelectMany(word => word.Value.Concat(word.Name ?? [])).OfType<VariablePart>().Select(part => part.Name), StringComparer.Ordinal);
        List<KeyValuePair<string, string>> handed = [];
        List<string> converted = [];
        foreach (KeyValuePair<string, string> field in fields)
        {
            bool back = command is ConfigCommand { Reset.Count: > 0 } && field.Value.Length == 0;
            bool plain = back || used.Contains(AllFields) || used.Contains(field.Key) || (used.Contains("value") && fields.Count == 1);
            if (plain || used.Contains(ProfileVariables.Converted(field.Key)))
            {
                handed.Add(field);
            }

            if (!plain && used.Contains(ProfileVariables.Converted(field.Key)))
            {
                converted.Add(field.Key);
            }
        }

        return new ProfileCommand(command, handed, converted.Count == 0 ? null : converted);
    }

    // The names whose values come from variables: a field of the interface is a text, however much it looks like something else.
    private static ValueList<string> FieldNames(
        ValueList<Word> words, IReadOnlyDictionary<string, string> variables, Fields fields) => words
        .Where(word => word.Value.Any(part => part is VariablePart))
        .SelectMany(word => word.Name is { } name ? [WordCursor.Text(Resolve(name, variables) ?? [])] : fields.Select(field => field.Key))
        .ToValueList();

    // Null if a variable has no value: then the line is left out.
    private static ValueList<Word>? Resolve(ValueList<Word> words, IReadOnlyDictionary<string, string> variables, Fields fields)
    {
        List<Word> resolved = [];
        foreach (Word word in words)
        {
            if (word is { Name: null, Value: [VariablePart { Name: AllFields }] })
            {
                if (fields.Count == 0)
                {
                    return null;
                }

                resolved.AddRange(fields.Select(field => Word.Pair(field.Key, field.Value) with
                {
                    Column = word.Column,
                    Length = word.Length,
                    ValueColumn = word.Column,
                }));
            }
            else if (Resolve(word.Value, variables) is { } value && (word.Name is null || Resolve(word.Name, variables) is not null))
            {
                resolved.Add(word with { Value = value, Name = word.Name is null ? null : Resolve(word.Name, variables) });
            }
            else
            {
                return null;
            }
        }

        return resolved.ToValueList();
    }

    private static ValueList<WordPart>? Resolve(ValueList<WordPart> parts, IReadOnlyDictionary<string, string> variables)
    {
        string text = "";
        foreach (WordPart part in parts)
        {
            string? piece = part switch
            {
                TextPart plain => plain.Text,
                VariablePart variable => variables.GetValueOrDefault(variable.Name),
                _ => null,
            };
            if (piece is null)
            {
                return null;
            }

            text += piece;
        }

        return text.Length == 0 ? [] : [new TextPart(text)];
    }
}
