using S3Contract.Harness.Reports.Content;
using S3Contract.Tests.Unit.Cli;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>What a step of GitHub Actions is told.</summary>
public sealed class GitHubTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private CliRun Check(params string[] more)
    {
        var around = new CliRun.Around
        {
            Variables = new(StringComparer.Ordinal) { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = Path.Combine(_folder, "summary.md") },
        };
        return CliRun.Of(around, ["check", Process.ExampleCharms.Fixture("provider-partial-answer"), "--only", "answer/related-before-it-is-configured", .. more]);
    }

    [Test]
    public void Under_GitHub_Actions_errors_and_the_summary_come_by_themselves()
    {
        File.WriteAllText(Path.Combine(_folder, "summary.md"), "before\n");

        CliRun run = Check();

        Assert.That(run.Code, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Match("\n::error file=tests/[^,]*/provider-partial-answer/metadata.yaml,line=[0-9]+,title=[a-z.%2C -]+::"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "summary.md")), Does.StartWith("before\n## ❌ ").And.Contain("data.mandatory-fields"));
    }

    [Test]
    public void Who_names_a_file_finds_them_there()
    {
        string file = Path.Combine(_folder, "annotations");

        CliRun run = Check("--report", "github=" + file);

        Assert.That(run.Out, Does.Not.Contain("::error"));
        Assert.That(File.ReadAllText(file), Does.StartWith("::error file="));
    }

    [Test]
    public void Elsewhere_nothing_comes_by_itself() =>
        Assert.That(CliRun.Of("check", Process.ExampleCharms.Fixture("provider-partial-answer"), "--only", "answer/related-before-it-is-configured").Out, Does.Not.Contain("::error"));

    [Test]
    public void Any_kind_goes_to_standard_output_where_a_hyphen_stands() =>
        Assert.That(CliRun.Of("check", "reference", "--only", "answer/related-before-it-is-configured", "--report", "badge=-").Out, Does.Contain("\"schemaVersion\": 1"));

    [TestCase(9, 9, "")]
    [TestCase(10, 10, "and 1 more")]
    [TestCase(40, 10, "and 31 more")]
    public void At_most_nine_errors_and_then_how_many_more(int causes, int lines, string last)
    {
        CheckReport report = Samples.Report with
        {
            Clauses = [.. Enumerable.Range(0, causes).Select(i => Samples.Report.Clauses[0] with { Id = $"write.{i}" })],
        };

        string[] written = Kinds.Written("github", report).TrimEnd('\n').Split('\n');

        Assert.That(written, Has.Length.EqualTo(lines).And.All.StartsWith("::error "));
        Assert.That(written[^1], Does.Contain(last));
    }

    [Test]
    public void What_is_told_cannot_end_a_command_or_its_properties()
    {
        FoundViolation violation = Samples.Report.Clauses[0].Violations[0] with { Message = "a,b:c%\r\n::error::x", Place = new SourcePlace("a,b:c%.yaml", 3) };
        CheckReport report = Samples.Report with { Clauses = [Samples.Report.Clauses[0] with { Violations = [violation] }] };

        string written = Kinds.Written("github", report);

        Assert.That(written.TrimEnd('\n'), Does.Not.Contain("\n"));
        Assert.That(written, Does.StartWith("::error file=a%2Cb%3Ac%25.yaml,line=3,title=write.leader-only::a,b:c%25\\u000D%0A\\u003A:error::x%0A"));
    }
}
