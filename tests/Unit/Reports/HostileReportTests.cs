using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>Whatever a charm says, and wherever in a report it stands: no report breaks, none steers a terminal, a browser or a CI runner.</summary>
[Parallelizable]
public sealed class HostileReportTests
{
    private const string Steering =
        "::set-env name=PATH::/evil\n::error::forged\n  ::add-mask::x ##[error]forged ##vso[task.setvariable]x ##teamcity[x]\r\n\u001b[2J\u001b]0;title\u0007\u009b31m\u202Eevil\u2066\u200B\uFEFF"
        + "</script><script>alert(1)</script>]]><!-- --><img src=x onerror=alert(1)>\0\u0008\uD800\uFFFE\u2028|`` ``` @everyone [x](http://evil) \U000E0041";

    private static readonly string s_huge = "huge " + new string('A', 2_500_000);

    private static IEnumerable<TestCaseData> Cases() =>
        from kind in Kinds.Names from said in new[] { ("steers", Steering), ("is huge", s_huge) } select new TestCaseData(kind, said.Item2) { TestName = $"{kind}_stays_whole_when_what_is_said_{said.Item1.Replace(' ', '_')}" };

    [TestCaseSource(nameof(Cases))]
    public void A_report_stays_whole(string kind, string said)
    {
        string written = Kinds.Written(kind, Saying(said));

        Assert.That(written, Has.Length.LessThan(2_000_000));
        Assert.That(written.Where(IsDangerous).Select(c => (int)c), Is.Empty);
        Assert.That(written, Does.Not.Contain("##[").And.Not.Contain("##vso[").And.Not.Contain("##teamcity["));
        Assert.That(written.Split('\n').Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) && kind is not "github"), Is.Empty);
        Assert.That(() => Encoding.UTF8.GetBytes(written), Throws.Nothing);
        Read(kind, written);
    }

    [Test]
    public void GitHub_is_given_our_commands_only() => Assert.That(
        Kinds.Written("github", Saying(Steering)).TrimEnd('\n').Split('\n'), Has.All.Match("^::error (file=[^,:]*,)?(line=[0-9]+,)?title=[^,:]*::[^\r\n]*$"));

    [Test]
    public void Markdown_has_no_markup_but_ours()
    {
        string outside = string.Join('\n', Prose(Kinds.Written("markdown", Saying(Steering))));

        Assert.That(outside, Does.Not.Contain("<").And.Not.Contain("http://").And.Not.Contain("@everyone").And.Not.Match("(?<!\\\\)\\]\\(").And.Not.Contain("[x]"));
    }

    [Test]
    public void Markdown_is_short_enough_for_GitHub_whatever_was_found()
    {
        ClauseResult clause = Samples.Full.Clauses[0];
        FoundViolation violation = clause.Violations[0] with { Message = new string('m', 3000), Behind = new FailedHook(1, "p/0", "h", "h", "f", [.. Enumerable.Repeat(new string('w', 3000), 6)]) };
        CheckReport report = Samples.Full with
        {
            Clauses = [.. Enumerable.Range(0, 1000).Select(i => clause with { Id = $"write.{i}", Violations = [violation with { Behind = violation.Behind! with { LastWords = [.. violation.Behind.LastWords, $"word {(char)('a' + (i % 26))}{new string('x', i)}"] } }] })],
        };

        string written = Kinds.Written("markdown", report);

        Assert.That(Encoding.UTF8.GetByteCount(written), Is.InRange(800_000, MarkdownReport.MostBytes));
        Assert.That(written, Does.EndWith("the JSON report has all of it.\n"));
    }

    [Test]
    public void A_text_line_cannot_be_broken_at_a_blank_into_a_command() =>
        Assert.That(TextLine.Prose("the charm said ::set-env name=x").Text, Is.EqualTo("the charm said \\u003A:set-env name=x"));

    [Test]
    public void What_JSON_escapes_is_read_as_it_was_said()
    {
        using var json = JsonDocument.Parse(Kinds.Written("json", Saying("a\u202E##[b]\u200B")));

        Assert.That(json.RootElement.GetProperty("subject").GetProperty("name").GetString(), Is.EqualTo("a\u202E##[b]\u200B"));
    }

    private static IEnumerable<string> Prose(string markdown)
    {
        string? fence = null;
        foreach (string line in markdown.Split('\n'))
        {
            if (fence is null && line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = line[..(line.Length - line.TrimStart('`').Length)];
            }
            else if (fence is not null && string.Equals(line, fence, StringComparison.Ordinal))
            {
                fence = null;
            }
            else if (fence is null)
            {
                // Code in a line shows what stands there.
                yield return System.Text.RegularExpressions.Regex.Replace(
                    line, "(?<![`\\\\])(?<fence>`+)(?!`).*?(?<!`)\\k<fence>(?!`)", "", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            }
        }
    }

    private static void Read(string kind, string written)
    {
        switch (kind)
        {
            case "junit" or "junit-gitlab":
                Assert.That(XDocument.Parse(written).Descendants("testcase").Count(), Is.EqualTo(11));
                break;
            case "json" or "sarif" or "ctrf" or "badge":
                using (var json = JsonDocument.Parse(written))
                {
                    Assert.That(json.RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object));
                }

                break;
        }
    }

    private static bool IsDangerous(char c) => c is (< ' ' and not '\n') or (>= '\u007F' and <= '\u009F') or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
        or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' or '\uDB40';

    // The report with everything in it, and in everything what was said.
    private static CheckReport Saying(string said)
    {
        CheckReport full = Samples.Full;
        FoundViolation Violation(FoundViolation violation) => violation with
        {
            Message = said,
            Script = said,
            LineText = said,
            Where = $"{said} {said}",
            Said = said,
            Leaders = [said],
            Replay = said,
            ScriptText = said,
            Place = new SourcePlace(said, 3),
            Behind = new FailedHook(1, said, said, said, said, [said]),
        };

        return full with
        {
            Subject = full.Subject with { Name = said, Endpoint = said, Place = new SourcePlace(said, 1) },
            Clauses = [.. full.Clauses.Select(clause => clause with { Reason = clause.Reason is null ? null : said, Violations = [.. clause.Violations.Select(Violation)] })],
            Scenarios = [.. full.Scenarios.Select(script => script with { Reason = said, Replay = said, Missed = [new TextLine(said)] })],
            Lacks = [new LackFound(said, 1, said, said, said)],
            NotSimulated = [said],
            TakenAs = [said],
            Error = said,
            Campaigns = [],
        };
    }
}
