using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Tests.Unit.Reference;

public sealed class ClauseTests
{
    private static IEnumerable<TestCaseData> Examples =>
        ClauseExamples.All.Select((example, i) => new TestCaseData(example).SetArgDisplayNames($"{example} {i}"));

    [Test]
    public void Every_clause_has_an_example_that_breaks_it() =>
        Assert.That(
            ClauseCatalogue.All.Select(clause => clause.Id).Except(ClauseExamples.All.Select(example => example.Id), StringComparer.Ordinal),
            Is.Empty);

    [TestCaseSource(nameof(Examples))]
    public void A_run_that_breaks_the_clause_is_found(object example)
    {
        var (id, role, breaks, _) = (ClauseExample)example;
        Tally tally = breaks().Judge();
        Assert.That(
            tally.Violations.Where(violation => violation.Role == role).Select(violation => violation.Clause.Id), Has.Member(id));
        Assert.That(tally.Checked(ClauseCatalogue.Find(id)!, role), Is.Positive);
    }

    [TestCaseSource(nameof(Examples))]
    public void A_run_that_keeps_the_clause_is_checked_and_passes(object example)
    {
        var (id, role, _, keeps) = (ClauseExample)example;
        Tally tally = keeps().Judge();
        Assert.That(tally.Violations.Where(violation => violation.Clause.Id == id).Select(violation => violation.Message), Is.Empty);
        Assert.That(tally.Checked(ClauseCatalogue.Find(id)!, role), Is.Positive);
    }

    [Test]
    public void A_requirer_that_may_not_have_had_the_chance_to_trust_its_chain_is_not_blamed() =>
        Assert.That(UseExamples.Trustful.SelectMany(story => story().Judge().Violations).Where(violation => violation.Clause.Id is "use.given-chain").Select(violation => violation.Message), Is.Empty);

    [TestCaseSource(nameof(Examples))]
    public void A_message_says_where_it_was_and_what_is_allowed_and_holds_no_key(object example)
    {
        foreach (Violation finding in ((ClauseExample)example).Breaks().Judge().Violations)
        {
            Assert.That(finding.Message, Is.Not.Empty.And.Not.Contain("AK").And.Not.Contain("SK"));
            Assert.That(finding.Observed, Is.Not.Empty.And.Not.Contain("AK").And.Not.Contain("SK"));
            Assert.That(finding.Allowed, Is.Not.Empty);
            Assert.That(finding.Application, Is.Not.Empty);
        }
    }
}
