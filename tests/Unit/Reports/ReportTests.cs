using System.Text;
using System.Xml.Linq;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Tests.Unit.Reports;

public sealed class ReportTests
{
    private static string Written(IReportWriter writer, CheckReport report)
    {
        using var stream = new MemoryStream();
        writer.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Test]
    public void The_JSON_report_has_exactly_this_shape() => Assert.That(Written(new JsonReport(), Samples.Report), Is.EqualTo(
        """
        {
          "schema": "s3contract-report/1",
          "tool": {
            "name": "s3contract",
            "version": "1.2.3"
          },
          "subject": {
            "name": "my-charm",
            "role": "provider",
            "endpoint": "s3-credentials",
            "host": "process"
          },
          "level": "core",
          "seed": 42,
          "verdict": "fail",
          "interrupted": false,
          "clauses": [
            {
              "id": "write.leader-only",
              "family": "write",
              "level": "core",
              "verdict": "fail",
              "reason": null,
              "checked": 9,
              "violations": [
                {
                  "message": "provider/1 wrote <bucket> & \u001B[1m",
                  "step": 17,
                  "script": "rotation/pair"
                }
              ]
            },
            {
              "id": "data.bucket",
              "family": "data",
              "level": "core",
              "verdict": "pass",
              "reason": null,
              "checked": 3,
              "violations": []
            },
            {
              "id": "events.once",
              "family": "events",
              "level": "core",
              "verdict": "inconclusive",
              "reason": "the charm shows no events",
              "checked": 0,
              "violations": []
            },
            {
              "id": "data.region",
              "family": "data",
              "level": "core",
              "verdict": "waived",
              "reason": "we have none",
              "checked": 2,
              "violations": []
            },
            {
              "id": "data.diff",
              "family": "data",
              "level": "library",
              "verdict": "fail",
              "reason": null,
              "checked": 1,
              "violations": [
                {
                  "message": "no diff",
                  "step": 1,
                  "script": "answer/first"
                }
              ]
            }
          ],
          "scenarios": [
            {
              "name": "answer/first",
              "verdict": "pass"
            },
            {
              "name": "rotation/pair",
              "verdict": "fail"
            }
          ],
          "counts": {
            "scripts": 2,
            "hooks": 31,
            "hookCommands": 415
          },
          "campaigns": [],
          "explorations": [],
          "causes": [
            {
              "headline": "provider/1 wrote <bucket> & \u001B[1m",
              "counts": true,
              "clauses": [
                "write.leader-only"
              ],
              "scripts": [
                "rotation/pair"
              ],
              "script": "rotation/pair",
              "step": 17
            },
            {
              "headline": "no diff",
              "counts": false,
              "clauses": [
                "data.diff"
              ],
              "scripts": [
                "answer/first"
              ],
              "script": "answer/first",
              "step": 1
            }
          ],
          "partial": null,
          "notSimulated": [],
          "lacks": [],
          "takenAs": [],
          "error": null
        }

        """));

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
                }).And.Unique);
            Assert.That(
                new[] { "tests", "failures", "errors", "skipped" }.Select(name => suite.Attribute(name)!.Value),
                Is.EqualTo(new[] { "5", "1", "0", "3" }));
            Assert.That(cases.Select(test => test.Attribute("file")!.Value), Is.All.EqualTo("charms/my-charm/charmcraft.yaml"));
        });
    }

    [Test]
    public void A_failure_in_JUnit_says_what_where_and_how_to_see_it_again()
    {
        XElement failure = XDocument.Parse(Written(new JUnitReport(), Samples.Report)).Descendants("failure").Single();

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
        string every = new([.. Enumerable.Range(0, 0x10000).Select(code => (char)code)]);
        CheckReport report = Samples.Report with
        {
            Subject = Samples.Report.Subject with { Name = "a\u0001.b" },
            Clauses = [Samples.Report.Clauses[0] with { Text = "]]>" + every, Violations = [new FoundViolation(every, 0, every)] }],
        };

        XDocument document = XDocument.Parse(Written(new JUnitReport(), report));

        Assert.That(document.Descendants("failure").Single().Value, Does.Contain("\\u0000\\u0001").And.Contain("\\uD800").And.Contain("\\uFFFE"));
    }

    [TestCase("plain", "plain")]
    [TestCase("😀 é\t\n", "😀 é\t\n")]
    [TestCase("a\rb\u0007", "a\\u000Db\\u0007")]
    public void Forbidden_characters_become_their_code(string text, string expected) => Assert.That(XmlCharacters.Of(text), Is.EqualTo(expected));

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
