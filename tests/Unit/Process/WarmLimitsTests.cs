using System.Diagnostics;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>What is forked is limited and ended as what is started.</summary>
public sealed class WarmLimitsTests
{
    // Two hooks go well, then the charm does what it is about.
    private const string Third = "import os, sys, time\nn = int(open('n').read()) if os.path.exists('n') else 0\nopen('n', 'w').write(str(n + 1))\nif n < 2: sys.exit()\n";

    [Test]
    public void A_hook_that_hangs_is_killed_with_its_children()
    {
        using PythonCharm charm = new(Third + "subprocess.Popen(['sleep', '1234'])\ntime.sleep(1234)", limit: TimeSpan.FromSeconds(2));
        HookStep step = ThirdOf(charm);
        Assert.That(step.Failure, Is.EqualTo("the hook took longer than its time limit of 2 s (hook-time-limit) and was killed"));
        Assert.That(Processes(charm, "sleep\01234"), Is.Empty);
    }

    [Test]
    public void A_cancelled_hook_is_no_more()
    {
        using PythonCharm charm = new(Third + "os.execvp('sleep', ['sleep', '1235'])");
        charm.Next();
        charm.Next();
        using CancellationTokenSource cancellation = new(TimeSpan.FromSeconds(1));
        Assert.Throws<OperationCanceledException>(() => charm.Next(cancellation.Token));
        Assert.That(Processes(charm, "sleep\01235"), Is.Empty);
    }

    [Test]
    public void What_a_hook_leaves_behind_in_a_session_of_its_own_ends_with_the_unit()
    {
        PythonCharm charm = new(Third + "if os.fork() == 0:\n    os.setsid()\n    os.closerange(0, 3)\n    time.sleep(1236)");
        HookStep step = ThirdOf(charm);
        string folder = charm.Charm.PrivateFolder;
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Committed));
        Assert.That(Environments(folder + "/units/"), Is.Not.Empty, "it does not hide where it came from");
        charm.Juju.Dispose();
        Assert.That(Environments(folder + "/units/"), Is.Empty);
        charm.Dispose();
        Assert.That(Environments(folder), Is.Empty, "nor is the server left");
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void A_charm_that_kills_what_it_was_forked_from_is_started_cold_in_the_end()
    {
        using PythonCharm charm = new("import os\nif 'fork-server' in open(f'/proc/{os.getppid()}/cmdline').read(): os.kill(os.getppid(), 9)\nprint('here')");
        HookStep[] hooks = [.. Enumerable.Range(0, 6).Select(_ => charm.Next())];
        Assert.That(hooks.Select(hook => hook.Stdout), Is.All.EqualTo("here\n"));
        Assert.That(hooks[^1].Outcome, Is.EqualTo(HookOutcome.Committed));
        Assert.That(charm.HookStarts, Is.EqualTo("hooks start cold, a process for each: the Python that is to fork for each hook does not start, or ends again and again"));
    }

    [TestCase("os.mkfifo(p)")]
    [TestCase("os.mkdir(p)")]
    [TestCase("os.symlink('/dev/zero', p)")]
    [TestCase("open(p, 'w').write('9' * 2_000_000)")]
    [TestCase("open(p, 'w').write('x')")]
    [TestCase("open(p, 'w').write(' '.join(str(n) for n in range(100_000)))")]
    public void What_a_charm_puts_where_hooks_tell_of_their_memory_disturbs_nobody(string puts)
    {
        using PythonCharm charm = new($"import os\np = os.path.dirname(os.environ['JUJU_AGENT_SOCKET_ADDRESS']) + '/modules.pages'\n{puts}\nprint(os.getppid())");
        HookStep[] hooks = [.. Enumerable.Range(0, 4).Select(_ => charm.Next())];
        Assert.That(hooks.Select(hook => hook.Outcome), Is.All.EqualTo(HookOutcome.Committed));
        Assert.That(hooks[1..].Select(hook => hook.Stdout).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1), "all come from one Python, which did not wait for anything");
    }

    // It tells in the place of what it was forked from that it is the first process of all.
    [Test]
    public void Who_tells_another_number_for_a_hook_ends_nobody()
    {
        const string Forges = """
            import glob, os
            print('here', flush=True)
            if 'fork-server' in open(f'/proc/{os.getppid()}/cmdline').read():
                for fd in glob.glob(f'/proc/{os.getppid()}/fd/*'):
                    try:
                        if os.readlink(fd).startswith('pipe:'): os.write(os.open(fd, os.O_WRONLY | os.O_NONBLOCK), b'0\n')
                    except OSError: pass
                os.kill(os.getpid(), 1)
            """;
        using System.Diagnostics.Process bystander = System.Diagnostics.Process.Start("sleep", "1237");
        using PythonCharm charm = new(Forges);
        HookStep[] hooks = [.. Enumerable.Range(0, 4).Select(_ => charm.Next())];
        Assert.That(bystander.HasExited, Is.False);
        Assert.That(hooks.Select(hook => hook.Stdout), Is.All.Matches<string>(said => said is "" or "here\n"));
        bystander.Kill();
    }

    [Test]
    public void Who_stops_what_it_was_forked_from_is_not_waited_for()
    {
        using PythonCharm charm = new("import os, signal\nif 'fork-server' in open(f'/proc/{os.getppid()}/cmdline').read(): os.kill(os.getppid(), signal.SIGSTOP)\nprint('here')");
        long begin = Stopwatch.GetTimestamp();
        _ = Enumerable.Range(0, 4).Select(_ => charm.Next()).ToArray();
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(20)), "one server is given that long to answer");
    }

    [Test]
    public void A_flood_of_output_is_read_while_the_hook_runs()
    {
        using PythonCharm charm = new(Third + "sys.stdout.write('x ' * 500_000 + 'last')");
        long begin = Stopwatch.GetTimestamp();
        Assert.That(ThirdOf(charm).Stdout, Does.EndWith("last").And.Length.LessThan(140_000));
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    private static HookStep ThirdOf(PythonCharm charm)
    {
        charm.Next();
        charm.Next();
        HookStep third = charm.Next();
        Assert.That(charm.HookStarts, Does.StartWith("hooks start warm"));
        return third;
    }

    private static List<string> Processes(PythonCharm charm, string command) =>
        [.. Environments(charm.Charm.PrivateFolder).Where(pid => Read($"/proc/{pid}/cmdline").Contains(command, StringComparison.Ordinal))];

    private static List<string> Environments(string folder) =>
        [.. Directory.GetDirectories("/proc").Select(path => Path.GetFileName(path)!)
            .Where(name => char.IsAsciiDigit(name[0]) && Read($"/proc/{name}/environ").Contains(folder, StringComparison.Ordinal)
                && !Read($"/proc/{name}/stat").Contains(") Z ", StringComparison.Ordinal))];

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
