using System.Diagnostics;
using S3Contract.Tests.Unit.Cli;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Two containers that share their temporary folders: process numbers of one say nothing in the other.</summary>
[Platform("Linux")]
public sealed class SharedFolderTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [OneTimeSetUp]
    public void Build() => RootScriptTests.Build();

    [Test]
    public void Neither_of_two_containers_removes_what_the_other_works_in()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "tmp"));
            Charm(folder, "slow", "until [ -e ../../../../../go ]; do sleep 0.05; done");
            Charm(folder, "quick", ":");
            using System.Diagnostics.Process slow = Check(folder, "slow");
            try
            {
                string[] lives = FolderOf(slow, folder);
                using System.Diagnostics.Process quick = Check(folder, "quick");
                Assert.That(quick.WaitForExit(s_patience));
                Assert.That(Directory.GetDirectories(Path.Combine(folder, "tmp")), Is.EqualTo(lives), "what the other one works in");

                File.WriteAllText(Path.Combine(folder, "tmp", "go"), "");
                Assert.That(slow.WaitForExit(s_patience));
                string said = slow.StandardOutput.ReadToEnd() + slow.StandardError.ReadToEnd();
                Assert.That(said, Does.Contain("slow: ").And.Not.Contain("error").And.Not.Contain("FAIL"));
                Assert.That(Directory.GetDirectories(Path.Combine(folder, "tmp")), Is.Empty);
            }
            finally
            {
                if (!slow.HasExited)
                {
                    slow.Kill(entireProcessTree: true);
                    slow.WaitForExit();
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Nothing tells that a process has made a folder, so it is looked for again and again.
    private static string[] FolderOf(System.Diagnostics.Process check, string folder)
    {
        long begin = Stopwatch.GetTimestamp();
        string[] found = [];
        while (found.Length == 0)
        {
            Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(s_patience), "no folder was made");
            if (check.HasExited)
            {
                string said = check.StandardError.ReadToEnd();
                Assert.That(said, Does.Contain("ermitted"));
                Assert.Ignore($"this machine does not let us make a space of process numbers: {said}");
            }

            Thread.Sleep(20);
            found = Directory.GetDirectories(Path.Combine(folder, "tmp"), "s3contract-*");
        }

        return found;
    }

    private static void Charm(string folder, string name, string deed)
    {
        string charm = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(charm, "metadata.yaml"), $"name: {name}\nrequires:\n  s3: {{interface: s3}}\n");
        string dispatch = Path.Combine(charm, "dispatch");
        File.WriteAllText(dispatch, $"#!/bin/sh\n{deed}\n");
        File.SetUnixFileMode(dispatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static System.Diagnostics.Process Check(string folder, string charm) => System.Diagnostics.Process.Start(new ProcessStartInfo(
        "unshare",
        ["-r", "--pid", "--fork", "--mount-proc", "sh", "-c", $"TMPDIR=$PWD/tmp {ExampleCharms.Root}/s3contract check {charm} --only write.own-side --jobs 1"])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
