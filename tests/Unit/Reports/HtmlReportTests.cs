using S3Contract.Charms;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Html;
using S3Contract.Reference.Observations;
using S3Contract.Reference.Charts;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>The page as it is written; what it does in a browser is tested in <c>tests/browser</c>.</summary>
public sealed class HtmlReportTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>\u001b[31m\u202ecipher\u200b\u0000\ud800\uffff\"'&";

    private static string Written(CheckReport report)
    {
        using var stream = new MemoryStream();
        new HtmlReport().Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Between(string text, string begin, string end)
    {
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [Test]
    public void The_same_report_gives_the_same_bytes() => Assert.That(Written(PageSamples.Report), Is.EqualTo(Written(PageSamples.Report with { Seed = 42 })));

    [Test]
    public void Only_the_style_and_the_script_of_the_page_itself_may_run()
    {
        string page = Written(PageSamples.Report);
        string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

        string policy = Between(page, "Content-Security-Policy\" content=\"", "\"");
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.StartWith("default-src 'none';"));
            Assert.That(policy, Does.Contain("script-src " + Hash(Between(page, "<script type=\"module\">", "</script>")) + ";"));
            Assert.That(policy, Does.Contain("style-src " + Hash(Between(page, "<style>", "</style>")) + ";"));
            Assert.That(policy, Does.Not.Contain("unsafe"));
        });
    }

    [Test]
    public void It_names_nothing_that_would_be_fetched()
    {
        string page = Written(PageSamples.Report);
        string markup = page.Replace(Between(page, "<script type=\"module\">", "</script>"), "", StringComparison.Ordinal);

        Assert.That(Regex.Matches(markup, "(?:src|href|action)=\"(?<to>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Select(match => match.Groups["to"].Value),
            Is.All.StartsWith("#").Or.StartsWith("data:image/svg+xml,"));
        Assert.That(page, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public void Whatever_a_charm_says_stays_text()
    {
        string page = Written(PageSamples.Saying(Hostile));

        Assert.Multiple(() =>
        {
            Assert.That(Regex.Count(page, "<script"), Is.EqualTo(2));
            Assert.That(Regex.Count(page, "</script"), Is.EqualTo(2));
            Assert.That(page, Does.Not.Contain("<img"));
            Assert.That(page.Where(c => c is '\u001b' or '\u202e' or '\u200b' or '\0' or '\uffff' || char.IsSurrogate(c)), Is.Empty);
            Assert.That(page, Does.Contain("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\\u001B[31m\\u202Ecipher\\u200B\\u0000\\uD800\\uFFFF&quot;&#39;&amp;"));
        });
    }

    [Test]
    public void What_is_only_a_part_of_a_check_does_not_say_that_the_charm_conforms()
    {
        CheckReport passed = PageSamples.Report with { Clauses = [.. PageSamples.Report.Clauses.Where(clause => clause.Verdict == Verdict.Pass)], Scenarios = [] };

        Assert.That(Written(passed with { Partial = "--quick" }), Does.Contain("nothing that was tried failed at level").And.Not.Contain("conforms to level"));
        Assert.That(Written(passed with { Partial = null }), Does.Contain("conforms to level"));
    }

    [Test]
    public void A_line_without_end_is_cut()
    {
        string page = Written(PageSamples.Saying(new string('x', 10_000_000)));

        Assert.That(page, Has.Length.LessThan(300_000));
        Assert.That(page, Does.Contain("… (10000000 characters)"));
    }

    [Test]
    public void A_thousand_failing_scripts_fit_into_a_megabyte()
    {
        BrokenRun run = PageSamples.Run("a charm that says a lot, ");
        CheckReport report = PageSamples.Report with
        {
            Scenarios = [.. Enumerable.Range(0, 1000).Select(i => new ScenarioResult($"course/script-number-{i}", Verdict.Fail) { Reason = "breaks data.bucket, live.answered, and it says why", IsOwn = true })],
            Clauses =
            [
                PageSamples.Report.Clauses[0] with
                {
                    Violations =
                    [
                        .. Enumerable.Range(0, 1000).Select(i => new FoundViolation($"something else is wrong in case {i}", 5, $"course/script-number-{i}")
                        {
                            Run = run with { Lines = [.. run.Lines] },
                            Behind = new FailedHook(5, "provider/0", "start", "start", "exit status 1", [$"Error{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}: no"]),
                        }),
                    ],
                },
            ],
        };

        Assert.That(Encoding.UTF8.GetByteCount(Written(report)), Is.LessThan(1_000_000));
    }

    [Test]
    public void Failures_stand_first_with_the_clause_the_step_the_script_and_the_command()
    {
        string page = Written(PageSamples.Report);
        string failures = Between(page, "<section id=\"failures\">", "</section>");

        Assert.Multiple(() =>
        {
            Assert.That(page.IndexOf("id=\"failures\"", StringComparison.Ordinal), Is.LessThan(page.IndexOf("id=\"clauses\"", StringComparison.Ordinal)));
            Assert.That(failures, Does.Contain("href=\"#clause=write.leader-only\"").And.Contain("href=\"#run=rotation%2Fpair&amp;step=5\""));
            Assert.That(failures, Does.Contain("<code>s3contract run course:rotation/pair --provider my-charm</code>"));
            Assert.That(failures, Does.Contain("class=\"blamed\"").And.Contain("class=\"comment\""));
            Assert.That(failures, Does.Contain("Broken beyond level core"));
        });
    }

    [Test]
    public void A_clause_has_its_sentence_its_source_and_what_broke_it()
    {
        string clause = Between(Written(PageSamples.Report), "id=\"clause=write.leader-only\"", "</details>");

        Assert.That(clause, Does.Contain("Only the leader writes.").And.Contain("Interface description v0").And.Contain("href=\"#failure-1\"").And.Contain("data-verdict=\"fail\""));
    }

    [Test]
    public void What_was_not_put_to_the_test_is_told_with_what_would() =>
        Assert.That(Between(Written(PageSamples.Report), "<section id=\"open\">", "</section>"), Does.Contain("the charm shows no events").And.Contain("events.once"));

    [Test]
    public void The_data_says_who_sees_what_was_written()
    {
        using JsonDocument runs = JsonDocument.Parse(Between(Written(PageSamples.Report), "id=\"runs\">", "</script>"));
        JsonElement commit = runs.RootElement[0].GetProperty("steps")[5].GetProperty("commits")[0];

        Assert.Multiple(() =>
        {
            Assert.That(commit.GetProperty("owner").GetString(), Is.EqualTo("provider"));
            Assert.That(commit.GetProperty("set").GetProperty("access-key").GetString(), Is.EqualTo("‹secret-1›"));
            Assert.That(commit.GetProperty("seen").EnumerateArray().Select(step => step.GetInt32()), Is.EqualTo(new[] { 6 }));
            Assert.That(commit.GetProperty("told").EnumerateArray().Select(step => step.GetInt32()), Is.EqualTo(new[] { 7 }));
        });
    }

    [Test]
    public void The_data_says_who_sees_a_secret()
    {
        UnitName owner = new("provider", 0), first = new("requirer", 0), second = new("requirer", 1);
        HookStep Reads(int step, UnitName unit) => new(step, unit, new Hook(HookKind.UpdateStatus)) { Entries = [new SecretRead("secret:1", 1, [])] };
        HookStep Writes(int step, params HookEntry[] entries) => new(step, owner, new Hook(HookKind.UpdateStatus)) { Entries = entries };
        var run = new BrokenRun([],
        [
            new ModelStep(0, new UserSecretSet("keys", "secret:2", []) { Added = true }),
            Writes(1, new SecretWrite("secret:1", []) { Owner = "application" }, new SecretAccess("secret:1", "requirer", Granted: true)),
            Reads(2, owner), Reads(3, first),
            new HookStep(4, second, new Hook(HookKind.SecretChanged) { Secret = "secret:1" }),
            Writes(5, new SecretWrite("secret:1", [new("a", "b")])) with { Outcome = HookOutcome.Failed },
            Reads(6, first),
            Writes(7, new SecretWrite("secret:1", [new("a", "b")])),
            Reads(8, second),
        ]);

        PageStep[] steps = [.. PageSteps.Of("secrets", run, 8).Steps];
        string[] told = [.. steps.Select((step, i) => string.Join("; ", (step.Secrets ?? []).Select(one =>
            $"{i}: {one.Secret} {one.What}, seen {string.Join(' ', one.Seen)}, told {string.Join(' ', one.Told)}"))).Where(line => line.Length > 0)];

        Assert.That(told, Is.EqualTo(new[]
        {
            "0: secret:2 added, seen , told ", "1: secret:1 added, granted, seen 3, told 4", "7: secret:1 changed, seen 8, told ",
        }));
    }

    [Test]
    public void Every_state_of_the_machine_has_a_place_in_its_drawing()
    {
        foreach (Chart chart in Enum.GetValues<Chart>())
        {
            Assert.That(MachineTable.States(chart).Where(state => ChartPlaces.Of(chart, state) is null), Is.Empty, chart.ToString());
            Assert.That(MachineTable.States(chart).Select(state => ChartPlaces.Of(chart, state)), Is.Unique);
        }
    }

    [Test]
    public void The_drawing_tells_what_was_taken()
    {
        string page = Written(PageSamples.Report with { UntakenTransitions = ["provider: idle, ask", "provider: idle, remove"] });

        Assert.That(page, Does.Contain("remove in idle, not taken; remove in asked, taken"));
        Assert.That(page, Does.Contain("<tr class=\"untaken\"><td>idle</td><td>ask</td><td>asked</td><td>no</td></tr>"));
    }

    [Test]
    public void What_changed_since_a_previous_report_is_told()
    {
        ClauseResult[] clauses = [.. PageSamples.Report.Clauses];
        CheckReport before = PageSamples.Report with
        {
            Clauses =
            [
                clauses[0] with { Verdict = Verdict.Pass, Violations = [] }, clauses[1] with { Verdict = Verdict.Inconclusive }, clauses[2] with { Verdict = Verdict.Fail },
                clauses[3], clauses[4], clauses[1] with { Id = "data.gone" },
            ],
        };

        ReportHistory history = ReportChanges.Between(before, PageSamples.Report);

        Assert.Multiple(() =>
        {
            Assert.That(history.Worse, Is.EqualTo(new[] { new ClauseTurn("write.leader-only", "pass", "fail"), new ClauseTurn("data.gone", "pass", "absent") }));
            Assert.That(history.Better, Is.EqualTo(new[] { new ClauseTurn("data.bucket", "inconclusive", "pass") }));
            Assert.That(history.Other, Is.EqualTo(new[] { new ClauseTurn("events.once", "fail", "inconclusive") }));
            Assert.That(history.NewCauses, Is.EqualTo(new[] { PageSamples.Report.Clauses[0].Violations[0].Message }));
            Assert.That(history.GoneCauses, Is.Empty);
            Assert.That(Between(Written(PageSamples.Report with { History = history }), "<section id=\"changes\">", "</section>"), Does.Contain("data.gone").And.Contain("Better"));
        });
    }

    [TestCase("plain é 😀", "plain é 😀")]
    [TestCase("a\u2066b\u2069\u00adc", "a\\u2066b\\u2069\\u00ADc")]
    [TestCase("\udb40\udc41", "\\U000E0041")]
    [TestCase("a\tb\nc\r", "a\tb\nc\\u000D")]
    public void What_cannot_be_seen_is_shown_by_its_code(string text, string shown) => Assert.That(PageText.Of(text), Is.EqualTo(shown));

    [Test]
    public void A_text_is_not_cut_within_a_character() => Assert.That(PageText.Of("a😀b", 2), Is.EqualTo("a… (4 characters)"));
}
