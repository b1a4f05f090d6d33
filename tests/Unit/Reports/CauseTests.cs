using S3Contract.Charms;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reports;

public sealed class CauseTests
{
    private const string Python = "Traceback (most recent call last):\n  File \"/tmp/s3contract-12-3-0/units/1/unit-requirer-0/charm/dispatch\", line 33, in use\n    d[\"region\"]\n    ~^^^^^^\nKeyError: 'region'\n";
    private static readonly UnitName s_unit = new("requirer", 0);
    private static readonly Hook s_changed = new(HookKind.RelationChanged) { Endpoint = "s3", Relation = new RelationId(2) };

    private static Trace Run(params Step[] steps) => new(new TraceHeader("a-script", new TracePlayer("p", "process", false), new TracePlayer("r", "process", true)), steps);

    private static HookStep Failed(int index, string stderr = Python, int attempt = 0) =>
        new(index, s_unit, s_changed) { Outcome = HookOutcome.Failed, Failure = "exit status 1", Stderr = stderr, Attempt = attempt };

    [Test]
    public void The_last_words_are_the_last_lines_without_the_folder_of_the_run_or_what_underlines_them() => Assert.That(
        LastWords.Of(Failed(0)),
        Is.EqualTo(new[] { "Traceback (most recent call last):", "  File \"dispatch\", line 33, in use", "    d[\"region\"]", "KeyError: 'region'" }));

    [Test]
    public void A_traceback_that_was_logged_says_more_than_a_notice_on_standard_error() => Assert.That(
        LastWords.Of(Failed(0, "a notice\n") with { Entries = [new Logged(LogLevel.Error, "Uncaught exception\n" + Python)] })[^1], Is.EqualTo("KeyError: 'region'"));

    [Test]
    public void What_is_found_at_rest_goes_back_to_the_first_try_of_the_hook_in_which_a_unit_stands()
    {
        Trace trace = Run(Failed(0), Failed(1, "another\n", attempt: 1), new ModelStep(2, new ModelQuiet()));

        FailedHook? behind = FailedHook.Behind(trace, 2, "requirer");

        Assert.That(behind, Is.Not.Null);
        Assert.That((behind!.Step, behind.Kind, behind.LastWords[^1]), Is.EqualTo((0, "relation-changed", "KeyError: 'region'")));
        Assert.That(FailedHook.Behind(trace, 2, "provider"), Is.Null, "it is another's");
    }

    [Test]
    public void A_hook_that_was_got_past_or_that_a_script_let_fail_is_behind_nothing()
    {
        var done = new HookStep(1, s_unit, s_changed) { Outcome = HookOutcome.Committed };
        var asked = new ModelStep(0, new FaultArmed(s_unit, "fail"));

        Assert.That(FailedHook.Behind(Run(Failed(0), done, new ModelStep(2, new ModelQuiet())), 2, "requirer"), Is.Null);
        Assert.That(FailedHook.Behind(Run(asked, Failed(1), new ModelStep(2, new ModelQuiet())), 2, "requirer"), Is.Null);
    }

    [Test]
    public void One_fault_is_one_cause_whatever_clauses_and_scripts_it_shows_in()
    {
        ClauseResult one = Broken("tolerance.ordinary-hook", Violation("first", 9, "key 17 of ‹secret-1› is gone"), Violation("second", 4, "key 3 of ‹secret-2› is gone"));
        ClauseResult two = Broken("tolerance.half-filled", Violation("third", 5, "key 4 of ‹secret-1› is gone"), Violation("third", 6, "no space left"));

        IReadOnlyList<Cause> causes = Cause.Of([one, two], ["first", "second", "third"]);

        Assert.That(causes.Select(cause => cause.Headline), Is.EqualTo(new[] { "s3-relation-changed fails: key 3 of ‹secret-2› is gone", "s3-relation-changed fails: no space left" }));
        Assert.That(causes[0].Clauses.Select(clause => clause.Id), Is.EqualTo(new[] { "tolerance.ordinary-hook", "tolerance.half-filled" }));
        Assert.That(causes[0].Scripts, Is.EqualTo(new[] { "first", "second", "third" }));
        Assert.That(causes[0].First.Script, Is.EqualTo("second"), "the shortest way there");
    }

    [Test]
    public void A_change_of_leader_is_told_with_what_each_unit_had_seen()
    {
        var other = new UnitName("requirer", 1);
        Trace trace = Run(
            new ModelStep(0, new UnitAdded(s_unit)),
            new ModelStep(1, new UnitAdded(other)),
            new HookStep(2, s_unit, s_changed) { Leader = true, Entries = [new DatabagRead(new RelationId(2), "provider", Databag.Empty.With("bucket", "b"))] },
            new ModelStep(3, new LeaderMoved("requirer", s_unit, other)),
            new ModelStep(4, new ModelQuiet()));

        Assert.That(LeaderStory.Of(trace, 4, "requirer", new RelationId(2)), Is.EqualTo(new[]
        {
            "the leader of requirer changed at step 3, from requirer/0 to requirer/1",
            "requirer/0 had seen bucket=b (step 2, s3-relation-changed, as leader)",
            "requirer/1 had seen nothing of the other side",
        }));
    }

    private static ClauseResult Broken(string id, params FoundViolation[] violations) => new(id, "tolerance", "core", "No hook fails.", Verdict.Fail, null, 9, violations);

    private static FoundViolation Violation(string script, int step, string lastWord) => new("it failed", step, script)
    {
        Behind = new FailedHook(step, "requirer/0", "s3-relation-changed", "relation-changed", "exit status 1", [lastWord]),
    };
}
