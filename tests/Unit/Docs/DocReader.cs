using System.Diagnostics;
using S3Contract.Tests.Unit.Cli;

namespace S3Contract.Tests.Unit.Docs;

/// <summary>A reader who does what a page says, in a folder that looks like the root of the project.</summary>
internal sealed class DocReader : IDisposable
{
    // What a page may run beside s3contract; all else is marked or is a mistake.
    private static readonly string[] s_programs = ["cat", "cp", "ls", "mkdir", "rm"];

    // Whole checks take long, and write nothing: what several pages show is run once.
    private static readonly Dictionary<string, CliRun> s_checks = new(StringComparer.Ordinal);

    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("s3contract-docs-").FullName;
    private int _code;

    public DocReader(string root)
    {
        foreach (string linked in new[] { "examples", "tests" })
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, linked), Path.Combine(root, linked));
        }

        Environment.CurrentDirectory = _folder;
    }

    /// <summary>How many commands were run.</summary>
    public int Executed { get; private set; }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Does what a part of a page says.</summary>
    /// <param name="part">The part.</param>
    /// <param name="mayFail">The page goes on to show the exit code.</param>
    public void Follow(DocPart part, bool mayFail)
    {
        switch (part)
        {
            case DocFile file:
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
                File.WriteAllText(file.Path, file.Text);
                break;
            case DocCommand { IsNotRun: false } command:
                Run(command, mayFail);
                break;
        }
    }

    private void Run(DocCommand command, bool mayFail)
    {
        string[] words = Words(command.Command);
        if (words is ["echo", "$?"])
        {
            Assert.That(_code.ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(command.Output.Single()), $"line {command.Line}: the exit code");
            return;
        }

        Executed++;
        if (words is ["cd", var folder])
        {
            Environment.CurrentDirectory = Path.GetFullPath(folder);
            return;
        }

        CliRun run = words[0] is "./s3contract" or "s3contract" ? RunHere(words) : RunProgram(command, words);
        _code = run.Code;
        Assert.That(mayFail || run.Code == 0, Is.True, $"line {command.Line}: {command.Command}: exit code {run.Code}\n{run.Out}{run.Error}");
        Assert.That(command.Shows(run.Out + run.Error), Is.True, $"line {command.Line}: {command.Command} printed\n{run.Out}{run.Error}");
    }

    private static CliRun RunHere(string[] words)
    {
        string key = $"{Environment.CurrentDirectory.Length} {string.Join(' ', words)}";
        bool check = words is [_, "check", var charm, ..] && charm.StartsWith("examples/", StringComparison.Ordinal) && !words.Contains("--report", StringComparer.Ordinal);
        if (check && s_checks.TryGetValue(key, out CliRun? known))
        {
            return known;
        }

        int input = Array.IndexOf(words, "<");
        var around = new CliRun.Around
        {
            Input = input < 0 ? "" : File.ReadAllText(words[input + 1]),
            Variables = { ["S3CONTRACT_COMMAND"] = words[0] },
        };
        CliRun run = CliRun.Of(around, words[1..(input < 0 ? words.Length : input)]);
        if (check)
        {
            s_checks[key] = run;
        }

        return run;
    }

    private static CliRun RunProgram(DocCommand command, string[] words)
    {
        Assert.That(s_programs, Does.Contain(words[0]), $"line {command.Line}: {command.Command}: run it here, or mark it with {DocPage.NotRun}");
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(new ProcessStartInfo("sh", ["-c", command.Command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new CliRun(process.ExitCode, output, error);
    }

    // Words as a shell reads them, as far as the pages need it: blanks between, single quotes around.
    private static string[] Words(string command)
    {
        List<string> words = [];
        foreach ((string piece, int index) in command.Split('\'').Select((piece, index) => (piece, index)))
        {
            if (index % 2 == 1)
            {
                words.Add(piece);
            }
            else
            {
                words.AddRange(piece.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return [.. words];
    }
}
