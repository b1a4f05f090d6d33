using System.CommandLine;
using System.Text.Json;
using S3Contract.Cli.Options;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Tests.Unit.Cli;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>One registry: what is in it is in help, completion, messages and docs, and is written as the golden files show.</summary>
public sealed class ReportKindsTests
{
    private static IEnumerable<string> Written() => Kinds.Names.Where(kind => kind is not "html");

    [TestCaseSource(nameof(Written))]
    public void A_report_with_everything_in_it_as(string kind) => Golden.Check(Kinds.Written(kind, Samples.Full), "Reports/" + kind);

    [TestCaseSource(nameof(Written))]
    public void Without_times_nothing_tells_when_it_was_written(string kind)
    {
        CheckReport silent = Samples.Full with { Timing = null, Scenarios = [.. Samples.Full.Scenarios.Select(script => script with { Duration = null })] };

        Assert.That(Kinds.Written(kind, silent), Does.Not.Contain("2026-01-02").And.Not.Contain("1.25").And.Not.Contain("time=").And.Not.Contain("\"timing\"").And.Not.Contain("1767323045"));
    }

    [Test]
    public void Help_completion_and_docs_know_every_kind()
    {
        string help = CliRun.Of("check", "--help").Out.ReplaceLineEndings(" ");
        string docs = File.ReadAllText(Path.Combine(Process.ExampleCharms.Root, "docs", "report.md"));
        Option<string[]> option = SharedOptions.Report(new ReportKinds(Kinds.All));
        string[] completed = [.. new Command("check") { option }.Parse("check --report ").GetCompletions().Select(item => item.Label)];
        foreach (string kind in Kinds.Names)
        {
            Assert.That(help, Does.Match($" {kind}[ ,]"));
            Assert.That(docs, Does.Contain($"\n## `{kind}`\n"), kind);
            Assert.That(completed, Does.Contain(kind + "="));
        }
    }

    [Test]
    public void A_kind_that_a_user_adds_replaces_the_one_of_its_name()
    {
        var mine = new Mine();

        Assert.That(new ReportKinds([.. Kinds.All, mine]).Find("json"), Is.SameAs(mine));
        Assert.That(new ReportKinds([.. Kinds.All, mine]).All, Has.Count.EqualTo(Kinds.All.Count));
    }

    [Test]
    public void What_is_written_as_JSON_is_read_as_it_was()
    {
        string text = Kinds.Written("json", Samples.Full);

        CheckReport read = JsonReport.Read(text, "r.json");

        Assert.That(Kinds.Written("json", read), Is.EqualTo(text));
        // The page shows what JSON has not: the runs of failures, the charts, the goals that were met.
        foreach (string kind in Kinds.Names.Where(kind => kind is not "html"))
        {
            Assert.That(Kinds.Written(kind, read), Is.EqualTo(Kinds.Written(kind, Samples.Full)), kind);
        }
    }

    [TestCase("", "r.json:1: this is no JSON report")]
    [TestCase("{}", "r.json:1: this is no JSON report (--report json=FILE writes one)")]
    [TestCase("[1]", "r.json:1: this is no JSON report")]
    public void What_is_no_report_is_told_with_its_place(string text, string message) =>
        Assert.That(() => JsonReport.Read(text, "r.json"), Throws.TypeOf<ReportFormatException>().With.Message.StartsWith(message));

    [Test]
    public void A_report_of_another_format_is_told() => Assert.That(
        () => JsonReport.Read(Kinds.Written("json", Samples.Full).Replace("s3contract-report/1", "s3contract-report/9", StringComparison.Ordinal), "r.json"),
        Throws.TypeOf<ReportFormatException>().With.Message.EqualTo("r.json: expected \"schema\": \"s3contract-report/1\""));

    [Test]
    public void Each_violation_in_JSON_says_all_there_is_to_know()
    {
        using var json = JsonDocument.Parse(Kinds.Written("json", Samples.Full));
        JsonElement violation = json.RootElement.GetProperty("clauses")[5].GetProperty("violations")[0];

        Assert.That(
            new[] { "unit", "hook", "sentence", "source", "level", "cause", "replay" }.Select(key => violation.GetProperty(key).GetString()),
            Is.EqualTo(new[]
            {
                "provider/0", "s3-credentials-relation-joined", "No hook fails.", "Juju", "core", "relation-joined: KeyError: 'region'", "run contract/first.s3c --provider my-charm",
            }));
        Assert.That(violation.GetProperty("line").GetInt32(), Is.EqualTo(9));
    }

    private sealed class Mine : IReportWriter
    {
        public string Format => "json";

        public void Write(CheckReport report, Stream stream)
        {
        }
    }
}
