using System.Diagnostics;
using S3Contract.Cli.Terminal;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Hostile;

/// <summary>A charm that hangs, that leaves processes, a check without end, an output that takes nothing: each comes to its end.</summary>
[Platform("Linux")]
internal sealed class HangingCharmTests
{
    [Test]
    public void A_hook_that_hung_three_times_in_a_row_is_not_run_again()
    {
        HookPatience patience = new();
        patience.Ended("install", killed: "it hung");
        patience.Ended("install", killed: "it hung");
        patience.Ended("install", killed: null);
        patience.Ended("install", killed: "it hung");
        patience.Ended("install", killed: "it hung");
        Assert.That((patience.Allows("install"), patience.GivenUp), Is.EqualTo((true, (string?)null)));
        patience.Ended("install", killed: "it hung");
        Assert.That((patience.Allows("install"), patience.Allows("start")), Is.EqualTo((false, true)));
        Assert.That(patience.GivenUp, Is.EqualTo("install failed 3 times in a row: it hung"));
    }

    [Test]
    public void A_check_of_a_charm_that_hangs_ends_and_says_why()
    {
        using ScriptCharm charm = new(":", "case $JUJU_HOOK_NAME in s3-relation-*) sleep 60 ;; esac", limit: TimeSpan.FromSeconds(2));
        CheckResult found = Check(new CheckOptions(charm.Charm) { Roles = Roles.Provider });
        Assert.That((found.Report.Stopped, found.Report.Interrupted, found.Report.Verdict), Is.EqualTo((true, false, Verdict.Fail)));
        Assert.That(found.Report.Partial, Does.StartWith("ended, since ").And.EndWith("failed 3 times in a row: the hook took longer than its time limit of 2 s (hook-time-limit) and was killed"));
        Assert.That(new CheckVerdict().ExitCodeOf(found.Report), Is.EqualTo(ExitCode.ClauseFailed));
    }

    [Test]
    public void A_check_that_takes_too_long_is_ended_and_what_was_found_is_told()
    {
        CheckResult found = Check(new CheckOptions(ReferenceProvider.Subject)
        {
            Profile = ReferenceProfiles.Provider,
            MaxTime = TimeSpan.FromSeconds(2),

            // The second script begins when the time is over.
            Progress = progress => Thread.Sleep(progress.Done > 1 ? 2200 : 0),
        });
        Assert.That((found.Report.Stopped, found.Report.Interrupted, found.Report.Partial), Is.EqualTo((true, false, "--max-time 2: ended before all had run")));
        Assert.That(found.Report.Scenarios, Is.Not.Empty);
        Assert.That(new CheckVerdict().ExitCodeOf(found.Report), Is.EqualTo(ExitCode.CannotRun));
    }

    [TestCase("cd / && setsid env -i sleep 7653 >/dev/null 2>&1 &")]
    [TestCase("(cd /; (setsid env -i sh -c 'setsid env -i sleep 7653 & :' &) >/dev/null 2>&1)")]
    public void A_process_without_its_environment_ends_with_its_unit(string deed)
    {
        using (ScriptCharm charm = new(deed + "\nuntil grep -aqs '^sleep.765[3]' /proc/[0-9]*/cmdline; do :; done"))
        {
            charm.Next();
            Assert.That(Sleeping(), Is.EqualTo(1));
        }

        // Of a process that is no child of ours nobody tells when it has ended.
        Until(() => Sleeping() == 0);
    }

    [TestCase(28, "No space left on device")]
    [TestCase(32, null)]
    public void An_output_that_takes_nothing_more_ends_nothing(int error, string? told)
    {
        using var stream = new LastingStream(new Failing(error));
        stream.Write("x"u8);
        stream.Write("y"u8);
        Assert.That(stream.Failure, Is.EqualTo(told));
    }

    private static CheckResult Check(CheckOptions options) => new ConformanceCheck(new ToolName("s3contract", "1")).Run(options);

    private static void Until(Func<bool> isSo)
    {
        for (long begin = Stopwatch.GetTimestamp(); !isSo(); Thread.Sleep(20))
            Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    private static int Sleeping() => Directory.EnumerateDirectories("/proc").Count(process =>
    {
        try
        {
            return File.ReadAllText(process + "/cmdline") is "sleep\07653\0";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private sealed class Failing(int error) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no", error);
    }
}
