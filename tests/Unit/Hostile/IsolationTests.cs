using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Hostile;

/// <summary>A hook that is isolated does none of what it tries.</summary>
[Platform("Linux")]
internal sealed class IsolationTests
{
    private const string Isolated = "isolate: true\n";

    [Test]
    public void It_lives_as_any_other()
    {
        using ScriptCharm charm = Open("is-leader && echo kept >state && status-set active well && status-get --output said && cat said", "cat state");
        HookStep first = charm.Next();
        Assert.That((first.Outcome, first.Stdout, charm.Next().Stdout), Is.EqualTo((HookOutcome.Committed, "True\nactive\n", "kept\n")), first.Stderr);
    }

    [TestCase("echo owned >/etc/s3contract-owned; echo owned >/usr/s3contract-owned; echo owned >$HOME_OF_TEST/owned")]
    [TestCase("mount -o remount,rw /; echo owned >/etc/s3contract-owned; chroot /proc/1/root touch /etc/s3contract-owned")]
    [TestCase("echo owned >${0%/dispatch}/../../../../charm/dispatch; echo owned >$(command -v is-leader)")]
    public void It_writes_nowhere_but_in_its_own_folder(string deed)
    {
        using ScriptCharm charm = Open($"({deed}) 2>/dev/null; : >written; true");
        string stage = File.ReadAllText(Path.Combine(charm.Charm.PrivateFolder, "charm", "dispatch"));
        Assert.That(charm.Next().Outcome, Is.EqualTo(HookOutcome.Committed));
        Assert.That(File.Exists("/etc/s3contract-owned") || File.Exists("/usr/s3contract-owned"), Is.False);
        Assert.That(File.ReadAllText(Path.Combine(charm.Charm.PrivateFolder, "charm", "dispatch")), Is.EqualTo(stage));
    }

    // Opened, and nothing written: that is as far as it is to come.
    private const string OpensTheKernel = "for f in kernel/core_pattern kernel/pid_max vm/overcommit_memory fs/file-max; do (: >>/proc/sys/$f) 2>/dev/null && echo opened $f; done; (: >>/proc/sysrq-trigger) 2>/dev/null && echo opened; true";

    [Test]
    public void It_changes_nothing_of_the_kernel()
    {
        using ScriptCharm charm = Open(OpensTheKernel);
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Stdout), Is.EqualTo((HookOutcome.Committed, "")), step.Stderr);
    }

    [Test]
    public void It_sees_no_other_units_folder_and_nobodys_temporary_files()
    {
        using ScriptCharm charm = Open("u=${CHARM_DIR%/units/*}/units; ls $u | wc -l; ls -A /tmp | wc -l; ls -A /root /home 2>/dev/null | grep -v : | grep . | wc -l; ls /dev/shm/s3contract-* | wc -l");
        charm.Juju.AddUnit("script", 1);
        charm.Juju.RunNext(new S3Contract.Charms.UnitName("script", 1), CancellationToken.None);
        Assert.That(charm.Next().Stdout.Split('\n')[..2], Is.EqualTo(new[] { "1", "1" }));
    }

    [Test]
    public void It_neither_signals_nor_traces_us()
    {
        using ScriptCharm charm = Open($"kill -9 {Environment.ProcessId}; cat /proc/{Environment.ProcessId}/environ; ls -d /proc/[0-9]* | wc -l; true");
        HookStep step = charm.Next();
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Committed));
        Assert.That(int.Parse(step.Stdout.Trim(), System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(8));
    }

    [Test]
    public void It_reaches_nobody()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using ScriptCharm charm = Open($"python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", {port}), 2)' 2>&1 | tail -1; python3 -c 'import socket; socket.create_connection((\"192.0.2.1\", 80), 2)' 2>&1 | tail -1");
        string said = charm.Next().Stdout;
        Assert.That(said, Does.Contain("refused").And.Contain("unreachable").IgnoreCase);
        Assert.That(listener.Pending(), Is.False);
    }

    [TestCase("socket.getaddrinfo('s3.example.com', 443)", "connect")]
    [TestCase("socket.create_connection(('192.0.2.1', 443), 2)", "connect")]
    [TestCase("socket.create_connection(('127.0.0.1', 443), 2)")]
    [TestCase("no_such_name")]
    public void That_it_fails_since_it_reached_nobody_is_not_its_fault(string call, params string[] lacking)
    {
        using ScriptCharm charm = Open($"python3 -c \"import socket; {call}\"");
        HookStep step = charm.Next();
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Failed));
        Assert.That(step.Entries.OfType<Lacking>().Select(entry => entry.Command), Is.EqualTo(lacking), step.Stderr);
    }

    [Test]
    public void Whom_it_sought_in_vain_says_nothing_if_it_goes_on()
    {
        using ScriptCharm charm = Open("python3 -c \"import socket; socket.getaddrinfo('s3.example.com', 443)\" 2>/dev/null; true");
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Entries.OfType<Lacking>()), Is.EqualTo((HookOutcome.Committed, Array.Empty<Lacking>())));
    }

    [Test]
    public void What_it_keeps_among_temporary_files_stays_as_long_as_the_unit()
    {
        using ScriptCharm charm = Open("echo kept >/tmp/file; echo kept >/dev/shm/file", "cat /tmp/file /dev/shm/file");
        charm.Next();
        HookStep second = charm.Next();
        Assert.That(second.Stdout, Is.EqualTo("kept\nkept\n"), second.Stderr);
        Assert.That(File.Exists("/tmp/file") || File.Exists("/dev/shm/file"), Is.False);
    }

    [Test]
    public void What_it_starts_ends_with_the_hook()
    {
        using ScriptCharm charm = Open("cd /; setsid env -i sleep 7652 >/dev/null 2>&1 & sleep 0.2");
        charm.Next();
        for (long begin = Stopwatch.GetTimestamp(); Sleeps() && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(20);)
            Thread.Sleep(20);
        Assert.That(Sleeps(), Is.False);
    }

    [Test]
    public void A_hook_that_hangs_is_killed_as_any_other()
    {
        using ScriptCharm charm = Open("trap '' TERM; sleep 60", limit: TimeSpan.FromSeconds(0.5));
        long begin = Stopwatch.GetTimestamp();
        Assert.That(charm.Next().Failure, Does.Contain("time limit"));
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void By_us_it_writes_no_further_than_by_itself()
    {
        string outside = Path.GetTempFileName();
        try
        {
            using ScriptCharm charm = Open($"is-leader -o {outside}; ln -s {outside} way; is-leader -o way; ls -l way | cut -c1; exit 0");
            HookStep step = charm.Next();
            Assert.That((File.ReadAllText(outside), step.Stdout), Is.EqualTo(("", "-\n")));
            Assert.That(step.Stderr, Does.Contain("hooks are isolated"));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Test]
    public void Without_bubblewrap_unshare_does_the_same()
    {
        string tools = Directory.CreateTempSubdirectory("no-bwrap-").FullName;
        foreach (string program in new[] { "sh", "cat", "unshare", "mount", "mkdir", "chroot", "setpriv", "ip", "touch", "ls", "grep" })
        {
            string? found = new[] { "/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/" }.Select(folder => folder + program).FirstOrDefault(File.Exists);
            if (found is not null)
                File.CreateSymbolicLink(Path.Combine(tools, program), found);
        }

        try
        {
            using ScriptCharm charm = new(OpensTheKernel + "\nls /dev/pts | grep '^[0-9]'; touch /etc/s3contract-owned; mount -o remount,rw /; ls -A /tmp; echo written >own; is-leader && cat own", profile: Isolated, searchPath: tools);
            HookStep step = charm.Next();
            Assert.That((step.Outcome, step.Stdout.Split('\n')[^3..]), Is.EqualTo((HookOutcome.Committed, new[] { "True", "written", "" })), step.Stderr);
            Assert.That(step.Stdout, Does.Not.Contain("opened").And.Not.Match("(?m)^[0-9]+$"), "neither the kernel nor a terminal of somebody else");
            Assert.That(File.Exists("/etc/s3contract-owned"), Is.False);
        }
        catch (CharmProblem refused) when (refused.Message.StartsWith("hooks cannot be isolated here", StringComparison.Ordinal))
        {
            Assert.Ignore(refused.Message);
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    [TestCase("shims", "versions/1", "")]
    [TestCase("bin", "lib", "pyvenv.cfg")]
    public void What_stands_beside_the_programs_of_a_version_manager_or_a_virtual_environment_is_there(string programs, string beside, string sign)
    {
        string home = Directory.CreateTempSubdirectory("beside-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(home, programs));
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(home, beside)).FullName, "word"), "there");
            if (sign.Length > 0)
                File.WriteAllText(Path.Combine(home, sign), "");
            using ScriptCharm charm = new($"cat $TOOLS/../{beside}/word", profile: $"{Isolated}environment:\n  TOOLS: {home}/{programs}\n");
            HookStep step = charm.Next();
            Assert.That(step.Stdout, Is.EqualTo("there"), step.Stderr);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Test]
    public void Where_it_cannot_be_had_that_is_said()
    {
        string tools = Directory.CreateTempSubdirectory("no-bwrap-").FullName;
        foreach (string program in new[] { "sh", "cat" })
            File.CreateSymbolicLink(Path.Combine(tools, program), "/bin/" + program);
        using ScriptCharm charm = new(":");
        CharmProblem problem = Assert.Throws<CharmProblem>(() => ProcessCharm.Open(charm.Folder, new ProcessOptions { SearchPath = tools, Isolate = true }))!;
        Assert.That((problem.Kind, problem.Message), Is.EqualTo((CharmProblemKind.CannotRun,
            "hooks cannot be isolated here: there is neither bwrap nor unshare on the search path; install bubblewrap (docs/security.md says what is needed; without isolation: leave out --isolate, and isolate: in the profile)")));
        Directory.Delete(tools, recursive: true);
    }

    private static ScriptCharm Open(string install, string later = ":", TimeSpan? limit = null)
    {
        try
        {
            return new ScriptCharm(install, later, limit, profile: Isolated);
        }
        catch (CharmProblem refused) when (refused.Message.StartsWith("hooks cannot be isolated here", StringComparison.Ordinal))
        {
            Assert.Ignore(refused.Message);
            throw;
        }
    }

    private static bool Sleeps() => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText(process + "/cmdline") is "sleep\07652\0";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
