using System.CommandLine;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Cli.Commands;

/// <summary>Says of a command or an option that there is none of that name which was probably meant.</summary>
internal static class Mistyped
{
    /// <summary>One sentence for each word that should name a command or an option and does not; empty if there is none.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="root">The command whose commands there are.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, Command root)
    {
        Command command = parsed.CommandResult.Command;
        if (command == root)
        {
            string[] commands = [.. root.Subcommands.Select(known => known.Name)];
            return parsed.UnmatchedTokens is [var word, ..] && !IsOption(word)
                ? [DidYouMean.Message($"\"{word}\" is no command", NearestWord.Of(word, commands), $"expected one of {string.Join(", ", commands)}")]
                : [];
        }

        string[] options = [.. command.Options.Select(known => known.Name)];
        return [.. parsed.UnmatchedTokens.Where(IsOption).Select(word => DidYouMean.Message($"{command.Name} has no option {word}", NearestWord.Of(word, options)))];
    }

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
}
