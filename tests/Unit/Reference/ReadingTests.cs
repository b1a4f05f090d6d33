using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>Where the contract leaves a choice, every choice passes: what correct charms do that the library does not.</summary>
public sealed class ReadingTests
{
    private static IEnumerable<TestCaseData> Allowed()
    {
        yield return Case("Answering_later_in_update_status", () => Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Quiet()
            .Hook("provider/0 update-status", "write bucket=b access-key=AK11 secret-key=SK11").Quiet());
        yield return Case("Answering_before_anyone_asked", () => new Story().Deploy("provider").Deploy("requirer").Relate(1)
            .Hook("provider/0 created 1", "write bucket=mine access-key=AK11 secret-key=SK11").Hook("requirer/0 joined 1", "write bucket=b")
            .Quiet());
        yield return Case("Waiting_for_configuration", () => Story.Asked().Hook("provider/0 changed 1").Hook("provider/0 update-status").Quiet());
        yield return Case("Ignoring_the_bucket_asked", () => Story.Asked()
            .Hook("provider/0 changed 1", "write bucket=mine access-key=AK11 secret-key=SK11").Quiet());
        yield return Case("Extra_keys_first", () => Story.Asked().Hook("provider/0 changed 1", "write version=7 region=eu")
            .Hook("provider/0 update-status", "write bucket=b access-key=AK11 secret-key=SK11"));
        yield return Case("A_rotation_in_two_calls_of_one_hook", () => Story.Answered()
            .Rotate("access-key=AK22 secret-key=SK22", "write access-key=AK22", "write secret-key=SK22"));
        yield return Case("A_write_refused_after_leadership_was_promised", () => Story.Asked(providers: 2)
            .Hook("provider/0 changed 1", "leader yes", "refused-write", "fail"));
        yield return Case("Keys_set_one_by_one_by_the_operator", () => Story.Answered()
            .Config("provider", "access-key=AK22").Hook("provider/0 config-changed", "write access-key=AK22")
            .Config("provider", "secret-key=SK22").Hook("provider/0 config-changed", "write secret-key=SK22"));
        yield return Case("An_odd_value_that_the_operator_gave", () => Story.Asked().Config("provider", "s3-uri-style=banana")
            .Hook("provider/0 config-changed", "write s3-uri-style=banana"));
        yield return Case("A_hook_failing_by_an_injected_fault", () => Story.Answered()
            .Model(new FaultArmed(new("requirer", 0), "fail")).Hook("requirer/0 changed 1", "fail"));
        yield return Case("The_same_keys_for_several_relations", () => Story.Answered().Deploy("requirer-b").Relate(2, requirer: "requirer-b")
            .Hook("requirer-b/0 joined 2", "write bucket=c").Hook("provider/0 changed 2", "write bucket=c access-key=AK11 secret-key=SK11"));
        yield return Case("Tidying_up_when_the_relation_ends", () => Story.Answered().Part(1)
            .Hook("provider/0 departed 1", "write bucket= access-key= secret-key="));
        yield return Case("Only_one_unit_looking", () => Story.Answered(requirers: 2).Hook("requirer/0 changed 1", "read").Quiet());
        yield return Case("A_settle_cut_short", () => Story.Answered().Model(new ModelRestless(5)));
    }

    [TestCaseSource(nameof(Allowed))]
    public void Is_allowed_at_level_core(Func<object> story) =>
        Assert.That(
            ((Story)story()).Judge().Violations.Where(violation => violation.Clause.Level == ClauseLevel.Core)
                .Select(violation => $"{violation.Clause.Id}: {violation.Message}"),
            Is.Empty);

    [Test]
    public void Not_judged_at_level_core_before_the_timer_has_fired() =>
        Assert.That(
            Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Quiet().Judge().Checked(ClauseCatalogue.Find("live.answered")!, Roles.Both),
            Is.Zero);

    [Test]
    public void A_skipped_hook_is_the_operators_affair() =>
        Assert.That(
            Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Hook("provider/0 changed 1", "fail")
                .Model(new HookResolved(new("provider", 0), Retry: false)).Hook("provider/0 update-status").Quiet().Judge().Violations
                .Where(violation => violation.Clause.Family == "live"),
            Is.Empty);

    private static TestCaseData Case(string name, Func<Story> story) => new TestCaseData((Func<object>)(() => story())).SetName(name);
}
