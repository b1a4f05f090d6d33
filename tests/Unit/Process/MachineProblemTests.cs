using System.Diagnostics;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Cli;

namespace S3Contract.Tests.Unit.Process;

/// <summary>What happened to us is never the charm's failure: no room, a folder of ours that is gone.</summary>
[Platform("Linux")]
public sealed class MachineProblemTests
{
    [OneTimeSetUp]
    public void Build() => RootScriptTests.Build();

    [Test]
    public void A_hook_that_fails_where_our_folders_are_gone_says_nothing_about_the_charm()
    {
        using ScriptCharm charm = new("rm -rf \"${CHARM_DIR%/*/*/*/*}\"; exit 1");

        Assert.That(() => charm.Next(), Throws.TypeOf<MachineProblem>().With.Message.Contains("install on script/0 could not be run where nothing can be written to the temporary folder (TMPDIR, else /tmp): a folder of this run is gone"));
    }

    [Test]
    public void A_hook_that_tells_of_no_room_where_there_is_some_has_failed()
    {
        using ScriptCharm charm = new("printf '!\\n' >\"${JUJU_AGENT_SOCKET_ADDRESS%/*}/requests\"; sleep 60");

        Assert.That(charm.Next().Failure, Is.EqualTo("the hook told of no room for its hook commands, where there was room, and was killed"));
    }

    [TestCase("rm -rf \"$CHARM_DIR\"; : >\"$CHARM_DIR\"")]
    [TestCase("rm -rf \"${JUJU_AGENT_SOCKET_ADDRESS%/*}\"; is-leader")]
    public void What_the_charm_does_to_its_folders_is_its_own_failure(string deed)
    {
        using ScriptCharm charm = new(deed);

        Assert.That(charm.Next().Outcome, Is.EqualTo(HookOutcome.Failed));
    }

    [TestCase("ulimit -n 50", "too many open files are needed (ulimit -n is 50): allow at least 256")]
    [TestCase("ulimit -n 100", "too many open files are needed (ulimit -n is 100): allow at least 256")]
    [TestCase("ulimit -n 255", "too many open files are needed (ulimit -n is 255): allow at least 256")]
    [TestCase("TMPDIR=relative", "the temporary folder relative/ does not exist (TMPDIR names another)")]
    [TestCase("TMPDIR=/nowhere/at/all", "the temporary folder /nowhere/at/all/ does not exist (TMPDIR names another)")]
    public void What_this_machine_does_not_give_is_told_in_a_line_and_nothing_stays(string setting, string expected)
    {
        (int code, string output, string error, string[] left) = Run(setting, "exit 0");

        Assert.That((code, error), Is.EqualTo((4, $"s3contract: {expected}\n")), output);
        Assert.That(left, Is.EqualTo(new[] { "charm", "tmp" }));
    }

    [TestCase("ulimit -n 256")]
    [TestCase("TMPDIR=tmp")]
    public void What_is_enough_is_enough_and_nothing_of_ours_but_our_folder_is_in_the_temporary_folder(string setting)
    {
        (int code, string output, string error, string[] left) = Run(setting, "ls -A {0}/tmp >>{0}/seen");

        Assert.That(code, Is.AnyOf(0, 1, 3), output + error);
        Assert.That(left, Is.EqualTo(new[] { "charm", "seen", "tmp" }), output + error);
    }

    private static (int Code, string Output, string Error, string[] Left) Run(string setting, string deed)
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "tmp"));
            Directory.CreateDirectory(Path.Combine(folder, "charm"));
            File.WriteAllText(Path.Combine(folder, "charm", "metadata.yaml"), "name: few\nprovides:\n  s3: {interface: s3}\n");
            string dispatch = Path.Combine(folder, "charm", "dispatch");
            File.WriteAllText(dispatch, $"#!/bin/sh\n{deed.Replace("{0}", folder, StringComparison.Ordinal)}\n");
            File.SetUnixFileMode(dispatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var shell = System.Diagnostics.Process.Start(new ProcessStartInfo(
                "sh",
                ["-c", $"TMPDIR=$PWD/tmp; export TMPDIR; {setting}; exec {ExampleCharms.Root}/s3contract check charm --interface v0 --only answer/related-before-it-is-configured"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            Task<string> output = shell.StandardOutput.ReadToEndAsync();
            string error = shell.StandardError.ReadToEnd();
            shell.WaitForExit();
            Assert.That(Directory.GetFileSystemEntries(Path.Combine(folder, "tmp")), Is.Empty);
            if (File.Exists(Path.Combine(folder, "seen")))
                Assert.That(File.ReadAllLines(Path.Combine(folder, "seen")), Has.All.StartsWith("s3contract-"));
            return (shell.ExitCode, output.Result, error, [.. Directory.GetFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("tmp", "3m", "dd if=/dev/zero of=big bs=64k")]
    [TestCase("/dev/shm", "17m", "dd if=/dev/zero of=/dev/shm/big bs=64k; juju-log hello")]
    public void A_temporary_folder_that_fills_up_in_a_hook_is_told_and_the_charm_is_not_blamed(string where, string size, string deed)
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "tmp"));
            Directory.CreateDirectory(Path.Combine(folder, "charm"));
            File.WriteAllText(Path.Combine(folder, "charm", "metadata.yaml"), "name: full\nprovides:\n  s3: {interface: s3}\n");
            string dispatch = Path.Combine(folder, "charm", "dispatch");
            File.WriteAllText(dispatch, $"#!/bin/sh\n[ \"$JUJU_HOOK_NAME\" != s3-relation-created ] || {{ {deed}; }}\n");
            File.SetUnixFileMode(dispatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var unshare = System.Diagnostics.Process.Start(new ProcessStartInfo(
                "unshare",
                ["-rm", "sh", "-c", $"mount -t tmpfs -o size={size} none {where} || exit 77; TMPDIR=$PWD/tmp exec {ExampleCharms.Root}/s3contract check charm --interface v0 --only answer/related-before-it-is-configured --report json=r.json"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            Task<string> output = unshare.StandardOutput.ReadToEndAsync();
            string error = unshare.StandardError.ReadToEnd();
            unshare.WaitForExit();
            if (unshare.ExitCode == 77 || (unshare.ExitCode == 1 && error.StartsWith("unshare:", StringComparison.Ordinal)))
            {
                Assert.Ignore($"this machine does not let us mount a small file system: {error}");
            }

            Assert.That(unshare.ExitCode, Is.EqualTo(4), output.Result + error);
            Assert.That(error, Does.Contain("s3-relation-created on provider/0").Or.Contain("no room is left for the hook commands"));
            Assert.That(output.Result, Does.Contain("ended by an error (partial); until then no clause of level core failed"));
            Assert.That(File.ReadAllText(Path.Combine(folder, "r.json")), Does.Contain("\"partial\": \"ended by an error\""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
