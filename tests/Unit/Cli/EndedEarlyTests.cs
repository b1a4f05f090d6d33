using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>A check or a run that is ended in its middle, by a mistake in it or by Ctrl-C: what was found until then is told and written.</summary>
public sealed class EndedEarlyTests
{
    private const string Scripts = "answer";
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_check_that_fails_itself_reports_what_it_found()
    {
        CliRun run = Check(After(3, () => throw new InvalidOperationException("a fault that a test made")));

        Assert.That(run.Code, Is.EqualTo(4), run.Out + run.Error);
        Assert.That(run.Error, Does.Contain("s3contract: internal error: InvalidOperationException: a fault that a test made"));
        Assert.That(run.Out, Does.Contain("ended by an error (partial); until then no clause of level core failed"));
        Assert.That(Report("r.json"), Does.Contain("\"interrupted\": true").And.Contain("\"partial\": \"ended by an error\"")
            .And.Contain("\"error\": \"InvalidOperationException: a fault that a test made\""));
        Assert.That(Report("r.xml"), Does.Contain("errors=\"1\"").And.Contain("<error message=\"InvalidOperationException: a fault that a test made\""));
        Assert.That(CliRun.Of("judge", Path.Combine(_folder, "t.jsonl")).Out, Does.Contain("2 scripts, "));
    }

    [Test]
    public void A_check_that_is_interrupted_returns_what_it_found()
    {
        using var stop = new CancellationTokenSource();
        var options = new CheckOptions(ReferenceProvider.Subject)
        {
            Profile = ReferenceProfiles.Provider,
            Progress = progress => (progress.Done == 2 ? stop.Cancel : (Action)(() => { }))(),
        };
        CheckResult found = new ConformanceCheck(new ToolName("s3contract", "1")).Run(options, stop.Token);

        Assert.That((found.Report.Interrupted, found.Report.Partial, found.Report.Error), Is.EqualTo((true, "interrupted", (string?)null)));
        Assert.That(new CheckVerdict().ExitCodeOf(found.Report), Is.EqualTo(130));
        Assert.That(found.Traces, Is.Not.Empty);
        Assert.That(found.Report.Scenarios.Count(scenario => scenario.Verdict == Verdict.Pass), Is.EqualTo(2));
        Assert.That(Gap.Of(found.Report).Select(gap => (gap.Reason, gap.Needed)), Is.EqualTo(new[] { ("the check ended before it came to that", "") }));
    }

    [TestCase(false, 4)]
    [TestCase(true, 130)]
    public void A_run_that_is_ended_shows_and_keeps_what_went_before(bool interrupted, int code)
    {
        using var stop = new CancellationTokenSource();
        Action end = interrupted ? stop.Cancel : () => throw new InvalidOperationException("a fault that a test made");
        string trace = Path.Combine(_folder, "t.jsonl");
        CliRun run = CliRun.Of(
            new CliRun.Around { Cancellation = stop.Token, Extend = services => services.AddSingleton(After(3, end)) }, "run", "course:" + Scripts, "--trace", trace);

        Assert.That(run.Code, Is.EqualTo(code), run.Out + run.Error);
        Assert.That(run.Out, Does.Match("\npartial: [23] of 7 scripts: [23] as expected, 0 not as expected"));
        Assert.That(File.ReadAllText(trace), Is.Not.Empty);
    }

    // A clause that does something when it is asked for the nth time.
    private static OwnClause After(int runs, Action act) => new(
        new Clause("mine.none", ClauseLevel.Strict, Roles.Provider, "Nothing.", "us"),
        _ =>
        {
            if (runs-- == 1)
            {
                act();
            }

            return [];
        });

    private CliRun Check(OwnClause clause) => CliRun.Of(
        new CliRun.Around { Extend = services => services.AddSingleton(clause) },
        "check", "reference", "--role", "provider", "--only", Scripts,
        "--report", "json=" + Path.Combine(_folder, "r.json"), "--report", "junit=" + Path.Combine(_folder, "r.xml"), "--trace", Path.Combine(_folder, "t.jsonl"));

    private string Report(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
