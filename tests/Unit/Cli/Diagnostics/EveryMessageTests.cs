using System.Runtime.CompilerServices;

namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary>Every message that the sources can give about a script, or about the options of the commands that take scripts, stands in a golden
/// file: whoever adds a message adds the example that shows it.</summary>
public sealed class EveryMessageTests
{
    // Messages that the command line never gets to: it looks first, or refuses the script before it is bound.
    private static readonly string[] s_elsewhere =
    [
        "no such file", "a scenario script", "a line that cannot be read", "an include of ", " that nobody has replaced", "a script loaded with its includes",
        "a command that a profile may not use", "config, run, settle, step, update-status, elect or add-unit", ": cannot be read: ",
        // Asked of no reference charm, which can do all of it.
        "write to order: only the reference charms do", "issue: its profile has no lines under \"issue\"", "issue to one requirer: no line under issue: in its profile uses ${relation}", "set ",
        " showed no event ", " in this run, so it cannot be told whether it emits any",
        // A charm that is a process and is refreshed (RefreshProcessTests).
        "the folder of another revision of the charm", "be refreshed from a folder: it is none that comes from one",
        // A run without an S3 (S3RunTests).
        "the run has no S3 (--s3, or s3: true in the profile)",
        // Two charms that are run together (CastTests).
        " decides for both",
        // Includes without end (ScriptFileTests).
        ", with which the script includes ", "a script that includes less",
        // An endpoint that takes one relation (RunnerTests); the reference charms take any number.
        "have more relations on ", ": its metadata says limit: ",
        // What is wrong in a profile is told before a script is read (ProfileCheckTests).
        "unknown variable \"", "the charm has no ",
    ];

    [TestCase("src/S3Contract.Harness/Scripts", ".Error(")]
    [TestCase("src/S3Contract.Harness/Scripts", "new LintFinding(")]
    [TestCase("src/S3Contract.Harness/Scripts", "new RefusedLine(")]
    [TestCase("src/S3Contract.Harness/Scripts", "new Shortfall(")]
    [TestCase("src/S3Contract.Harness/Scripts", "new Observed(")]
    [TestCase("src/S3Contract.Harness/Scripts", "string reason = ")]
    [TestCase("src/S3Contract.Harness/Scripts", "Lacks(")]
    [TestCase("src/S3Contract.Cli/Opening/NamedScripts.cs", "new UsageException(")]
    [TestCase("src/S3Contract.Cli/Opening/ScriptText.cs", "new UsageException(")]
    [TestCase("src/S3Contract.Cli/Options/CastOptions.cs", "new UsageException(")]
    [TestCase("src/S3Contract.Cli/Options/SideOptions.cs", "new UsageException(")]
    [TestCase("src/S3Contract.Harness/Reports/Failures", "new TextLine(")]
    public void Has_a_golden_file(string sources, string call)
    {
        // Prose is wrapped at words.
        string all = string.Concat(Golden.All("Diagnostics").Values);
        string golden = all + string.Join(' ', all.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string[] phrases = [.. Files(sources).SelectMany(file => Phrases(File.ReadAllText(file), call)).Distinct(StringComparer.Ordinal)];

        Assert.That(phrases, Is.Not.Empty, "else nothing is looked at");
        Assert.That(phrases.Where(phrase => !golden.Contains(phrase, StringComparison.Ordinal)).Except(s_elsewhere, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void The_phrases_of_a_call_are_found()
    {
        const string code = """
            line.Error(word, $"\"{text}\", which is {string.Join(", ", known)} or {{so}}", "one \"b\"", other: Of("near") ? "x" : null);
            line.Warn("not this");
            """;

        Assert.That(Phrases(code, ".Error("), Is.EqualTo(["\", which is ", " or {so}", "one \"b\"", "near"]));
    }

    private static IEnumerable<string> Files(string path, [CallerFilePath] string here = "")
    {
        string full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", path));
        return File.Exists(full) ? [full] : Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories);
    }

    // The constant pieces of the texts in the arguments of a call, if there is a word in them.
    private static IEnumerable<string> Phrases(string code, string call)
    {
        for (int at = code.IndexOf(call, StringComparison.Ordinal); at >= 0; at = code.IndexOf(call, at + 1, StringComparison.Ordinal))
        {
            int end = code.IndexOf(";\n", at, StringComparison.Ordinal);
            foreach (string piece in Texts(code[at..(end < 0 ? code.Length : end)]))
            {
                if (piece.Count(char.IsAsciiLetter) >= 3)
                {
                    yield return piece;
                }
            }
        }
    }

    private static IEnumerable<string> Texts(string code)
    {
        for (int at = code.IndexOf('"', StringComparison.Ordinal); at >= 0 && at < code.Length; at = code.IndexOf('"', at))
        {
            bool interpolated = at > 0 && code[at - 1] == '$';
            string piece = "";
            for (at++; code[at] != '"'; at++)
            {
                if (code[at] == '\\')
                {
                    piece += code[++at];
                }
                else if (interpolated && code[at] is '{' or '}' && code[at + 1] == code[at])
                {
                    piece += code[at++];
                }
                else if (interpolated && code[at] == '{')
                {
                    yield return piece;
                    piece = "";
                    at = EndOfHole(code, at);
                }
                else
                {
                    piece += code[at];
                }
            }

            yield return piece;
            at++;
        }
    }

    // A hole may hold texts, with holes of their own; what stands in it is no part of the message.
    private static int EndOfHole(string code, int at)
    {
        int depth = 0;
        bool inText = false;
        for (; ; at++)
        {
            inText ^= code[at] == '"';
            depth += code[at] == '{' ? 1 : code[at] == '}' ? -1 : 0;
            if (depth == 0 && !inText)
            {
                return at;
            }
        }
    }
}
