using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>A line of a player's profile, read once as a line of a script; each time it is carried out its variables are replaced
/// (<see cref="ProfileLines"/>). One that uses a variable that has no value then is left out.</summary>
internal sealed class PlayerLine
{
    private static readonly string[] s_verbs = [.. Verbs.All.Where(verb => verb.InProfiles).Select(verb => verb.Name)];

    private readonly CharmProfile _profile;
    private readonly ProfileLine _line;
    private readonly List<ScriptError> _errors = [];
    private readonly HashSet<string> _used;

    /// <summary>Reads a line.</summary>
    /// <param name="profile">The profile, for messages.</param>
    /// <param name="line">Its line.</param>
    public PlayerLine(CharmProfile profile, ProfileLine line)
    {
        _profile = profile;
        _line = line;
        Words = ScriptParser.ReadWords(Source(_errors));
        _used = new(
            Words.SelectMany(word => word.Value.Concat(word.Name ?? [])).OfType<VariablePart>().Select(part => part.Name), StringComparer.Ordinal);
    }

    /// <summary>Its words.</summary>
    public ValueList<Word> Words { get; }

    /// <summary>Could its words be read?</summary>
    public bool IsReadable => _errors.Count == 0;

    /// <summary>Does it use this variable?</summary>
    public bool Uses(string variable) => ProfileLines.Uses(_line, variable);

    /// <summary>Does it hand over this field, as it is or converted?</summary>
    public bool HandsOver(string field) => ProfileLines.HandsOver(_line, field);

    /// <summary>The line, to note errors at.</summary>
    /// <param name="errors">Takes them, with their place in the profile.</param>
    public SourceLine Source(List<ScriptError> errors) =>
        new(_profile.File ?? "(built-in profile)", Math.Max(1, _line.Line), _line.Text, errors, Math.Max(0, _line.Column - 1));

    /// <summary>What it comes to; null if it is left out or wrong.</summary>
    /// <param name="variables">The variables that have a value.</param>
    /// <param name="fields">What <c>${fields}</c> stands for; empty if it has no value here.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public ProfileCommand? Command(IReadOnlyDictionary<string, string> variables, Fields fields, List<ScriptError> errors)
    {
        errors.AddRange(_errors);
        if (!IsReadable || Words.Count == 0 || Resolve(Words, variables, fields) is not { } resolved)
        {
            return null;
        }

        SourceLine source = Source(errors);
        ScriptCommand? command = CommandReader.Read(source, resolved);
        command = command switch
        {
            RunCommand run => run with { FieldParameters = FieldNames(Words, variables, fields) },
            SecretContentCommand secret => secret with { IsAgain = true },
            _ => command,
        };
        if (command is { Verb.InProfiles: true })
        {
            return Handing(command, fields);
        }

        if (command is not null)
        {
            source.Error(Words[0], "a command that a profile may not use", string.Join(", ", s_verbs[..^1]) + " or " + s_verbs[^1]);
        }

        return null;
    }

    // Which of the fields a line hands over can be read off the variables that it uses; one that resets an option takes back what is empty.
    private ProfileCommand Handing(ScriptCommand command, Fields fields)
    {
        List<KeyValuePair<string, string>> handed = [];
        List<string> converted = [];
        foreach (KeyValuePair<string, string> field in fields)
        {
            bool back = command is ConfigCommand { Reset.Count: > 0 } && field.Value.Length == 0;
            bool plain = back || _used.Contains(ProfileLines.AllFields) || _used.Contains(field.Key) || (_used.Contains("value") && fields.Count == 1);
            if (plain || _used.Contains(ProfileVariables.Converted(field.Key)))
            {
                handed.Add(field);
            }

            if (!plain && _used.Contains(ProfileVariables.Converted(field.Key)))
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
            if (word is { Name: null, Value: [VariablePart { Name: ProfileLines.AllFields }] })
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
