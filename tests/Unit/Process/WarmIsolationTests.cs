using System.Diagnostics;
using S3Contract.Charms;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Isolated hooks that are forked: each unit has a Python of its own, apart with it, and its hooks are to a charm as those that are started.</summary>
[Platform("Linux")]
internal sealed class WarmIsolationTests
{
    private const int Hooks = 4;

    private static readonly string[] s_lines =
    [
        "import os\nfor name, value in os.environ.items(): print(name + '=' + value)",
        "import sys\nprint(sys.argv, sys.path, sys.executable, sys.prefix, sys.orig_argv, sys.flags)",
        "import os\nprint(os.getcwd(), os.getuid(), os.getgid(), os.getgroups(), oct(os.umask(0)), sorted(os.listdir('/proc/self/fd')))",
        "import os\nprint([line for line in open('/proc/self/status') if line.split(':')[0] in ('CapEff', 'CapPrm', 'CapInh', 'CapBnd', 'NoNewPrivs', 'Seccomp')])",
        "import os\nprint(sorted(os.listdir('/')), os.listdir('/root'), sorted(os.listdir('/dev')), len(os.listdir(os.environ['CHARM_DIR'] + '/../../..')))",
        "import os\nprint(sorted({line.split()[4] for line in open('/proc/self/mountinfo') if 'warm-' not in line and 'hook-' not in line}))",
        "import os\nopen('/tmp/kept', 'a').write('x')\nprint(os.listdir('/tmp').count('kept'), open('/tmp/kept').read())",
        "open('/etc/s3contract-owned', 'w')",
        "import own, others\nown.count += 1\nothers.count += 1\nprint(own.count, others.count, own.__file__, others.__file__)",
        "import subprocess\nsubprocess.run(['juju-log', 'hello'])\nprint(subprocess.run(['is-leader', '--format', 'json'], capture_output=True))\nraise ValueError",
        "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)",
        "import socket\ntry:\n    socket.getaddrinfo('s3.example.com', 443)\nexcept OSError: pass",
        "import os\nos.kill(os.getpid(), 11)",
    ];

    [TestCaseSource(nameof(s_lines))]
    public void It_says_what_a_started_one_says(string lines)
    {
        const string Own = "count = 0", Others = "count = 0";
        using PythonCharm cold = new(lines, Transport.Cold, Own, Others, isIsolated: true);
        using PythonCharm warm = new(lines, Transport.Warm, Own, Others, isIsolated: true);
        Assert.That(warm.Say(Hooks), Is.EqualTo(cold.Say(Hooks)));
        Assert.That(warm.HookStarts, Does.StartWith("hooks start warm, forked from one Python for each isolated unit"));
    }

    [Test]
    public void What_it_leaves_behind_ends_with_it()
    {
        using PythonCharm charm = new("import os, time\nif os.fork() == 0:\n    os.setsid()\n    os.closerange(0, 3)\n    time.sleep(1237)\nprint(sum(name.isdigit() for name in os.listdir('/proc')) > 5)", isIsolated: true);
        for (int i = 0; i < Hooks; i++)
        {
            HookStep step = charm.Next();
            Assert.That((step.Outcome, step.Stdout), Is.EqualTo((HookOutcome.Committed, "False\n")), step.Stderr);
        }
    }

    [Test]
    public void It_sees_nothing_of_other_units()
    {
        using PythonCharm charm = new("import os\nu = os.environ['CHARM_DIR'] + '/../../../..'\nprint(os.listdir(u + '/units'), os.listdir('/tmp').count('mine'))\nopen('/tmp/mine', 'w')", isIsolated: true);
        UnitName other = new("script", 1);
        charm.Juju.AddUnit("script", 1);
        for (int i = 0; i < Hooks; i++)
        {
            string mine = charm.Next().Stdout, others = charm.Juju.RunNext(other, CancellationToken.None)!.Stdout;
            Assert.That(mine, Is.Not.EqualTo(others).And.EndsWith($" {(i == 0 ? 0 : 1)}\n"));
            Assert.That(others, Does.EndWith($" {(i == 0 ? 0 : 1)}\n"));
            Assert.That(mine.Count(c => c == '\''), Is.EqualTo(2), "one unit");
        }
    }

    [Test]
    public void A_unit_that_is_gone_leaves_no_process()
    {
        int before = ProcessTree.ChildrenOf(Environment.ProcessId).Count;
        PythonCharm charm = new("print('here')", isIsolated: true);
        for (int i = 0; i < Hooks; i++)
            charm.Next();
        string folder = charm.Charm.PrivateFolder;
        Assert.That(Naming(folder), Is.Not.Empty, "its Python waits for the next hook");
        int watchdogs = ProcessTree.ChildrenOf(Environment.ProcessId).Count - 1 - before;
        charm.Juju.Dispose();
        Assert.That(Naming(folder), Is.Empty);
        Assert.That(ProcessTree.ChildrenOf(Environment.ProcessId), Has.Count.EqualTo(before + watchdogs), "it was waited for");
        charm.Dispose();
    }

    [Test]
    public void One_whose_Python_is_killed_goes_on_cold()
    {
        using PythonCharm charm = new("import os\nif 'fork-server' in open(f'/proc/{os.getppid()}/cmdline').read(): os.kill(os.getppid(), 9)\nprint('here')", isIsolated: true);
        HookStep[] hooks = [.. Enumerable.Range(0, 5).Select(_ => charm.Next())];
        Assert.That(hooks[^1], Has.Property(nameof(HookStep.Outcome)).EqualTo(HookOutcome.Committed).And.Property(nameof(HookStep.Stdout)).EqualTo("here\n"));
    }

    [Test]
    public void A_hook_that_hangs_is_killed()
    {
        using PythonCharm charm = new("import os, time\nn = os.path.exists('n')\nopen('n', 'w')\nif n: time.sleep(1238)", limit: TimeSpan.FromSeconds(2), isIsolated: true);
        charm.Next();
        long begin = Stopwatch.GetTimestamp();
        Assert.That(charm.Next().Failure, Does.Contain("time limit"));
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(40)));
    }

    [Test]
    public void Without_bubblewrap_unshare_does_the_same()
    {
        string tools = Directory.CreateTempSubdirectory("no-bwrap-").FullName;
        foreach (string program in new[] { "sh", "cat", "unshare", "mount", "mkdir", "chroot", "setpriv", "ip", "env", "python3" })
        {
            if (new[] { "/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/" }.Select(folder => folder + program).FirstOrDefault(File.Exists) is { } found)
                File.CreateSymbolicLink(Path.Combine(tools, program), found);
        }

        try
        {
            const string Lines = "import os\nprint(os.getcwd(), os.listdir('/root'))\nopen('/tmp/kept', 'a').write('x')\nprint(open('/tmp/kept').read())\nopen('/etc/s3contract-owned', 'w')";
            using PythonCharm cold = new(Lines, Transport.Cold, isIsolated: true, searchPath: tools);
            using PythonCharm warm = new(Lines, Transport.Warm, isIsolated: true, searchPath: tools);
            Assert.That(warm.Say(Hooks), Is.EqualTo(cold.Say(Hooks)));
            Assert.That(warm.HookStarts, Does.StartWith("hooks start warm"));
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    private static IEnumerable<string> Naming(string folder) => Directory.EnumerateDirectories("/proc").Where(process =>
    {
        try
        {
            return File.ReadAllText(process + "/cmdline").Contains(folder + "/warm-", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
