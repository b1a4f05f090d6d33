using System.Diagnostics;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>How a charm's process is run, limited and ended.</summary>
internal sealed class HookProcessTests
{
    [Test]
    public void The_environment_is_exactly_what_Juju_gives()
    {
        HookStep step = ScriptCharm.Run("env");
        string[] names = [.. step.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order(StringComparer.Ordinal)];
        Assert.Multiple(() =>
        {
            Assert.That(names, Is.SupersetOf(new[] { "CHARM_DIR", "JUJU_AGENT_SOCKET_ADDRESS", "JUJU_CHARM_DIR", "JUJU_CONTEXT_ID", "JUJU_HOOK_NAME", "JUJU_UNIT_NAME", "LANG", "PATH", "TERM" }));
            Assert.That(names, Has.None.EqualTo("HOME").And.None.EqualTo("USER").And.None.EqualTo("JUJU_REMOTE_APP"));
            Assert.That(names.Where(name => name is not ("PWD" or "SHLVL" or "_") && !name.StartsWith("JUJU_", StringComparison.Ordinal)),
                Is.SubsetOf(new[] { "APT_LISTCHANGES_FRONTEND", "CHARM_DIR", "CLOUD_API_VERSION", "DEBIAN_FRONTEND", "LANG", "PATH", "TERM" }));
        });
    }

    [Test]
    public void A_hook_starts_in_the_units_own_writable_folder_without_input_and_arguments()
    {
        HookStep step = ScriptCharm.Run("[ \"$PWD\" = \"$JUJU_CHARM_DIR\" ] && touch mine && cat && echo \"args $#\" && readlink /proc/self/fd/0");
        Assert.That((step.Outcome, step.Stdout), Is.EqualTo((HookOutcome.Committed, "args 0\n/dev/null\n")));
    }

    [Test]
    public void The_charms_own_folder_is_never_written_to()
    {
        using ScriptCharm charm = new("touch state; rm config.yaml");
        charm.Next();
        Assert.That(Directory.GetFileSystemEntries(charm.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "metadata.yaml", "config.yaml", "actions.yaml", "dispatch" }));
    }

    [TestCase("exit 3", "exit status 3")]
    [TestCase("kill -9 $$", "killed by signal 9 (SIGKILL)")]
    [TestCase("kill -SEGV $$", "killed by signal 11 (SIGSEGV)")]
    [TestCase("exit 137", "exit status 137")]
    public void A_hook_that_does_not_succeed_says_how_it_ended(string line, string failure)
    {
        HookStep step = ScriptCharm.Run(line);
        Assert.That((step.Outcome, step.Failure), Is.EqualTo((HookOutcome.Failed, failure)));
    }

    [Test]
    public void A_hook_that_hangs_is_killed_with_its_children_and_says_which_limit_fired()
    {
        using ScriptCharm charm = new("sleep 1000 & sleep 1000", limit: TimeSpan.FromSeconds(0.3));
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Failure), Is.EqualTo((HookOutcome.Failed, "the hook took longer than its time limit of 0.3 s (hook-time-limit) and was killed")));
        Assert.That(Processes("sleep 1000", charm), Is.Empty);
    }

    [Test]
    public void A_child_that_keeps_the_output_open_does_not_hold_up_the_hook()
    {
        using ScriptCharm charm = new("setsid sleep 1001 & echo done");
        long start = Stopwatch.GetTimestamp();
        HookStep step = charm.Next();
        Assert.Multiple(() =>
        {
            Assert.That(step.Stdout, Is.EqualTo("done\n"));
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(20)));
        });
    }

    [Test]
    public void What_escaped_into_a_session_of_its_own_ends_with_the_unit()
    {
        ScriptCharm charm = new("setsid sleep 1002 & :");
        charm.Next();
        string folder = RunFolderOf(charm);
        Assert.That(Environments(folder), Is.Not.Empty);
        charm.Dispose();
        Assert.That(Environments(folder), Is.Empty);
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void A_flood_of_output_is_kept_by_head_and_tail()
    {
        HookStep step = ScriptCharm.Run("echo first; i=0; while [ $i -lt 6000 ]; do echo 'a line of some fifty characters that nobody will miss'; i=$((i + 1)); done; echo last >&2; echo last");
        Assert.Multiple(() =>
        {
            Assert.That(step.Stdout, Does.StartWith("first\n").And.EndsWith("last\n").And.Match(@"\n\[\.\.\. [0-9]+ bytes left out \.\.\.\]\n"));
            Assert.That(step.Stdout.Length, Is.LessThan(140_000));
            Assert.That(step.Stderr, Is.EqualTo("last\n"));
        });
    }

    // Half a key is one that nobody recognizes, to mask it.
    [TestCase(65524)]
    [TestCase(65516)]
    public void Where_a_flood_is_cut_no_half_of_a_word_stays(int length)
    {
        string said = ScriptCharm.Run($"printf 'first word:%*s' {length - 11} ' '; printf 0123456789ABCDEFGHIJ; printf '%*s' 100000 ' ' | tr ' ' y; printf 0123456789ABCDEFGHIJ; printf '%*s' {length - 5} ' '; printf last").Stdout;
        Assert.That(said, Does.Match("^first word: +\\n\\[\\.\\.\\. [0-9]+ bytes left out \\.\\.\\.\\]\\n +last$"));
        Assert.That(ScriptCharm.Run("printf '%*s' 200000 ' ' | tr ' ' y").Stdout, Is.EqualTo("\n[... 200000 bytes left out ...]\n"));
    }

    [Test]
    public void Bytes_that_are_not_UTF_8_are_replaced() =>
        Assert.That(ScriptCharm.Run("printf 'a\\377b'").Stdout, Is.EqualTo("a\ufffdb"));

    [Test]
    public void A_cancelled_hook_is_no_more()
    {
        using ScriptCharm charm = new("sleep 1003");
        using CancellationTokenSource cancellation = new(TimeSpan.FromSeconds(0.2));
        Assert.Throws<OperationCanceledException>(() => charm.Next(cancellation.Token));
        Assert.That(Processes("sleep 1003", charm), Is.Empty);
    }

    [Test]
    public void The_charms_files_are_brought_back_when_a_hook_fails()
    {
        using ScriptCharm charm = new(
            "echo 1 >state; mkdir d; echo a >d/file",
            "if [ -e fail-not ]; then cat state d/file; else echo 2 >state; rm -r d; touch new; ls; exit 1; fi");
        charm.Next();
        HookStep failed = charm.Next();
        Assert.That(failed.Outcome, Is.EqualTo(HookOutcome.Failed));
        HookStep again = charm.Next();
        Assert.That(again.Stdout, Is.EqualTo(failed.Stdout), "the retry starts from what the failed run found");
    }

    [Test]
    public void The_charms_files_are_brought_back_when_a_hook_is_thrown_away()
    {
        using ScriptCharm charm = new("echo one >state", "cat state; echo two >state");
        charm.Next();
        charm.Juju.Arm(ScriptCharm.Unit, Fault.Crash);
        charm.Next();
        Assert.That(charm.Next().Stdout, Is.EqualTo("one\n"));
        Assert.That(charm.Next().Stdout, Is.EqualTo("two\n"), "what a hook that counts wrote is kept");
    }

    [Test]
    public void A_script_without_a_known_interpreter_is_one_clear_message()
    {
        CharmProblem problem = Assert.Throws<CharmProblem>(() => new ScriptCharm(":", interpreter: "/no/such/shell").Dispose())!;
        Assert.That(problem.Kind, Is.EqualTo(CharmProblemKind.CannotRun));
        Assert.That(problem.Message, Does.EndWith("/dispatch:1:3: the interpreter /no/such/shell does not exist on this machine (install it, or change the line)"));
    }

    [TestCase("/no/such/folder", CharmProblemKind.WrongInput, "there is no such folder or file")]
    public void What_is_no_charm_is_one_clear_message(string folder, CharmProblemKind kind, string message)
    {
        CharmProblem problem = Assert.Throws<CharmProblem>(() => ProcessCharm.Open(folder))!;
        Assert.That(problem.Kind, Is.EqualTo(kind));
        Assert.That(problem.Message, Does.Contain(message));
    }

    private static string RunFolderOf(ScriptCharm charm) => charm.Charm.PrivateFolder;

    private static List<string> Processes(string command, ScriptCharm charm) =>
        [.. Environments(RunFolderOf(charm)).Where(pid => Read($"/proc/{pid}/cmdline").Replace('\0', ' ').Contains(command, StringComparison.Ordinal))];

    private static List<string> Environments(string folder) =>
        [.. Directory.GetDirectories("/proc").Select(path => Path.GetFileName(path)!)
            .Where(name => char.IsAsciiDigit(name[0]) && Read($"/proc/{name}/environ").Contains(folder + "/", StringComparison.Ordinal))];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
