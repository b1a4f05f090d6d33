using S3Contract.Harness.Scripts.Language;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.UnusualCharms.Version1;

/// <summary>No false alarm: charms of version 1 that keep the contract in a way of their own are not blamed.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class UnusualSpeakerTests
{
    private const int Cases = 150;

    private static IEnumerable<TestCaseData> Charms => UnusualSpeakers.All.Select(charm => new TestCaseData(charm).SetArgDisplayNames(charm.Name));

    [TestCaseSource(nameof(Charms))]
    public void Breaks_no_clause_in_the_courses_and_in_drawn_cases(object subject)
    {
        var charm = (UnusualSpeaker)subject;
        Quarry quarry = Hunt.RunVersion1(new Player(charm.Charm, charm.Profile), charm.Role, Cases);
        TestContext.Out.WriteLine($"{charm.Habit} {quarry.Hooks} hooks");
        Assert.That(quarry.BrokenUpTo(charm.Level), Is.Empty, quarry.Describe());
    }

    [Test]
    public void There_are_a_dozen_of_them() => Assert.That(UnusualSpeakers.All, Has.Count.GreaterThanOrEqualTo(12));
}
