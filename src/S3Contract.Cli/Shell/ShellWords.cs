using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Shell;

/// <summary>The words that the shell knows beside the commands of the language.</summary>
internal static class ShellWords
{
    public const string Complete = "complete";
    public const string Help = "help";
    public const string History = "history";
    public const string Quit = "quit";
    public const string Save = "save";
    public const string Show = "show";
    public const string Undo = "undo";

    // What people type who know other shells.
    private static readonly Dictionary<string, string> s_synonyms = new(StringComparer.Ordinal)
    {
        ["bye"] = Quit,
        ["databags"] = Show + " databags",
        ["exit"] = Quit,
        ["juju-status"] = Show + " units",
        ["ls"] = Show + " units",
        ["status"] = Show + " units",
        ["trace"] = Show + " trace",
    };

    /// <summary>What is meant by a word that is none, of ours or of the language; null if nothing is near.</summary>
    public static string? Meant(string typed) => s_synonyms.GetValueOrDefault(typed)
        ?? (NearestWord.Of(typed, Vocabulary.Commands.Keys) is null ? NearestWord.Of(typed, ForCompletion.Keys) : null);

    /// <summary>As the last word of a line: what may stand here?</summary>
    public const string Question = "?";

    /// <summary>What may be shown, with what that is.</summary>
    public static IReadOnlyDictionary<string, string> Pictures { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["databags"] = "what stands in the databags of each relation",
        ["script"] = "the lines of the session that count",
        ["trace"] = "all that happened, step by step",
        ["units"] = "the units, their leaders and statuses, and the hook that each would run next",
    };

    /// <summary>How each word is used, and what it does.</summary>
    public static IReadOnlyList<(string Usage, string About)> Usages { get; } =
    [
        ("show " + string.Join('|', Pictures.Keys), "shows it, secrets masked"),
        ("undo", "takes the last line back: the lines before it are played again"),
        ("save FILE", "writes the session as a script that expects what happened; save --force FILE also over a file that is there"),
        ("complete LINE", "lists what may stand at the end of the line; so does a line whose last word is ?"),
        ("history", "lists the lines that were typed"),
        ("help [COMMAND]", "says how commands are written; s3contract help script prints the whole language"),
        ("quit", "ends; so does the end of the input. On a terminal what is not saved is told first, once"),
    ];

    /// <summary>For completion: the words, each with what may stand behind it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ForCompletion { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [Complete] = [],
        [Help] = [.. Vocabulary.Commands.Keys],
        [History] = [],
        [Quit] = [],
        [Save] = ["--force"],
        [Show] = [.. Pictures.Keys],
        [Undo] = [],
    };
}
