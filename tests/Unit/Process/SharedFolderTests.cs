using System.Diagnostics;
using S3Contract.Tests.Unit.Cli;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Two containers that share their temporary folders: process numbers of one say nothing in the other.</summary>
[Platform("Linux")]
public sealed class SharedFolderTests
{
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
            string[] lives = [];
            while (lives.Length == 0 && !slow.HasExited)
            {
                Thread.Sleep(20);
                lives = Directory.GetDirectories(Path.Combine(folder, "tmp"), "s3contract-*");
            }

            if (slow.HasExited && slow.StandardError.ReadToEnd() is var refused && refused.Contains("ermitted", StringComparison.Ordinal))
            {
                Assert.Ignore($"this machine does not let us make a space of process numbers: {refused}");
            }

            using System.Diagnostics.Process quick = Check(folder, "quick");
            Assert.That(quick.WaitForExit(TimeSpan.FromMinutes(2)));
            Assert.That(Directory.GetDirectories(Path.Combine(folder, "tmp")), Is.EqualTo(lives), "what the other one works in");

            File.WriteAllText(Path.Combine(folder, "tmp", "go"), "");
            Assert.That(slow.WaitForExit(TimeSpan.FromMinutes(2)));
            string said = slow.StandardOutput.ReadToEnd() + slow.StandardError.ReadToEnd();
            Assert.That(said, Does.Contain("slow: ").And.Not.Contain("error").And.Not.Contain("FAIL"));
            Assert.That(Directory.GetDirectories(Path.Combine(folder, "tmp")), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
        ["-r", "--pid", "--fork", "--mount-proc", "sh", "-c", $"TMPDIR=$PWD/tmp {RootScriptTests.Root}/s3contract check {charm} --only write.own-side --jobs 1"])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
