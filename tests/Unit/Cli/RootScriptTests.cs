using System.Diagnostics;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>The script in the root of the project, and what only a process of its own can show: pipes and signals.</summary>
[Platform("Linux")]
[NonParallelizable]
public sealed class RootScriptTests
{
    /// <summary>Builds the command line, if that is due: what is timed comes after it.</summary>
    [OneTimeSetUp]
    public static void Build() => Assert.That(Shell("./s3contract --version").Code, Is.Zero);

    [Test]
    public void It_works_from_any_folder_and_through_a_link()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            (int code, string output, string error) = Shell($"cd '{folder}' && ln -s '{ExampleCharms.Root}/s3contract' here && ./here explain nothing.known");

            Assert.That(code, Is.EqualTo(2), output + error);
            Assert.That(error, Does.Contain("is no clause"));
            Assert.That(Shell($"cd '{folder}' && ./here chekc").Error, Does.Contain("See ./here --help."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void When_nothing_changed_dotnet_builds_nothing()
    {
        string stamp = Path.Combine(ExampleCharms.Root, "artifacts", "s3contract", "current");
        string before = File.ReadAllText(stamp);

        Shell("./s3contract --version");

        Assert.That(File.ReadAllText(stamp), Is.EqualTo(before));
    }

    [Test]
    public void A_reader_that_goes_away_is_no_error()
    {
        (_, string output, string error) = Shell("{ ./s3contract explain; echo \"code $?\" >&2; } | head -n 1");

        Assert.That(output.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Is.EqualTo("code 0\n"));
    }

    [Test]
    public void Interrupted_it_reports_what_it_has_and_leaves_nothing_behind()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            // A shell without job control lets what it puts in the background ignore SIGINT; SIGTERM is treated alike.
            (int code, string output, string error) = Shell(
                $"TMPDIR='{folder}' ./s3contract check examples/sh-provider --report json='{folder}/r.json' >'{folder}/out' & "
                + $"until ls -d '{folder}'/*/units/*/* >/dev/null 2>&1; do sleep 0.1; done; kill -TERM $!; wait $!");

            Assert.That(code, Is.EqualTo(130), output + error);
            Assert.That(File.ReadAllText(Path.Combine(folder, "r.json")), Does.Contain("\"interrupted\": true"));
            Assert.That(File.ReadAllText(Path.Combine(folder, "out")), Does.Contain("sh-provider: interrupted (partial); until then no clause of level core failed"));
            Assert.That(Directory.GetDirectories(folder), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Without_dotnet_it_says_so_built_or_not(bool built)
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            // All that there is of other programs, and no dotnet.
            Shell($"mkdir '{folder}/bin'; ln -s /bin/* /usr/bin/* '{folder}/bin/' 2>/dev/null; rm -f '{folder}/bin/dotnet'; cp s3contract '{folder}'");
            string script = built ? "./s3contract" : $"{folder}/s3contract";

            (int code, string output, string error) = Shell($"PATH='{folder}/bin' {script} --version");

            Assert.That((code, output), Is.EqualTo((4, "")));
            Assert.That(error, Is.EqualTo("s3contract: the .NET 10 SDK is needed, and there is no dotnet on the search path: https://dotnet.microsoft.com/download\n"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("")]
    [TestCase("flock")]
    public void A_lock_whose_holder_was_killed_holds_nobody_up(string without)
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            // A dotnet of ours: its first build does not come to an end, the next is not.
            Shell($"mkdir -p '{folder}/bin' '{folder}/src' '{folder}/artifacts/s3contract/build/bin/S3Contract.Cli/release'; cp s3contract '{folder}'");
            Shell($"ln -s /bin/* /usr/bin/* '{folder}/bin/' 2>/dev/null; cd '{folder}/bin' && rm -f dotnet {without}");
            Shell($"printf '#!/bin/sh\\n[ ! -e {folder}/slow ] || {{ echo $$ >{folder}/building; exec sleep 60; }}\\necho \"dotnet $1\"\\n' >'{folder}/bin/dotnet'; chmod +x '{folder}/bin/dotnet'; : >'{folder}/slow'");
            Shell($"touch '{folder}/artifacts/s3contract/build/bin/S3Contract.Cli/release/S3Contract.Cli.dll'");

            (_, string output, string error) = Shell(
                $"PATH='{folder}/bin' '{folder}/s3contract' x >/dev/null 2>&1 & n=0; until [ -s '{folder}/building' ] || [ $n -gt 600 ]; do n=$((n + 1)); sleep 0.1; done; kill -9 $!; rm '{folder}/slow'; "
                + $"PATH='{folder}/bin' timeout 30 '{folder}/s3contract' x; kill \"$(cat '{folder}/building')\"");

            Assert.That(output, Does.StartWith("dotnet /"), output + error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Output, string Error) Shell(string command)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            WorkingDirectory = ExampleCharms.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
