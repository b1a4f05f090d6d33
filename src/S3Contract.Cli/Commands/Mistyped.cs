using System.CommandLine;
using System.CommandLine.Parsing;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Commands;

/// <summary>Says of a command or an option that there is none of that name which was probably meant.</summary>
internal static class Mistyped
{
    private const string InScripts = "a line of a script, which s3contract run FILE and s3contract shell carry out";

    // What people type who know other tools, with the word for it here.
    private static readonly Dictionary<string, string> s_commands = new(StringComparer.Ordinal)
    {
        ["console"] = "shell",
        ["repl"] = "shell",
        ["create"] = "new",
        ["setup"] = "init",
        ["diff"] = "compare",
        ["docs"] = "help",
        ["man"] = "help",
        ["exec"] = "run",
        ["play"] = "run",
        ["replay"] = "run",
        ["format"] = "fmt",
        ["test"] = "check",
        ["validate"] = "check",
        ["verify"] = "check",
        ["version"] = "--version",
    };

    private static readonly Dictionary<string, string> s_options = new(StringComparer.Ordinal)
    {
        ["--clause"] = "--only",
        ["--filter"] = "--only",
        ["--script"] = "--only",
        ["--format"] = "--report",
        ["--html"] = "--report",
        ["--json"] = "--report",
        ["--junit"] = "--report",
        ["--out"] = "--report",
        ["--output"] = "--report",
        ["--parallel"] = "--jobs",
        ["--workers"] = "--jobs",
        ["--strict"] = "--level",
        ["--timeout"] = "--time-limit",
    };

    /// <summary>One sentence for each word that should name a command or an option and does not; empty if there is none.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="root">The command whose commands there are.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, Command root)
    {
        Command command = parsed.CommandResult.Command;
        if (command == root)
        {
            return parsed.UnmatchedTokens is [var word, ..] && !IsOption(word)
                ? [OfCommand(word, parsed.UnmatchedTokens.ElementAtOrDefault(1), [.. root.Subcommands.Select(known => known.Name)])]
                : [];
        }

        // What stands before an argument is taken for that argument.
        string[] options = [.. command.Options.SelectMany(known => known.Aliases.Append(known.Name))];
        IEnumerable<string> taken = command.Arguments
            .SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? [])
            .Select(token => token.Value)
            .Where(word => IsOption(word) && parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Any(token => string.Equals(token.Value, word, StringComparison.Ordinal)));
        return [.. taken.Concat(parsed.UnmatchedTokens.Where(IsOption)).Distinct(StringComparer.Ordinal).Select(word => DidYouMean.Message($"{command.Name} has no option {word}", Option(word, options)))];
    }

    private static string OfCommand(string word, string? next, string[] commands)
    {
        string expected = $"expected one of {string.Join(", ", commands)}";
        string line = string.Equals(word, "juju", StringComparison.Ordinal) && next is not null ? next : word;
        if (Verbs.Find(word) is not null)
        {
            return $"\"{word}\" is {InScripts}; {expected}";
        }

        string? command = s_commands.GetValueOrDefault(word);
        string? verb = command is null ? Verbs.Find(line)?.Name ?? Verbs.Meant(line) : null;
        return verb is null
            ? DidYouMean.Message($"\"{word}\" is no command", command ?? NearestWord.Of(word, commands), expected)
            : DidYouMean.Message($"\"{word}\" is no command", verb, "it is " + InScripts);
    }

    private static string? Option(string word, string[] known) =>
        s_options.TryGetValue(word, out string? meant) && known.Contains(meant, StringComparer.Ordinal) ? meant : NearestWord.Of(word, known);

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
}
