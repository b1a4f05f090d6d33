using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli.Terminals;

/// <summary>The shell and a keyboard: the keys that people know from other shells, and how hard it is to lose what was typed.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
public sealed class ShellTerminalTests
{
    private const string CtrlA = "\u0001";
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";
    private const string CtrlE = "\u0005";
    private const string CtrlG = "\u0007";
    private const string CtrlK = "\u000b";
    private const string CtrlR = "\u0012";
    private const string CtrlU = "\u0015";
    private const string CtrlW = "\u0017";
    private const string Right = "\u001b[C";

    private static readonly (int Lines, int Columns) s_small = (24, 80);
    private static readonly (int Lines, int Columns) s_large = (50, 200);

    [OneTimeSetUp]
    public void Build() => RootScriptTests.Build();

    private static PseudoTerminal Shell((int Lines, int Columns) size, string charm = "", string terminal = "xterm-256color")
    {
        PseudoTerminal started = PseudoTerminal.Start($"exec env TERM={terminal} {ExampleCharms.Root}/s3contract shell {charm}", size, ExampleCharms.Root, ("NO_COLOR", "1"));
        started.WaitFor("s3contract>");
        return started;
    }

    [Test]
    public void Of_a_terminal_that_is_gone_nothing_is_read_for_ever()
    {
        string ended = Path.Combine(Path.GetTempPath(), $"s3contract-tests-{Guid.NewGuid():N}");
        try
        {
            using PseudoTerminal terminal = PseudoTerminal.Start($"trap '' HUP; TERM=xterm-256color {ExampleCharms.Root}/s3contract shell; echo $? >{ended}", s_small, ExampleCharms.Root);
            terminal.WaitFor("s3contract>");
            terminal.TakeAway();
            Assert.That(() => File.Exists(ended), Is.True.After(30_000, 100));
        }
        finally
        {
            File.Delete(ended);
        }
    }

    [TestCase(80, CtrlA, "provider" + CtrlA + "deploy ")]
    [TestCase(80, CtrlE, "deploy" + CtrlA + CtrlE + " provider")]
    [TestCase(80, CtrlK, "deploy provider rubbish" + CtrlA + Right + Right + Right + Right + Right + Right + CtrlK + " provider")]
    [TestCase(200, CtrlU, "rubbish" + CtrlU + "deploy provider")]
    [TestCase(200, CtrlW, "deploy provider rubbish  " + CtrlW)]
    [TestCase(200, CtrlC, "rubbish" + CtrlC)]
    public void A_line_is_edited_as_in_other_shells(int columns, string key, string typed)
    {
        using PseudoTerminal terminal = Shell(columns == 80 ? s_small : s_large);
        terminal.Type(typed);
        if (string.Equals(key, CtrlC, StringComparison.Ordinal))
        {
            terminal.WaitFor("^C");
            terminal.Type("deploy provider");
        }

        terminal.Type("\r");
        terminal.WaitFor("leader of provider: provider/0");
        terminal.Type(CtrlD);
        terminal.WaitFor("not saved: 1 line;");
        terminal.Type(CtrlD);

        Assert.That(terminal.End(), Is.Zero, terminal.Shown);
        Assert.That(terminal.Shown, Does.Not.Contain("unknown command"));
    }

    [Test]
    public void Where_the_terminal_edits_Ctrl_C_clears_the_line_too()
    {
        using PseudoTerminal terminal = Shell(s_small, terminal: "dumb");
        terminal.Type("rubbish");
        terminal.WaitFor("rubbish");
        terminal.Type(CtrlC);
        terminal.WaitFor("^C\r\ns3contract> ");
        terminal.Type("deploy provider\r");
        terminal.WaitFor("leader of provider: provider/0");
        terminal.Type(CtrlD);
        terminal.WaitFor("not saved: 1 line;");
        terminal.Type(CtrlD);

        Assert.That(terminal.End(), Is.Zero, terminal.Shown);
        Assert.That(terminal.Shown, Does.Not.Contain("unknown command"));
    }

    [TestCase("SETT", "search \"SETT\"> settle")]
    [TestCase("e" + CtrlR, "search \"e\"> deploy provider")]
    [TestCase("settl\u007f\u007f\u007f\u007f\u007fdep", "search \"dep\"> deploy provider")]
    [TestCase("nowhere", "not found \"nowhere\">")]
    public void Ctrl_R_finds_an_earlier_line(string wanted, string shown)
    {
        using PseudoTerminal terminal = Shell(s_small);
        terminal.Type("deploy provider\rsettle\rshow units\r");
        terminal.WaitFor("provider/0*");
        terminal.Type(CtrlR + wanted);
        terminal.WaitFor(shown);
        terminal.Type(CtrlG + "help elect\r");
        terminal.WaitFor("  elect UNIT");
    }

    [Test]
    public void What_Ctrl_R_found_is_a_line_like_any_other()
    {
        using PseudoTerminal terminal = Shell(s_large);
        terminal.Type("deploy provider\rhistory\r");
        terminal.WaitFor("  deploy provider\r\n");
        terminal.Type(CtrlR + "pro" + CtrlE + "-b" + CtrlA + Right + "\r");
        terminal.WaitFor("deployed provider-b");
    }

    [Test]
    public void Ctrl_C_ends_what_a_line_runs_and_the_session_stands_where_it_stood_before()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "metadata.yaml"), "name: slow\nprovides:\n  s3:\n    interface: s3\n");
            string dispatch = Path.Combine(folder, "dispatch");
            File.WriteAllText(dispatch, $"#!/bin/sh\ncase $JUJU_DISPATCH_PATH in */start) : >'{folder}/began'; sleep 1000;; esac\n");
            File.SetUnixFileMode(dispatch, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using PseudoTerminal terminal = Shell(s_small, folder);
            terminal.Type("deploy provider\rsettle\r");
            Assert.That(SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder, "began")), TimeSpan.FromSeconds(60)), terminal.Shown);
            terminal.Type(CtrlC);
            terminal.WaitFor("interrupted: the line does not count");
            terminal.Type("show units\r");
            terminal.WaitFor("provider/0*      waiting \"installing agent\"; next install");
            terminal.Type("undo\r");
            terminal.WaitFor("undone: deploy provider");
            terminal.Type("quit\r");

            Assert.That(terminal.End(), Is.Zero, terminal.Shown);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void What_is_saved_is_not_asked_for()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            using PseudoTerminal terminal = Shell(s_small);
            terminal.Type($"deploy provider\rsettle\rsave {folder}/mine\r");
            terminal.WaitFor("written to ");
            terminal.Type("quit\r");

            Assert.That(terminal.End(), Is.Zero, terminal.Shown);
            Assert.That(terminal.Shown, Does.Not.Contain("not saved"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
