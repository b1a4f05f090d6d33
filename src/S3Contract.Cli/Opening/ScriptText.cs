using System.Text.RegularExpressions;
using S3Contract.Harness.Scripts.Files;

namespace S3Contract.Cli.Opening;

/// <summary>The text of a script that is looked at without being run.</summary>
/// <param name="File">Its file, or <see cref="FromInput"/>.</param>
/// <param name="Text">The text.</param>
internal sealed partial record ScriptText(string File, string Text)
{
    /// <summary>What standard input is called in messages.</summary>
    public const string FromInput = "<stdin>";

    /// <summary>Is it only a part of others?</summary>
    public bool IsPart => ScriptFolder.IsPart(File);

    /// <summary>Did it come from standard input?</summary>
    public bool IsInput => string.Equals(File, FromInput, StringComparison.Ordinal);

    /// <summary>The variables that a part may leave to those who include it.</summary>
    public string[] Variables => [.. Variable().Matches(Text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads scripts: files, folders, <c>-</c> for standard input.</summary>
    /// <exception cref="UsageException">There is none, or one cannot be read.</exception>
    public static IReadOnlyList<ScriptText> Read(IReadOnlyList<string> names, Surroundings around)
    {
        if (!names.Contains("-", StringComparer.Ordinal))
        {
            return [.. NamedScripts.Files(names, parts: true).Select(file => new ScriptText(file.File, NamedScripts.Text(file.File) ?? ""))];
        }

        if (names.Count > 1)
        {
            throw new UsageException("- stands for standard input, and alone");
        }

        try
        {
            return [new ScriptText(FromInput, StandardInput.Text(around, ScriptFiles.Largest))];
        }
        catch (IOException problem)
        {
            throw new UsageException($"{FromInput}: cannot be read: {problem.Message}");
        }
    }

    [GeneratedRegex(@"\$\{(?<name>[a-z][a-z0-9-]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
