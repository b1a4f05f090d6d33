using S3Contract.Harness.S3;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Running;

/// <summary>Makes a script's endpoints those of the run's S3: each that it names becomes one of the S3's addresses, so that what differs still does, and
/// what is issued without one gets one.</summary>
internal static class S3Endpoints
{
    private const string Endpoint = "endpoint";

    /// <summary>The script as it is run where there is an S3.</summary>
    /// <param name="script">The script, without variables.</param>
    /// <param name="cast">Who plays in it.</param>
    public static Script Pointed(Script script, Cast cast)
    {
        SortedDictionary<string, string> places = Places(script, cast.FindsNames);
        return script with { Lines = script.Lines.Select(line => Pointed(line, script, cast, places)).ToValueList() };
    }

    private static ScriptLine Pointed(ScriptLine line, Script script, Cast cast, SortedDictionary<string, string> places)
    {
        if (line.Command is not { } command)
        {
            return line;
        }

        Word[] words = [.. command.ToWords()];
        Word[] pointed = [.. words.Select(word => places.TryGetValue(WordCursor.Text(word.Value), out string? place) ? word with { Value = [new TextPart(place)] } : word)];
        if (!words.SequenceEqual(pointed))
        {
            SourceLine source = new(line.File ?? script.File, Math.Max(1, line.Number), line.Source ?? ScriptPrinter.Print(line), []);
            command = CommandReader.Read(source, pointed.ToValueList(), script.OwnCommands)?.Beside(line.File ?? script.File) ?? command;
        }

        if (command is IssueCommand issue && !issue.Fields.Any(field => field.Key is Endpoint) && CanIssue(cast.Of(issue.Provider)))
        {
            command = issue.Giving(issue.Fields.Append(KeyValuePair.Create(Endpoint, S3Address.Told)).ToValueList());
        }

        return line with { Command = command };
    }

    private static bool CanIssue(Player provider) => provider.Lines.Issue.Any(line => line.HandsOver(Endpoint));

    // Each endpoint that is given to a charm, in the order of the script, and the address that takes its place. What is one already stays, by name only where
    // charms can find it.
    private static SortedDictionary<string, string> Places(Script script, bool findsNames)
    {
        string[] given =
        [
            .. script.Lines.Select(line => line.Command).OfType<ScriptCommand>()
                .Where(command => command is not ExpectCommand)
                .SelectMany(command => command.ToWords())
                .Where(word => word.Name is not null && WordCursor.Text(word.Name) is Endpoint)
                .Select(word => WordCursor.Text(word.Value))
                .Where(value => Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https")
                .Distinct(StringComparer.Ordinal),
        ];
        string[] free = [.. Enumerable.Range(0, S3Address.Addresses).Select(S3Address.ToldOf).Except(given, StringComparer.Ordinal)];
        SortedDictionary<string, string> places = new(StringComparer.Ordinal);
        foreach (string endpoint in given.Where(endpoint => !S3Address.IsTold(endpoint) && !(findsNames && S3Address.IsToldByName(endpoint))))
        {
            places.Add(endpoint, string.Equals(endpoint, S3Address.ToldByNameAndTls, StringComparison.Ordinal) ? S3Address.ToldByTls : free.Length == 0 ? S3Address.Told : free[places.Count % free.Length]);
        }

        return places;
    }
}
