using System.Text.RegularExpressions;

namespace S3Contract.Harness.Reports.Content;

/// <summary>What a charm said last in a hook that failed: most often the one line that tells its author everything.</summary>
internal static partial class LastWords
{
    private const int Most = 6;
    private const int Longest = 400;
    private const string Traceback = "Traceback (most recent call last)";

    /// <summary>The last lines that are not blank, the last one last; empty if the charm said nothing.</summary>
    /// <param name="hook">The hook, masked.</param>
    public static IReadOnlyList<string> Of(HookStep hook)
    {
        string logged = "";
        foreach (HookEntry entry in hook.Entries)
        {
            logged = entry is Logged { Level: >= LogLevel.Error, Text: var text } ? text : logged;
        }

        // A framework that logs the exception may leave no more than a notice on standard error.
        string[] said = [hook.Stderr, logged, hook.Stdout];
        string words = Array.Find(said, text => text.Contains(Traceback, StringComparison.Ordinal))
            ?? Array.Find(said, text => !string.IsNullOrWhiteSpace(text))
            ?? "";
        string[] lines = [.. words.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line) && !IsMarker(line)).Select(Shown)];
        return lines[^Math.Min(lines.Length, Most)..];
    }

    // The run's own copy of the charm lies in another folder each time; its reader knows the file by its place in the charm.
    private static string Shown(string line)
    {
        string shown = OwnCopy().Replace(line.Length <= Longest * 4 ? line.TrimEnd() : line[..(Longest * 4)], "");
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }

    // Python underlines the place in the line above.
    private static bool IsMarker(string line) => line.AsSpan().Trim().IndexOfAnyExcept('^', '~') < 0;

    [GeneratedRegex("""(/[^\s"':/]+)*/s3contract-[^/\s"']+/units/[0-9]+/unit-[^/\s"']+/charm/""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OwnCopy();
}
