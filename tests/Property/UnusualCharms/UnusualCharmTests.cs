using S3Contract.Reference.Clauses;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>No false alarm: charms that keep the contract in a way of their own are not blamed at level core.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class UnusualCharmTests
{
    private const int Cases = 1000;

    private static IEnumerable<TestCaseData> Charms =>
        UnusualProviders.All.Concat(UnusualRequirers.All).Concat(LackingCharms.All).Select(charm => new TestCaseData(charm).SetArgDisplayNames(charm.Name));

    [TestCaseSource(nameof(Charms))]
    public void Passes_a_thousand_cases_at_level_core(object subject)
    {
        var charm = (UnusualCharm)subject;
        Quarry quarry = Hunt.Run(Hunt.CastOf(charm.Charm, charm.Role, charm.Profile), charm.Role, Cases);
        TestContext.Out.WriteLine($"{charm.Habit} {quarry.Hooks} hooks");
        Assert.That(quarry.BrokenUpTo(ClauseLevel.Core), Is.Empty, quarry.Describe());
    }

    [Test]
    public void What_was_wrong_before_anything_lacking_was_asked_for_is_blamed_all_the_same()
    {
        UnusualCharm charm = LackingCharms.BrokenBefore;
        Quarry quarry = Hunt.Run(Hunt.CastOf(charm.Charm, charm.Role), charm.Role, 20);
        Assert.That(quarry.BrokenUpTo(ClauseLevel.Core), Is.EqualTo(new[] { "data.uri-style" }), quarry.Describe());
    }

    [Test]
    public void There_are_twenty_of_them() => Assert.That(Charms.Count(), Is.GreaterThanOrEqualTo(20));
}
