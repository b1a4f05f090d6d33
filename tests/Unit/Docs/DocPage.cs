using System.Text.RegularExpressions;

namespace S3Contract.Tests.Unit.Docs;

/// <summary>A page of the documentation, as a reader who types along meets it: files to be written, commands to be run.</summary>
/// <param name="Name">Its path from the root of the project.</param>
/// <param name="Parts">The files and commands, in the order of the page.</param>
internal sealed record DocPage(string Name, IReadOnlyList<DocPart> Parts)
{
    /// <summary>Stands behind a command that the tests cannot run: it needs a network, a build, or something that only the reader has.</summary>
    public const string NotRun = "# yours to run";

    public static DocPage Parse(string name, string text)
    {
        List<DocPart> parts = [];
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            string[] info = lines[i][3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int start = i + 1;
            int end = Array.FindIndex(lines, start, line => line.StartsWith("```", StringComparison.Ordinal));
            string[] block = lines[start..(end < 0 ? lines.Length : end)];
            parts.AddRange(info switch
            {
                ["console"] => Commands(block, start + 1),
                [_, var file] => [new DocFile(start, file, string.Join('\n', block) + "\n")],
                _ => [new DocText(start, info.FirstOrDefault() ?? "", block)],
            });
            i = start + block.Length;
        }

        return new DocPage(name, parts);
    }

    private static IEnumerable<DocPart> Commands(string[] block, int line)
    {
        for (int i = 0; i < block.Length;)
        {
            int end = Array.FindIndex(block, i + 1, text => text.StartsWith("$ ", StringComparison.Ordinal));
            end = end < 0 ? block.Length : end;
            yield return new DocCommand(line + i, block[i].StartsWith("$ ", StringComparison.Ordinal) ? block[i][2..] : block[i], block[(i + 1)..end]);
            i = end;
        }
    }
}

/// <summary>Something on a page.</summary>
/// <param name="Line">The line of the page.</param>
internal abstract record DocPart(int Line);

/// <summary>A block with a file's name behind its language: the reader writes it.</summary>
internal sealed record DocFile(int Line, string Path, string Text) : DocPart(Line);

/// <summary>Any other block.</summary>
internal sealed record DocText(int Line, string Language, string[] Lines) : DocPart(Line);

/// <summary>A command in a <c>console</c> block and the output shown below it, where … stands for anything.</summary>
internal sealed record DocCommand(int Line, string Command, string[] Output) : DocPart(Line)
{
    /// <summary>Is it marked as one that the tests do not run?</summary>
    public bool IsNotRun => Command.EndsWith(DocPage.NotRun, StringComparison.Ordinal);

    /// <summary>Is this what the page shows? A page that shows nothing takes any output.</summary>
    public bool Shows(string actual)
    {
        if (Output.Length == 0)
        {
            return true;
        }

        string pattern = string.Concat(Output.Select(line => line.Trim() is "…"
            ? "(.*\n)*"
            : Regex.Escape(line.TrimEnd()).Replace("…", ".*", StringComparison.Ordinal) + "\n"));
        string plain = string.Concat(actual.TrimEnd().Split('\n').Select(line => line.TrimEnd() + "\n"));
        return Regex.IsMatch(plain, $"\\A{pattern}\\z", RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
    }
}
