using S3Contract.Harness.Judging;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;
using S3Contract.Tests.Unit.Reference;

namespace S3Contract.Tests.Unit.Judging;

public sealed class JudgeTests
{
    private static readonly Func<Story> s_followerWrites = () =>
        Story.Asked(providers: 2).Hook("provider/1 changed 1", "refused-write", "fail");

    [Test]
    public void Nothing_judged_is_inconclusive_and_never_a_pass()
    {
        IReadOnlyList<ClauseVerdict> verdicts = new Judge().Verdicts();
        Assert.That(verdicts, Has.Count.EqualTo(ClauseCatalogue.All.Count));
        Assert.That(verdicts, Has.All.Property(nameof(ClauseVerdict.Verdict)).EqualTo(Verdict.Inconclusive));
        Assert.That(verdicts, Has.All.Property(nameof(ClauseVerdict.Reason)).Not.Empty);
    }

    [Test]
    public void A_kept_clause_passes_and_says_how_often_it_was_checked()
    {
        ClauseVerdict verdict = Of("write.leader-only", Judged(new(), Story.Asked));
        Assert.That((verdict.Verdict, verdict.Reason), Is.EqualTo((Verdict.Pass, "checked 2 times")));
    }

    [Test]
    public void A_broken_clause_fails_with_step_line_script_and_unit()
    {
        ClauseVerdict verdict = Of("write.leader-only", Judged(new(), s_followerWrites));
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Fail));
        Violation violation = verdict.Violations[0];
        Assert.That(violation.Script, Is.EqualTo("story"));
        Assert.That(violation.Unit?.ToString(), Is.EqualTo("provider/1"));
        Assert.That(violation.StepIndex, Is.EqualTo(s_followerWrites().Steps.Count - 1));
        Assert.That(verdict.Reason, Is.EqualTo(violation.Message));
    }

    [Test]
    public void The_side_that_is_not_under_test_is_not_judged()
    {
        Judge judge = Judged(new() { SubjectRoles = Roles.Requirer }, s_followerWrites);
        Assert.That(judge.Violations, Is.Empty);
        Assert.That(judge.Verdicts().Where(verdict => verdict.Verdict == Verdict.Fail), Is.Empty);
        Assert.That(judge.Verdicts().Where(verdict => verdict.Clause.Roles == Roles.Provider), Is.Empty);
    }

    [Test]
    public void A_waived_clause_is_waived_with_its_reason()
    {
        var options = new JudgeOptions
        {
            Waived = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["write.leader-only"] = "being rewritten" },
        };
        ClauseVerdict verdict = Of("write.leader-only", Judged(options, s_followerWrites));
        Assert.That((verdict.Verdict, verdict.Reason), Is.EqualTo((Verdict.Waived, "being rewritten")));
    }

    [Test]
    public void An_event_that_is_never_seen_makes_its_clauses_inconclusive()
    {
        static Story Silent() => Story.Answered(requirers: 2).Hook("requirer/0 changed 1", "read");
        Assert.That(Of("events.changed-on-every-unit", Judged(new(), Silent)).Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(
            Of("events.changed-on-every-unit", Judged(new() { VisibleEvents = JudgeOptions.AllEvents }, Silent)).Verdict,
            Is.EqualTo(Verdict.Fail));
    }

    [TestCase("events.gone-on-broken")]
    [TestCase("events.gone-once")]
    public void Of_an_event_that_had_no_occasion_it_is_not_said_that_the_subject_does_not_show_it(string clause)
    {
        static Story Alive() => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed");
        Assert.That(Of(clause, Judged(new(), Alive)).Reason, Is.EqualTo("nothing exercised it"));
        Assert.That(
            Of(clause, Judged(new(), () => Alive().Hook("requirer/0 broken 1", "read"))).Reason,
            Is.EqualTo("the subject does not show the event credentials-gone"));
    }

    [Test]
    public void An_event_seen_in_a_later_run_makes_it_visible_for_all()
    {
        Judge judge = Judged(
            new(),
            () => Story.Answered().Hook("requirer/0 changed 1", "read"),
            () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed"));
        Assert.That(Of("events.changed-on-every-unit", judge).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void An_event_shown_by_the_counterpart_does_not_make_the_subjects_visible()
    {
        var options = new JudgeOptions { SubjectRoles = Roles.Provider };
        Judge judge = Judged(options, () => Story.Answered().Hook("requirer/0 changed 1", "event credentials-changed"));
        Assert.That(Of("events.requested-on-ask", judge).Verdict, Is.EqualTo(Verdict.Pass));
        Judge silent = Judged(options, () => Story.Asked().Hook("provider/0 changed 1").Hook("requirer/0 changed 1", "event credentials-requested"));
        Assert.That(Of("events.requested-on-ask", silent).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void The_violations_of_a_run_are_remembered_in_the_next()
    {
        Judge judge = Judged(new(), s_followerWrites);
        Assert.That(judge.Violations[0].ClauseId, Is.EqualTo("write.leader-only"));
        judge.Begin("next");
        Assert.That(Of("write.leader-only", judge).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void Judging_steps_one_by_one_or_as_a_trace_is_the_same()
    {
        var one = new Judge();
        one.Begin("story");
        foreach (Step step in s_followerWrites().Steps)
        {
            one.Observe(step);
        }

        Assert.That(
            one.Verdicts().Select(verdict => (verdict.Clause.Id, verdict.Verdict, verdict.Checked)),
            Is.EqualTo(Judged(new(), s_followerWrites).Verdicts().Select(verdict => (verdict.Clause.Id, verdict.Verdict, verdict.Checked))));
    }

    [Test]
    public void Judges_of_different_runs_add_up()
    {
        Judge sum = Judged(new(), Story.Asked);
        sum.Add(Judged(new(), s_followerWrites));
        Assert.That(Of("write.leader-only", sum).Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(sum.Runs, Is.EqualTo(2));
        Assert.That(sum.Hooks, Is.EqualTo(Story.Asked().Steps.OfType<HookStep>().Count() + s_followerWrites().Steps.OfType<HookStep>().Count()));
    }

    [Test]
    public void Only_the_endpoint_under_test_is_judged()
    {
        Assert.That(Judged(new() { Endpoint = "other", SubjectRoles = Roles.Provider }, s_followerWrites).Violations, Is.Empty);
        Assert.That(Judged(new() { Endpoint = "s3", SubjectRoles = Roles.Provider }, s_followerWrites).Violations, Is.Not.Empty);
    }

    private static Judge Judged(JudgeOptions options, params Func<Story>[] stories)
    {
        var judge = new Judge(options);
        foreach (Func<Story> story in stories)
        {
            judge.Add(new Trace(
                new TraceHeader("story", new TracePlayer("p", "in-process", true), new TracePlayer("r", "in-process", true)), story().Steps));
        }

        return judge;
    }

    private static Judge Judged(JudgeOptions options, Func<int, int, Story> story) => Judged(options, () => story(1, 1));

    private static ClauseVerdict Of(string id, Judge judge) => judge.Verdicts().Single(verdict => verdict.Clause.Id == id);
}
