using S3Contract.Reference.State;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>Which failures of hooks are told, and by which clause.</summary>
public sealed class ToleranceTests
{
    private const string Ordinary = "tolerance.ordinary-hook";

    [TestCase("requirer/0 config-changed")]
    [TestCase("requirer/0 update-status")]
    [TestCase("requirer/0 leader-elected")]
    public void A_hook_of_no_relation_may_not_fail_either(string hook) =>
        Assert.That(Blamed(Story.Answered().Hook(hook).Hook(hook, "fail")), Is.EqualTo(new[] { Ordinary }));

    [Test]
    public void After_the_relation_is_broken_nothing_is_odd_any_more() =>
        Assert.That(
            Blamed(Story.Answered().Part(1).Hook("requirer/0 broken 1").Hook("requirer/0 update-status", "fail")), Is.EqualTo(new[] { Ordinary }));

    [Test]
    public void A_charm_of_which_no_hook_ever_succeeded_is_not_judged() =>
        Assert.That(Blamed(new Story().Deploy("requirer").Hook("requirer/0 config-changed", "fail")), Is.Empty);

    [Test]
    public void The_action_that_hands_over_what_is_issued_may_not_die() =>
        Assert.That(
            Blamed(Story.Asked().Hook("provider/0 config-changed").Rotate("access-key=AK11 secret-key=SK11", "fail", "only-with")),
            Is.EqualTo(new[] { Ordinary }));

    [Test]
    public void Any_other_action_may() =>
        Assert.That(Blamed(Story.Answered().Hook("provider/0 config-changed").Hook("provider/0 action probe", "fail")), Is.Empty);

    [Test]
    public void What_fails_without_the_oddity_too_is_not_blamed_on_it() =>
        Assert.That(
            Blamed(Story.Asked().Hook("provider/0 changed 1", "write bucket=c access-key=AK11 secret-key=SK11").Hook("requirer/0 changed 1", "fail", "only-with")),
            Is.EqualTo(new[] { Ordinary }));

    [Test]
    public void What_fails_only_with_one_of_two_oddities_is_blamed_on_that_one() =>
        Assert.That(
            Blamed(Story.Asked().Hook("provider/0 changed 1", "write bucket=c colour=blue access-key=AK11 secret-key=SK11")
                .Hook("requirer/0 changed 1", "fail", "only-with unknown-keys")),
            Is.EqualTo(new[] { "tolerance.unknown-keys" }));

    [Test]
    public void A_failure_that_nobody_has_looked_into_names_what_it_may_hang_on()
    {
        Violation finding = Story.Asked().Hook("provider/0 changed 1", "write bucket=c access-key=AK11 secret-key=SK11 region=r path=p endpoint=e")
            .Hook("requirer/0 changed 1", "fail").Judge().Violations.Single(violation => violation.Clause.Family == "tolerance");
        Assert.That(finding.Clause.Id, Is.EqualTo("tolerance.other-bucket"));
        Assert.That(finding.Suspects, Has.Member("other-bucket").And.Member("without-s3-uri-style").And.No.Member("without-region"));
    }

    private static string[] Blamed(Story story) =>
        [.. story.Judge().Violations.Where(violation => violation.Clause.Family == "tolerance").Select(violation => violation.Clause.Id)];
}
