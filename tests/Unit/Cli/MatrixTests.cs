using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Matrix;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>Who works with whom.</summary>
public sealed class MatrixTests
{
    [Test]
    [Platform("Linux")]
    public void A_pair_that_breaks_core_names_the_first_clause_and_fails()
    {
        CliRun run = CliRun.Of("matrix", "--provider", ExampleCharms.Fixture("provider-partial-answer"), "--requirer", "reference");

        Assert.That(run.Code, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Match("provider-partial-answer +breaks data\\.mandatory-fields\n").And.Match("\\(core\\) +in\\s"));
    }

    [TestCase("--provider reference", "Option '--requirer' is required")]
    [TestCase("--provider reference --requirer reference --report xml=a", "--report xml=a: there is no kind of table \"xml\"")]
    [TestCase("--provider reference --requirer SH", "--requirer SH: charm sh-provider has no endpoint as a requirer of s3")]
    public void What_makes_no_sense_is_refused(string arguments, string message)
    {
        string charm = ExampleCharms.Example("sh-provider");

        CliRun run = CliRun.Of(["matrix", .. arguments.Replace("SH", charm, StringComparison.Ordinal).Split(' ')]);

        Assert.That(run.Code, Is.EqualTo(2), run.Error);
        Assert.That(run.Error, Does.Contain(message.Replace("SH", charm, StringComparison.Ordinal)));
    }

    [Test]
    public void What_a_charm_is_called_breaks_no_table()
    {
        var broken = new ClauseResult("write.x", "write", "core", "No.", Harness.Judging.Verdict.Fail, null, 1, [new FoundViolation("<b>|\u202E::set-env", 1, "s")]);
        var matrix = new PairMatrix(
            new ToolName("s3contract", "1"), "s3 v0", [new PairedCharm("</table><script>|`", "1\n2", "p")], [new PairedCharm("r", null, "r"), new PairedCharm("q", null, "q")],
            [new PairResult(null, 1) { Broken = broken }, new PairResult("library", 1) { Broken = broken with { Level = "strict" } }]);

        string[] written = [.. MatrixFormats.All.Select(format => format.Write(matrix))];

        Assert.That(written[0].Split('\n')[2], Is.EqualTo("| &lt;/table&gt;&lt;script&gt;\\|\\` 1\\\\n2 | breaks write.x | library; breaks write.x |"));
        Assert.That(written[1], Does.Not.Contain("<script").And.Not.Contain("\u202E"));
        Assert.That(written[2], Does.Not.Contain("\u202E"));
        using var json = System.Text.Json.JsonDocument.Parse(written[2]);
        Assert.That(json.RootElement.GetProperty("pairs")[1].GetProperty("level").GetString(), Is.EqualTo("library"));
    }
}
