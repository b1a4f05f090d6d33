using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Baselines;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Tests.Unit.Reports;

/// <summary>A baseline accepts what is known; only what is worse fails.</summary>
public sealed class BaselineTests
{
    private static readonly DateOnly s_today = new(2026, 5, 1);

    // Known: write.leader-only fails by one cause, data.bucket passes, events.once is inconclusive.
    private static readonly CheckReport s_report = Samples.Report with { Scenarios = [new ScenarioResult("mine/first", Verdict.Pass) { IsOwn = true }] };

    private static readonly Baseline s_baseline = Baseline.Of(s_report, null, "we know", new DateOnly(2026, 5, 1));

    private static CheckReport Held(CheckReport report, DateOnly? today = null) => BaselineCheck.Held(report, s_baseline, "b.json", today ?? s_today);

    private static CheckReport With(int clause, Func<ClauseResult, ClauseResult> change) =>
        s_report with { Clauses = [.. s_report.Clauses.Select((one, i) => i == clause ? change(one) : one)] };

    private static ClauseResult Broken(ClauseResult clause, string word) => clause with
    {
        Verdict = Verdict.Fail,
        Violations = [new FoundViolation("no", 1, "a") { Behind = new FailedHook(1, "provider/0", "s3-relation-changed", "relation-changed", "exit status 1", [word]) }],
    };

    [Test]
    public void What_is_known_is_accepted_with_its_reason()
    {
        CheckReport held = Held(s_report);

        Assert.That((held.Verdict, held.Clauses[0].Accepted, held.Baseline!.Worse.Count, held.Baseline.Stale.Count), Is.EqualTo((Verdict.Pass, "we know", 0, 0)));
        Assert.That(held.Clauses[1].Accepted, Is.Null);
    }

    [Test]
    public void A_clause_that_left_pass_is_worse()
    {
        Assert.That(Held(With(1, clause => Broken(clause, "boom"))).Baseline!.Worse, Is.EqualTo(new[] { "data.bucket left pass, and is fail: relation-changed: boom" }));
        Assert.That(Held(With(1, clause => clause with { Verdict = Verdict.Inconclusive })).Baseline!.Worse, Is.EqualTo(new[] { "data.bucket left pass, and is inconclusive" }));
        Assert.That(Held(With(1, clause => Broken(clause, "boom"))).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void A_clause_that_vanished_is_worse_unless_only_a_part_was_looked_at()
    {
        CheckReport less = s_report with { Clauses = [.. s_report.Clauses.Skip(2)] };

        Assert.That(Held(less).Baseline!.Worse, Is.EqualTo(new[] { "data.bucket was pass, and has vanished", "write.leader-only was fail, and has vanished" }));
        Assert.That(Held(less with { Partial = "--only events" }).Baseline!.Worse, Is.Empty);
    }

    [Test]
    public void A_new_cause_under_a_failing_clause_is_worse()
    {
        CheckReport held = Held(With(0, clause => clause with { Violations = [.. clause.Violations, .. Broken(clause, "boom 7").Violations] }));

        Assert.That(held.Baseline!.Worse, Is.EqualTo(new[] { "write.leader-only was fail, and fails by a new cause: relation-changed: boom N" }));
        Assert.That(held.Clauses[0].Accepted, Is.Null);
    }

    [Test]
    public void What_is_accepted_until_a_day_is_worse_behind_it()
    {
        CheckReport held = Held(s_report, s_today.AddDays(1));

        Assert.That(held.Baseline!.Worse, Is.EqualTo(new[] { "write.leader-only fails, and that was accepted until 2026-05-01 only (we know): write.leader-only" }));
        Assert.That(held.Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void What_is_mended_is_told_as_stale()
    {
        CheckReport held = Held(With(0, clause => clause with { Verdict = Verdict.Pass, Violations = [] }));

        Assert.That((held.Verdict, held.Baseline!.Stale[0]), Is.EqualTo((Verdict.Pass, "write.leader-only fails no longer by what is accepted: write.leader-only")));
    }

    [Test]
    public void A_clause_that_is_new_in_the_tool_is_a_warning()
    {
        ClauseResult added = Broken(s_report.Clauses[1] with { Id = "data.new" }, "boom");

        CheckReport held = Held(s_report with { Clauses = [.. s_report.Clauses, added] });

        Assert.That((held.Verdict, held.Baseline!.Worse.Count), Is.EqualTo((Verdict.Pass, 0)));
        Assert.That(held.Baseline.Warnings.Single(), Does.StartWith("data.new was not there before, and is fail: relation-changed: boom"));
        Assert.That(held.Clauses[^1].Accepted, Is.EqualTo("the clause is new since the baseline was written"));
    }

    [Test]
    public void A_script_of_the_author_that_left_pass_is_worse()
    {
        CheckReport held = Held(s_report with { Scenarios = [s_report.Scenarios[0] with { Verdict = Verdict.Fail }] });

        Assert.That((held.Verdict, held.Baseline!.Worse.Single()), Is.EqualTo((Verdict.Fail, "mine/first passed, and does not go as it says")));
    }

    [Test]
    public void Written_anew_it_keeps_the_reasons_of_what_still_fails()
    {
        var anew = Baseline.Of(With(1, clause => Broken(clause, "boom")), s_baseline, reason: null, expires: null);

        Assert.That(anew.Accepted.Select(accepted => (accepted.Clause, accepted.Reason, accepted.Expires)), Is.EqualTo(new[]
        {
            ("data.bucket", Baseline.Reason, (DateOnly?)null), ("write.leader-only", "we know", new DateOnly(2026, 5, 1)),
        }));
    }

    [Test]
    public void What_is_written_is_read_as_it_was() =>
        Assert.That(Baseline.Read(s_baseline.Text(), "b.json").Text(), Is.EqualTo(s_baseline.Text()).And.Contain("\"expires\": \"2026-05-01\""));

    [TestCase("{}", "b.json:1: this is no baseline")]
    [TestCase("{\"schema\": \"s3contract-baseline/1\", \"acepted\": []}", "b.json:1: this is no baseline")]
    public void What_is_no_baseline_is_told(string text, string message) =>
        Assert.That(() => Baseline.Read(text, "b.json"), Throws.TypeOf<Harness.Reports.ReportFormatException>().With.Message.StartsWith(message));

    [TestCase("junit", "fails, which the baseline accepts (we know): ")]
    [TestCase("sarif", "\"justification\": \"we know\"")]
    [TestCase("markdown", "### Accepted by the baseline")]
    [TestCase("ctrf", "fails, which the baseline accepts (we know): ")]
    public void What_is_accepted_is_told_as_accepted(string kind, string told)
    {
        Assert.That(Kinds.Written(kind, Held(s_report)), Does.Contain(told));
        Assert.That(Kinds.Written("github", Held(s_report)), Is.Empty);
    }

    [Test]
    public void What_is_worse_is_an_error_everywhere()
    {
        CheckReport worse = Held(With(1, clause => clause with { Verdict = Verdict.Inconclusive }));

        Assert.That(Kinds.Written("junit", worse), Does.Contain("<failure message=\"worse than b.json: data.bucket left pass"));
        Assert.That(Kinds.Written("github", worse), Does.StartWith("::error ").And.Contain("1 thing is worse than b.json: data.bucket left pass"));
        Assert.That(Kinds.Written("markdown", worse), Does.Contain("### Worse than the baseline"));
        Assert.That(Kinds.Written("badge", worse), Does.Contain("\"red\""));
    }

    [Test]
    public void Two_reports_are_compared_both_ways()
    {
        CheckReport mended = With(0, clause => clause with { Verdict = Verdict.Pass, Violations = [] });

        Assert.That(Comparison.Of(Standing.Of(s_report), Standing.Of(mended), partial: false).Select(change => (change.Kind, change.Text)), Is.EqualTo(new[] { (ChangeKind.Better, "was fail, and passes") }));
        Assert.That(
            Comparison.Of(Standing.Of(mended), Standing.Of(s_report), partial: false).Select(change => (change.Kind, change.Text)),
            Is.EqualTo(new[] { (ChangeKind.Worse, "left pass, and is fail: write.leader-only") }));
    }
}
