using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>The proof that each script can fail: it catches a mutant, by a clause that it covers.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ScriptTests
{
    // Scripts that catch no mutant, each with the reason why none can be caught.
    private static readonly SortedDictionary<string, string> s_catchNothing = new(StringComparer.Ordinal);

    // Juju leaves a charm no way to write databags of others: the clause is checked by scripts and broken by nobody.
    private static readonly string[] s_unbreakable = ["write.own-side"];

    [TestCaseSource(nameof(Scripts))]
    public void Catches_a_mutant_by_a_clause_that_it_covers(Script script) =>
        Assert.That(ScriptCatch.Of(script).Caught.Any(), Is.EqualTo(!s_catchNothing.ContainsKey(script.Name)));

    [TestCaseSource(nameof(Scripts))]
    public void Expects_nothing_of_a_charm_without_a_fault_that_it_does_not_do(Script script)
    {
        MutantRun provider = ScriptCatch.Judged(script, Mutant.Provider("sound", "", "", new()));
        MutantRun requirer = ScriptCatch.Judged(script, Mutant.Requirer("sound", "", "", new()));

        Assert.That(provider, Has.Property(nameof(MutantRun.Expectation)).False.And.Property(nameof(MutantRun.Clauses)).Empty);
        Assert.That(requirer, Has.Property(nameof(MutantRun.Expectation)).False.And.Property(nameof(MutantRun.Clauses)).Empty);
        Assert.That(provider.Inconclusive && requirer.Inconclusive, Is.False, "the script is for nobody");
    }

    [Test]
    public void Every_clause_is_broken_by_a_mutant_in_a_script_that_covers_it() =>
        Assert.That(
            ClauseCatalogue.All.Where(clause => clause.Version is (ContractVersion.Any or ContractVersion.V0)).Select(clause => clause.Id)
                .Except(ScriptCatch.All().SelectMany(script => script.Runs).SelectMany(run => run.Clauses), StringComparer.Ordinal),
            Is.EquivalentTo(s_unbreakable));

    private static IEnumerable<TestCaseData> Scripts() =>
        BuiltInScripts.All.Select(parse => new TestCaseData(parse.Script).SetArgDisplayNames(parse.Script.Name));
}
