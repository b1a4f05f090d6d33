using S3Contract.Harness.Judging;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Reference;

namespace S3Contract.Tests.Unit.Judging;

/// <summary>A charm is never convicted of what the simulation lacks, and never acquitted either.</summary>
public sealed class LackTests
{
    [TestCase("live.answered")]
    [TestCase("tolerance.ordinary-hook")]
    [TestCase("calm.becomes-quiet")]
    public void From_the_hook_on_that_asked_a_clause_is_inconclusive_with_the_reason(string clause)
    {
        ClauseVerdict verdict = Of(clause, Story.Asked()
            .Rotate("access-key=AK11 secret-key=SK11", "lack secret-add")
            .Hook("provider/0 changed 1", "fail").Quiet()
            .Hook("provider/0 update-status").Quiet());
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(verdict.Reason, Is.EqualTo("provider/0 ran secret-add in issue, and the simulation has no secrets"));
    }

    [Test]
    public void Without_the_asking_the_same_life_breaks_the_clause()
    {
        Story story = Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Hook("provider/0 changed 1").Quiet().Hook("provider/0 update-status").Quiet();
        Assert.That(Of("live.answered", story).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void A_hook_that_succeeds_all_the_same_is_no_pass()
    {
        ClauseVerdict verdict = Of("data.mandatory-fields", Story.Asked()
            .Rotate("access-key=AK11 secret-key=SK11")
            .Hook("provider/0 changed 1", "lack secret-get", "write bucket=b access-key=AK11 secret-key=SK11").Quiet());
        Assert.That((verdict.Verdict, verdict.Checked), Is.EqualTo((Verdict.Inconclusive, 0)));
    }

    [Test]
    public void What_was_checked_before_still_counts()
    {
        Story story = Story.Answered().Quiet().Hook("provider/0 update-status", "lack secret-get").Quiet();
        Assert.That(Of("live.answered", story).Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void A_write_that_was_plainly_done_is_told_all_the_same()
    {
        Story story = Story.Asked(providers: 2).Hook("provider/1 changed 1", "lack secret-get", "refused-write", "fail");
        Assert.That(Of("write.leader-only", story).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void A_leak_is_told_unless_it_stands_in_the_last_words_of_a_hook_that_failed()
    {
        static Story Leaks(params string[] ends) => Story.Answered().Hook("provider/0 update-status", ["lack secret-get", "log SK11", .. ends]);
        Assert.That(Of("secrecy.log", Leaks()).Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Of("secrecy.log", Leaks("fail")).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void The_other_application_is_judged_as_ever()
    {
        Story story = Story.Asked(requirers: 2).Hook("provider/0 changed 1", "lack secret-get").Hook("requirer/1 changed 1", "fail");
        Assert.That(Of("tolerance.empty-databag", story, Roles.Requirer).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void What_was_asked_for_is_summed_up_by_kind()
    {
        var judge = new Judge();
        Add(judge, "one", Story.Asked().Hook("provider/0 changed 1", "lack secret-get", "lack secret-add"));
        Add(judge, "two", Story.Asked().Hook("provider/0 changed 1", "lack secret-add"));
        Add(judge, "three", Story.Asked());
        Assert.That(judge.Lacks, Is.EqualTo(new[] { new LackFound("secrets", 2, "secret-get", "provider/0 s3-relation-changed", "one") }));
        Assert.That(judge.Lacks[0].Sentence, Is.EqualTo(
            "the charm asked for secrets, which the simulation does not have yet, in 2 runs (first: secret-get in provider/0 s3-relation-changed, one): "
            + "from there on nothing is told of it, good or bad"));
    }

    private static ClauseVerdict Of(string clause, Story story, Roles side = Roles.Provider)
    {
        var judge = new Judge(new JudgeOptions { SubjectRoles = side });
        Add(judge, "story", story);
        return judge.Verdicts().Single(verdict => verdict.Clause.Id == clause);
    }

    private static void Add(Judge judge, string script, Story story) => judge.Add(new Trace(
        new TraceHeader(script, new TracePlayer("p", "in-process", true), new TracePlayer("r", "in-process", true)), story.Steps));
}
