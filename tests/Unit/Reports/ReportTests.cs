using System.Text;
using System.Xml.Linq;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Tests.Unit.Reports;

public sealed class ReportTests
{
    private static string Written(JUnitReport writer, CheckReport report)
    {
        using var stream = new MemoryStream();
        writer.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Test]
    public void The_JUnit_report_has_a_test_case_for_each_clause()
    {
        XElement suite = XDocument.Parse(Written(new JUnitReport(), Samples.Report)).Root!.Element("testsuite")!;

        XElement[] cases = [.. suite.Elements("testcase")];
        Assert.Multiple(() =>
        {
            Assert.That(
                cases.Select(test => $"{test.Attribute("classname")!.Value}/{test.Attribute("name")!.Value}"),
                Is.EqualTo(new[]
                {
                    "s3contract.my-charm.provider.write/write.leader-only", "s3contract.my-charm.provider.data/data.bucket",
                    "s3contract.my-charm.provider.events/events.once", "s3contract.my-charm.provider.data/data.region",
                    "s3contract.my-charm.provider.data/data.diff",
                    "s3contract.my-charm.provider.course/answer/first", "s3contract.my-charm.provider.course/rotation/pair",
                }).And.Unique);
            Assert.That(
                new[] { "tests", "failures", "errors", "skipped" }.Select(name => suite.Attribute(name)!.Value),
                Is.EqualTo(new[] { "7", "2", "0", "3" }));
            Assert.That(suite.Attribute("file")!.Value, Is.EqualTo("charms/my-charm/charmcraft.yaml"));
        });
    }

    [Test]
    public void A_failure_in_JUnit_says_what_where_and_how_to_see_it_again()
    {
        XElement failure = XDocument.Parse(Written(new JUnitReport(), Samples.Report)).Descendants("failure").First();

        Assert.That(failure.Attribute("message")!.Value, Is.EqualTo("provider/1 wrote <bucket> & \\u001B[1m"));
        Assert.That(failure.Value, Is.EqualTo(
            """
            write.leader-only (core): Only the leader writes.

            provider/1 wrote <bucket> & \u001B[1m
              at step 17 (provider/1 s3-credentials-relation-changed) of rotation/pair, line 4: issue provider access-key=‹secret-1›
              s3contract run course:rotation/pair --provider my-charm

            """));
    }

    [Test]
    public void What_is_skipped_in_JUnit_says_why()
    {
        IEnumerable<string> messages = XDocument.Parse(Written(new JUnitReport(), Samples.Report))
            .Descendants("skipped").Select(skipped => skipped.Attribute("message")!.Value);

        Assert.That(messages, Is.EqualTo(new[]
        {
            "inconclusive: the charm shows no events", "waived: we have none",
            "failed, but level library does not count at --level core: no diff",
        }));
    }

    [Test]
    public void Whatever_a_charm_prints_the_XML_is_well_formed()
    {
        string every = string.Join('\n', Enumerable.Range(0, 0x10000).Select(code => (char)code).Chunk(1000).Select(line => new string(line)));
        CheckReport report = Samples.Report with
        {
            Subject = Samples.Report.Subject with { Name = "a\u0001.b" },
            Clauses = [Samples.Report.Clauses[0] with { Text = "]]>" + every, Violations = [new FoundViolation(every, 0, every)] }],
        };

        XDocument document = XDocument.Parse(Written(new JUnitReport(), report));

        Assert.That(document.Descendants("failure").First().Value, Does.Contain("\\u0000\\u0001").And.Contain("\\uD800").And.Contain("\\uFFFE"));
    }

    [TestCase("plain", "plain")]
    [TestCase("😀 é\t\n", "😀 é\t\n")]
    [TestCase("a\rb\u0007", "a\\u000Db\\u0007")]
    [TestCase("a\u202Eb\u200Bc\u009Bd\u2028e\uFEFF", "a\\u202Eb\\u200Bc\\u009Bd\\u2028e\\uFEFF")]
    [TestCase("::set-env name=A::b\n  ::error::c std::vector http://[::1]:9 x ::d", "\\u003A:set-env name=A::b\n  \\u003A:error::c std::vector http://[::1]:9 x \\u003A:d")]
    [TestCase("a ##[error]b ##vso[task] ##teamcity[x] ## [c] #[d]", "a #\\u0023[error]b #\\u0023vso[task] #\\u0023teamcity[x] ## [c] #[d]")]
    [TestCase("\U000E0041x", "\\U000E0041x")]
    public void Forbidden_characters_become_their_code(string text, string expected) => Assert.That(Harmless.Text(text), Is.EqualTo(expected));

    [Test]
    public void The_verdict_is_pass_only_if_something_counted_passed_and_hooks_ran()
    {
        ClauseResult pass = Samples.Report.Clauses[1];
        CheckReport good = Samples.Report with { Clauses = [pass] };

        Assert.Multiple(() =>
        {
            Assert.That(good.Verdict, Is.EqualTo(Verdict.Pass));
            Assert.That((good with { Counts = new CheckCounts(1, 0, 0) }).Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That((good with { Clauses = [] }).Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That((good with { Clauses = [pass with { Counts = false }] }).Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That((good with { Interrupted = true }).Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That((Samples.Report with { Interrupted = true }).Verdict, Is.EqualTo(Verdict.Fail));
        });
    }

    [Test]
    public void A_report_file_is_whole_or_not_there()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-").FullName;
        try
        {
            string file = Path.Combine(folder, "new", "report.json");
            AtomicFile.Write(file, stream => stream.Write("one"u8));
            AtomicFile.Write(file, stream => stream.Write("two"u8));

            Assert.That(() => AtomicFile.Write(file, _ => throw new InvalidOperationException("half-way")), Throws.InvalidOperationException);

            Assert.That(File.ReadAllText(file), Is.EqualTo("two"));
            Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!), Has.Length.EqualTo(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
