using System.Globalization;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>Walks over the words of a line. What is asked for and does not stand there is noted as an error, and something harmless is
/// returned, so that the rest of the line is read as well.</summary>
/// <param name="line">The line, which takes the errors.</param>
/// <param name="words">Its words, without variables.</param>
internal sealed class WordCursor(SourceLine line, ValueList<Word> words)
{
    private const int MostUnits = 99;

    private int _at;

    /// <summary>The line.</summary>
    public SourceLine Line => line;

    /// <summary>All its words.</summary>
    public ValueList<Word> Words => words;

    /// <summary>The word that comes next; null at the end.</summary>
    public Word? Peek => _at < words.Count ? words[_at] : null;

    /// <summary>The text of the next word if it is a plain one.</summary>
    public string? PeekPlain => Peek is { Name: null } word ? Text(word.Value) : null;

    /// <summary>The text of a word's parts, once it has no variables.</summary>
    public static string Text(ValueList<WordPart> parts) => parts switch
    {
        [] => "",
        [TextPart only] => only.Text,
        _ => string.Concat(parts.Select(part => (part as TextPart)?.Text)),
    };

    /// <summary>The next word, whatever it is; null at the end.</summary>
    public Word? Take() => _at < words.Count ? words[_at++] : null;

    /// <summary>An application; of one role, where one is named.</summary>
    public string TakeApplication(string? role = null)
    {
        string expected = role is null ? "an application: provider or requirer, or one of them with a suffix such as requirer-b" : $"a {role}";
        if (TakePlainWord(expected) is not { } word)
        {
            return "";
        }

        string text = Text(word.Value);
        CheckApplication(word, text, expected, role);
        return text;
    }

    /// <summary>A unit, or with <paramref name="every"/> also all units of an application.</summary>
    public UnitReference TakeUnit(bool every = false)
    {
        string expected = every ? "a unit such as provider/0, provider/leader or requirer/*" : "a unit such as provider/0 or provider/leader";
        if (TakePlainWord(expected) is not { } word)
        {
            return UnitReference.Numbered("", 0);
        }

        string text = Text(word.Value);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            string? suggestion = Names.IsApplication(text) ? text + (every ? "/*" : "/0") : null;
            line.Error(word, $"\"{text}\", which is no unit", expected, suggestion);
            return UnitReference.Numbered(text, 0);
        }

        string application = text[..slash];
        string pick = text[(slash + 1)..];
        CheckApplication(word, application, expected, role: null, after: text[slash..]);
        if (string.Equals(pick, "leader", StringComparison.Ordinal))
        {
            return UnitReference.Leader(application);
        }

        if (every && string.Equals(pick, "*", StringComparison.Ordinal))
        {
            return UnitReference.Every(application);
        }

        if (int.TryParse(pick, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return UnitReference.Numbered(application, number);
        }

        line.Error(word, $"\"{text}\", which is no unit", expected, NearestWord.Of(pick, ["leader"]) is null ? null : application + "/leader");
        return UnitReference.Numbered(application, 0);
    }

    /// <summary>An application, perhaps with an endpoint.</summary>
    public EndpointReference TakeEndpoint()
    {
        const string expected = "an application, or APP:endpoint";
        if (TakePlainWord(expected) is not { } word)
        {
            return new EndpointReference("");
        }

        string text = Text(word.Value);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string application = colon < 0 ? text : text[..colon];
        CheckApplication(word, application, expected, role: null, after: colon < 0 ? "" : text[colon..]);
        if (colon >= 0 && !Names.IsJujuName(text[(colon + 1)..]))
        {
            line.Error(word, $"\"{text[(colon + 1)..]}\", which is no endpoint", "the name of an endpoint after the colon");
        }

        return new EndpointReference(application, colon < 0 ? null : text[(colon + 1)..]);
    }

    /// <summary>The name of an action, an endpoint or a hook.</summary>
    public string TakeName(string expected)
    {
        if (TakePlainWord(expected) is not { } word)
        {
            return "";
        }

        string text = Text(word.Value);
        if (!Names.IsJujuName(text))
        {
            line.Error(word, $"\"{text}\"", expected + " (lower-case letters, digits and hyphens)");
        }

        return text;
    }

    /// <summary>Any plain word.</summary>
    public string TakePlain(string expected) => TakePlainWord(expected) is { } word ? Text(word.Value) : "";

    /// <summary>Any plain word; null if there is none.</summary>
    public Word? TakePlainWord(string expected)
    {
        if (Peek is not { } word)
        {
            line.Error(EndColumn(), 1, "the end of the line", expected);
            return null;
        }

        if (word.Name is not null)
        {
            line.Error(word, $"\"{Text(word.Name)}=…\"", expected);
            return null;
        }

        _at++;
        return word;
    }

    /// <summary>All <c>name=value</c> that stand here.</summary>
    public Fields TakeFields(string expected, bool atLeastOne, IReadOnlyList<string>? known = null)
    {
        Fields fields = TakePairs(expected, known)
            .Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value)).ToValueList();
        if (atLeastOne && fields.Count == 0 && Peek is null && line.Errors == 0)
        {
            line.Error(EndColumn(), 1, "the end of the line", expected);
        }

        return fields;
    }

    /// <summary>All <c>name=value</c> that stand here, each with its word.</summary>
    public List<(Word Word, string Name, string Value)> TakePairs(string expected, IReadOnlyList<string>? known)
    {
        List<(Word Word, string Name, string Value)> pairs = [];
        while (Peek is { Name: not null } word)
        {
            string name = Text(word.Name);
            if (name.Length == 0 || name[0] == '-')
            {
                line.Error(word, $"\"{name}=…\"", expected);
            }
            else if (known is not null && !known.Contains(name, StringComparer.Ordinal))
            {
                line.Error(word, $"unknown name \"{name}\"", "one of " + string.Join(", ", known), NearestWord.Of(name, known));
            }
            else if (pairs.Exists(pair => string.Equals(pair.Name, name, StringComparison.Ordinal)))
            {
                line.Error(word, $"{name} for the second time", "each name once");
            }

            pairs.Add((word, name, Text(word.Value)));
            _at++;
        }

        return pairs;
    }

    /// <summary>A whole number in a word.</summary>
    public int Number(Word word, string text, int least, int most)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        string upTo = most == int.MaxValue ? $"{least} up" : string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
        line.Error(word.ValueColumn, word.Length - (word.ValueColumn - word.Column), $"\"{text}\"", $"a whole number from {upTo}");
        return least;
    }

    /// <summary><c>--flag N</c> or <c>--flag=N</c>, if it stands here.</summary>
    public int TakeNumberFlag(string flag, int otherwise, int least, int most)
    {
        if (Peek is { Name: { } name } pair && string.Equals(Text(name), flag, StringComparison.Ordinal))
        {
            _at++;
            return Number(pair, Text(pair.Value), least, most);
        }

        if (!TakeFlag(flag))
        {
            return otherwise;
        }

        return TakePlainWord("a whole number") is { } word ? Number(word, Text(word.Value), least, most) : otherwise;
    }

    /// <summary>A number of units behind a flag, if it stands here; else one.</summary>
    public int TakeUnits(string flag) => TakeNumberFlag(flag, 1, 1, MostUnits);

    /// <summary><c>--flag a,b</c> or <c>--flag=a,b</c>, if it stands here; else nothing.</summary>
    public ValueList<string> TakeListFlag(string flag, string expected)
    {
        string text = "";
        if (Peek is { Name: { } name } pair && string.Equals(Text(name), flag, StringComparison.Ordinal))
        {
            _at++;
            text = Text(pair.Value);
        }
        else if (TakeFlag(flag))
        {
            text = TakePlain(expected);
        }

        return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToValueList();
    }

    /// <summary><c>--flag</c>, if it stands here.</summary>
    public bool TakeFlag(string flag)
    {
        if (string.Equals(PeekPlain, flag, StringComparison.Ordinal))
        {
            _at++;
            return true;
        }

        return false;
    }

    private void CheckApplication(Word word, string text, string expected, string? role, string after = "")
    {
        string found = Names.RoleOf(text);
        if (!Names.Roles.Contains(found, StringComparer.Ordinal))
        {
            string? near = NearestWord.Of(found, Names.Roles);
            line.Error(word, $"\"{text}{after}\", which begins with no role", expected, near is null ? null : near + text[found.Length..] + after);
        }
        else if (!Names.IsApplication(text))
        {
            line.Error(word, $"\"{text}\", which is no name of an application", "a suffix with a letter in each part, such as requirer-b");
        }
        else if (role is not null && !string.Equals(found, role, StringComparison.Ordinal))
        {
            line.Error(word, $"\"{text}\", which is a {found}", expected);
        }
    }

    /// <summary>Takes every word that is left.</summary>
    public void TakeRest() => _at = words.Count;

    /// <summary>Notes every word that is left.</summary>
    /// <param name="usage">How the line is written.</param>
    public void ExpectEnd(string usage)
    {
        for (; Peek is { } word; _at++)
        {
            string text = line.Text.Length >= word.Column - 1 + word.Length && word.Column > 0
                ? line.Text.Substring(word.Column - 1, word.Length)
                : WordWriter.Word(word);
            line.Error(word, $"unexpected {text}", $"the end of the line (usage: {usage})", MeantFlag(text, usage));
        }
    }

    // Juju has one flag in several spellings: how many units.
    private static string? MeantFlag(string text, string usage) => text is "-n" or "--num-units" or "--units" or "-u" or "--count"
        ? Array.Find(["--units", "-n"], flag => usage.Contains($"[{flag} ", StringComparison.Ordinal))
        : null;

    // Behind the last word and one blank, where the missing word would stand.
    private int EndColumn() => words.Count == 0 ? 1 : words[^1].Column + words[^1].Length + 1;
}
