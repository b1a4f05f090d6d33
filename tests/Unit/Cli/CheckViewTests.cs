using S3Contract.Cli.Terminal;
using S3Contract.Cli.Views;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Tests.Unit.Cli;

public sealed class CheckViewTests
{
    private static string Shown(CheckReport report, bool verbose = false, bool all = false, bool terminal = false, bool noColor = false, string? variable = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var around = new Surroundings(output, TextWriter.Null)
        {
            OutIsTerminal = terminal,
            Variable = name => string.Equals(name, variable, StringComparison.Ordinal) ? "1" : null,
        };
        new CheckView(Screen.For(around, noColor), "./s3contract", new CheckVerdict()) { Verbose = verbose, All = all }.Show(report);
        return output.ToString();
    }

    [Test]
    public void A_report_with_everything_in_it() => Golden.Check(Shown(Reports.Samples.Report));

    [Test]
    public void A_report_with_everything_in_it_and_verbose() => Golden.Check(Shown(Reports.Samples.Report, verbose: true));

    [Test]
    public void More_violations_than_fit_are_counted()
    {
        ClauseResult clause = Reports.Samples.Report.Clauses[0];
        FoundViolation[] many = [.. Enumerable.Range(0, 7).Select(step => new FoundViolation($"wrong {step}", 10 - step, $"rotation/{step}"))];
        CheckReport report = Reports.Samples.Report with { Clauses = [clause with { Violations = many }] };

        Assert.That(Shown(report), Does.Contain("wrong 6").And.Contain("wrong 3").And.Not.Contain("wrong 2").And.Contain("and 6 more scripts, same cause"));
        Assert.That(Shown(report, verbose: true), Does.Contain("wrong 0").And.Not.Contain("same cause"));
    }

    [Test]
    public void Colour_is_for_terminals_that_want_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Shown(Reports.Samples.Report, terminal: true), Does.Contain("\u001b["));
            Assert.That(Shown(Reports.Samples.Report, terminal: false), Does.Not.Contain("\u001b"));
            Assert.That(Shown(Reports.Samples.Report, terminal: true, noColor: true), Does.Not.Contain("\u001b"));
            Assert.That(Shown(Reports.Samples.Report, terminal: true, variable: "NO_COLOR"), Does.Not.Contain("\u001b"));
        });
    }

    [Test]
    public void A_charm_cannot_write_to_the_terminal_through_a_message() =>
        Assert.That(Shown(Reports.Samples.Report), Does.Contain("wrote <bucket> & \\u001B[1m"));

    [TestCase(Verdict.Pass, false, 5, 0)]
    [TestCase(Verdict.Fail, false, 5, 1)]
    [TestCase(Verdict.Inconclusive, false, 5, 3)]
    [TestCase(Verdict.Waived, false, 5, 3)]
    [TestCase(Verdict.Pass, false, 0, 3)]
    [TestCase(Verdict.Pass, true, 5, 130)]
    [TestCase(Verdict.Fail, true, 5, 130)]
    public void The_exit_code_follows_from_the_report(Verdict verdict, bool interrupted, int hooks, int code)
    {
        CheckReport report = Reports.Samples.Report with
        {
            Clauses = [Reports.Samples.Report.Clauses[1] with { Verdict = verdict }],
            Counts = new CheckCounts(1, hooks, 0),
            Interrupted = interrupted,
        };

        Assert.That(new CheckVerdict().ExitCodeOf(report), Is.EqualTo(code));
    }
}
