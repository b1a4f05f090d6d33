using S3Contract.Harness.Subjects.Processes;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli.Terminals;

/// <summary>Every command on a terminal, to its end: in a small and a large one, in colour and without.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
public sealed class TerminalTests
{
    private const string Passing = "deploy provider\ndeploy requirer bucket=backups\nintegrate provider requirer\nsettle\nexpect requirer/0 hook s3-relation-joined\n";
    private const int LastLines = 5;
    private static readonly (int Lines, int Columns)[] s_sizes = [(24, 80), (50, 200)];

    [OneTimeSetUp]
    public void Build() => RootScriptTests.Build();

    [TestCase("check", "check good --only answer/related-before-it-is-configured", 0)]
    [TestCase("check-that-fails", "check bad --only answer/related-before-it-is-configured", 1)]
    [TestCase("check-in-process", "check reference --only course:answer/told-once-each --all", 0)]
    [TestCase("run", "run mine.s3c --provider good", 0)]
    [TestCase("run-that-fails", "run course:answer/related-before-it-is-configured --provider bad", 1)]
    [TestCase("judge", "judge trace.json", 0)]
    [TestCase("explain", "explain write.leader-only", 0)]
    [TestCase("machine", "machine", 0)]
    [TestCase("fmt", "fmt --check mine.s3c", 0)]
    [TestCase("lint", "lint mine.s3c", 0)]
    [TestCase("accept", "accept mine.s3c", 0)]
    [TestCase("new", "new other.s3c", 0)]
    [TestCase("init", "init bare", 0)]
    [TestCase("help-script", "help script", 0)]
    [TestCase("help", "check --help", 0)]
    [TestCase("mistyped", "chekc good", 2)]
    [TestCase("mistyped-option", "check good --leevl strict", 2)]
    [TestCase("mistyped-name", "check good --only live.every-feld", 2)]
    public void A_command_comes_to_its_end(string name, string arguments, int code)
    {
        // Where a line ends hangs on the size; where a colour is left out, on nothing that the size changes.
        string[] plain = Staying(arguments, s_sizes[0], code, out string rawPlain, ("NO_COLOR", "1"));
        Assert.That(PseudoTerminal.Colour().IsMatch(rawPlain), Is.False, rawPlain);
        var shown = new List<string>();
        foreach ((int Lines, int Columns) size in s_sizes)
        {
            string[] coloured = Staying(arguments, size, code, out _);
            if (size == s_sizes[0])
                Assert.That(plain, Is.EqualTo(coloured), "without colours the same text");
            shown.Add(FormattableString.Invariant($"{size.Columns} columns\n{string.Join('\n', coloured.TakeLast(LastLines))}\n"));
        }

        Golden.Check(string.Join('\n', shown), Path.Combine("Terminals", name));
    }

    [Test]
    public void Doctor_says_what_is_there()
    {
        using var terminal = PseudoTerminal.Start($"{ExampleCharms.Root}/s3contract doctor", s_sizes[0], ExampleCharms.Root);

        Assert.That(terminal.End(), Is.AnyOf(0, 3), terminal.Shown);
        Assert.That(PseudoTerminal.Staying(terminal.Shown)[^1], Does.Contain("terminal").And.Contain("xterm-256color"));
    }

    [TestCase(24, 80, "")]
    [TestCase(50, 200, "1")]
    public void The_shell_is_talked_to_by_a_keyboard(int lines, int columns, string noColor)
    {
        using var terminal = PseudoTerminal.Start($"{ExampleCharms.Root}/s3contract shell", (lines, columns), ExampleCharms.Root, ("NO_COLOR", noColor));
        terminal.WaitFor("s3contract>");
        foreach ((string typed, string answer) in new[]
        {
            ("deploy provider", "leader of provider: provider/0"),
            ("settle", "quiet"),
            ("expect provider/0 hook install", "holds"),
            ("nonsense", "unknown command \"nonsense\""),
        })
        {
            terminal.Type(typed + "\r");
            terminal.WaitFor(answer);
        }

        terminal.Type("quit\r");
        terminal.WaitFor("not saved: 3 lines");
        terminal.Type("quit\r");
        Assert.That(terminal.End(), Is.Zero, terminal.Shown);
        Assert.That(PseudoTerminal.Colour().IsMatch(terminal.Shown), Is.EqualTo(noColor.Length == 0));
    }

    [Test]
    public void Ctrl_C_ends_a_check_with_what_it_found_and_leaves_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "charm"), ExampleCharms.Example("sh-provider"));
            string tmp = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
            using var terminal = PseudoTerminal.Start(
                $"{ExampleCharms.Root}/s3contract check charm --report json=r.json --trace t.jsonl", s_sizes[0], folder, ("TMPDIR", tmp));
            terminal.WaitFor("3 of ");
            terminal.Type("\u0003");

            Assert.That(terminal.End(), Is.EqualTo(130), terminal.Shown);
            Assert.That(string.Join(' ', PseudoTerminal.Staying(terminal.Shown)), Does.Contain("sh-provider: interrupted (partial); until then no clause of level core failed"));
            Assert.That(terminal.Shown.LastIndexOf("\u001b[?25h", StringComparison.Ordinal), Is.GreaterThan(terminal.Shown.LastIndexOf("\u001b[?25l", StringComparison.Ordinal)), "the cursor is shown again");
            Assert.That(File.ReadAllText(Path.Combine(folder, "r.json")), Does.Contain("\"partial\": \"interrupted\""));
            Assert.That(File.ReadAllText(Path.Combine(folder, "t.jsonl")), Is.Not.Empty);
            Assert.That(Directory.GetFileSystemEntries(tmp), Is.Empty);
            Assert.That(Stragglers.Kill(tmp), Is.Zero, "processes of the charm");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void What_is_typed_while_the_shell_works_is_not_lost()
    {
        using var terminal = PseudoTerminal.Start($"{ExampleCharms.Root}/s3contract shell", s_sizes[0], ExampleCharms.Root);
        terminal.Type("deploy provider\rsettle\rexpect provider/0 hook install\rquit\rquit\r");

        Assert.That(terminal.End(), Is.Zero, terminal.Shown);
        Assert.That(terminal.Shown, Does.Contain("holds"));
    }

    private static string[] Staying(string arguments, (int Lines, int Columns) size, int code, out string raw, params (string, string)[] variables)
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "mine.s3c"), Passing);
            Directory.CreateSymbolicLink(Path.Combine(folder, "good"), ExampleCharms.Example("sh-provider"));
            Directory.CreateSymbolicLink(Path.Combine(folder, "bad"), ExampleCharms.Fixture("provider-partial-answer"));
            Directory.CreateDirectory(Path.Combine(folder, "bare"));
            File.Copy(Path.Combine(ExampleCharms.Example("sh-provider"), "metadata.yaml"), Path.Combine(folder, "bare", "metadata.yaml"));
            if (arguments.StartsWith("judge", StringComparison.Ordinal))
            {
                CliRun.Of("run", Path.Combine(folder, "mine.s3c"), "--trace", Path.Combine(folder, "trace.json"));
            }

            using var terminal = PseudoTerminal.Start(
                $"{ExampleCharms.Root}/s3contract {arguments}", size, folder, [("S3CONTRACT_COMMAND", "s3contract"), .. variables]);
            Assert.That(terminal.End(), Is.EqualTo(code), terminal.Shown);
            raw = terminal.Shown;
            return PseudoTerminal.Staying(raw);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
