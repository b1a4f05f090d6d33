using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>Reads what stands after <c>expect</c>.</summary>
internal sealed class ExpectationReader(WordCursor reader)
{
    private static readonly string[] s_unitWords = [.. Vocabulary.Events, .. Vocabulary.UnitExpectations];

    private static readonly string[] s_eventFields = [.. Vocabulary.Fields, "times"];

    /// <summary>The command; null if there is nothing to make of it.</summary>
    public ExpectCommand? Read(bool negated, bool soft)
    {
        bool only = string.Equals(reader.PeekPlain, "only", StringComparison.Ordinal);
        if (only)
        {
            Word word = reader.TakePlainWord("only")!;
            if (negated)
            {
                reader.Line.Error(word, "only after !", "either ! or only");
            }
        }

        Expectation? expectation = ReadExpectation();
        return expectation is null ? null : new ExpectCommand(expectation, negated, soft, only);
    }

    private Expectation? ReadExpectation()
    {
        switch (reader.PeekPlain)
        {
            case "quiet":
                reader.TakePlain("");
                return new QuietExpectation();
            case "nothing":
                reader.TakePlain("");
                return new NothingExpectation();
            case "databag":
                reader.TakePlain("");
                return new DatabagExpectation(
                    reader.TakeApplication(), reader.TakeApplication(), reader.TakeFields("key=value", atLeastOne: true));
            case { } text when !text.Contains('/', StringComparison.Ordinal) && !Names.IsApplication(text):
                Word word = reader.TakePlainWord("")!;
                string[] known = [.. Vocabulary.ModelExpectations, "only"];
                reader.Line.Error(
                    word, $"\"{text}\"", "a unit such as requirer/* or provider/0, or one of " + string.Join(", ", known),
                    NearestWord.Of(text, [.. known, .. Names.Roles.Select(role => role + "/*")]));
                return null;
            default:
                return ReadOfUnits(reader.TakeUnit(every: true));
        }
    }

    private Expectation? ReadOfUnits(UnitReference units)
    {
        const string expected = "an event or a word such as write";
        if (reader.TakePlainWord(expected) is not { } word)
        {
            return null;
        }

        string text = WordCursor.Text(word.Value);
        switch (text)
        {
            case "write":
                return new WriteExpectation(units);
            case "refused":
                return new RefusedExpectation(units);
            case "error":
                return new ErrorExpectation(units);
            case "leader":
                return new LeaderExpectation(units);
            case "hook":
                return new HookExpectation(units, reader.TakeName("the name of a hook"));
            case "status":
                return ReadStatus(units);
            case "action":
                return ReadAction(units);
            default:
                if (Vocabulary.Events.Contains(text, StringComparer.Ordinal))
                {
                    return ReadEvent(units, text);
                }

                reader.Line.Error(
                    word, $"unknown event or word \"{text}\"", "one of " + string.Join(", ", s_unitWords), NearestWord.Of(text, s_unitWords));
                return null;
        }
    }

    private EventExpectation ReadEvent(UnitReference units, string name)
    {
        int? times = null;
        List<KeyValuePair<string, string>> fields = [];
        foreach ((Word word, string field, string value) in reader.TakePairs("field=value or times=N", s_eventFields))
        {
            if (string.Equals(field, "times", StringComparison.Ordinal))
            {
                times = reader.Number(word, value, 0, 9999);
            }
            else
            {
                fields.Add(new(field, value));
            }
        }

        return new EventExpectation(units, name, fields.ToValueList(), times);
    }

    private StatusExpectation ReadStatus(UnitReference units)
    {
        string expected = "a status: " + string.Join(", ", Vocabulary.Statuses);
        WorkloadStatus status = WorkloadStatus.Active;
        if (reader.TakePlainWord(expected) is { } word)
        {
            string text = WordCursor.Text(word.Value);
            if (!Vocabulary.Statuses.Contains(text, StringComparer.Ordinal) || !Enum.TryParse(text, ignoreCase: true, out status))
            {
                reader.Line.Error(word, $"unknown status \"{text}\"", expected, NearestWord.Of(text, Vocabulary.Statuses));
            }
        }

        return new StatusExpectation(units, status, reader.Peek is { Name: null } ? reader.TakePlain("") : null);
    }

    private ActionExpectation ReadAction(UnitReference units)
    {
        string action = reader.TakeName("the name of an action");
        const string expected = "completed or failed";
        bool failed = false;
        if (reader.TakePlainWord(expected) is { } word)
        {
            string text = WordCursor.Text(word.Value);
            failed = string.Equals(text, "failed", StringComparison.Ordinal);
            if (!failed && !string.Equals(text, "completed", StringComparison.Ordinal))
            {
                reader.Line.Error(word, $"\"{text}\"", expected, NearestWord.Of(text, ["completed", "failed"]));
            }
        }

        return new ActionExpectation(units, action, failed, reader.TakeFields("result=value", atLeastOne: false));
    }
}
