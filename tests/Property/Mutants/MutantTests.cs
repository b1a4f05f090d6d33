using S3Contract.Harness.Metadata;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>The proof that the suite can fail: every mutant is caught, by the clause that names its fault.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class MutantTests
{
    private static IEnumerable<TestCaseData> Mutants => AllMutants.List.Select(mutant => new TestCaseData(mutant).SetArgDisplayNames(mutant.Name));

    [TestCaseSource(nameof(Mutants))]
    public void Is_caught_by_the_clause_that_names_its_fault(object subject)
    {
        var mutant = (Mutant)subject;
        Kill kill = Kill.Of(mutant);
        Assert.That(kill.Quarry.Broken.Keys, Has.Member(mutant.Clause), $"{mutant.Fault}\n{kill.Quarry.Describe()}");
    }

    [Test]
    public void A_charm_without_a_fault_breaks_no_clause([Values("provider", "requirer")] string role)
    {
        Mutant sound = role is "provider" ? Mutant.Provider("sound", "", "", new()) : Mutant.Requirer("sound", "", "", new());
        Quarry quarry = Hunt.Run(Hunt.CastOf(sound.Charm, sound.Role), sound.Role);
        Assert.That(quarry.Broken, Is.Empty, quarry.Describe());
    }

    [Test]
    public void There_are_at_least_thirty_for_each_role([Values(EndpointRole.Provider, EndpointRole.Requirer)] EndpointRole role)
    {
        Assert.That(AllMutants.List.Count(mutant => mutant.Role == role), Is.GreaterThanOrEqualTo(30));
        Assert.That(AllMutants.List.Select(mutant => mutant.Name), Is.Unique);
    }

    [Test]
    public void Every_clause_catches_one() =>
        // Juju leaves a charm no way to write databags of others.
        Assert.That(
            ClauseCatalogue.All.Where(clause => clause.Version is (ContractVersion.Any or ContractVersion.V0)).Select(clause => clause.Id).Except(AllMutants.List.Select(mutant => mutant.Clause), StringComparer.Ordinal),
            Is.EquivalentTo(new[] { "write.own-side" }));

    [Test]
    public void A_shrunk_script_has_at_most_six_commands_in_the_median()
    {
        int[] lengths = [.. Kill.All().Where(kill => kill.Shortest is not null).Select(kill => kill.Commands.Count).Order()];
        Assert.That(lengths, Has.Length.GreaterThan(AllMutants.List.Count / 2));
        Assert.That(lengths[lengths.Length / 2], Is.LessThanOrEqualTo(6), string.Join(' ', lengths));
    }

    [Test]
    public void The_kill_matrix_is_up_to_date() => GeneratedDocument.Check("mutants.md", KillMatrix.Render(Kill.All()) + ScriptMatrix.Render(ScriptCatch.All()));
}
