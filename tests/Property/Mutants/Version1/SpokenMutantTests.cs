using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>The proof that the courses of version 1 and of two versions can fail: every mutant is caught by the clause that names its fault.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SpokenMutantTests
{
    private static readonly SpokenMutant[] s_all = [.. SpokenProviderMutants.All, .. SpokenRequirerMutants.All, .. AcrossMutants.All];
    private static readonly ConcurrentDictionary<string, Lazy<SortedDictionary<string, string>>> s_broken = new(StringComparer.Ordinal);

    private static IEnumerable<TestCaseData> Mutants => s_all.Select(mutant => new TestCaseData(mutant).SetArgDisplayNames(mutant.Name));

    [TestCaseSource(nameof(Mutants))]
    public void Is_caught_by_the_clause_that_names_its_fault(object subject)
    {
        var mutant = (SpokenMutant)subject;
        Assert.That(Broken(mutant).Keys, Has.Member(mutant.Clause), mutant.Fault);
    }

    [Test]
    public void A_charm_without_a_fault_breaks_no_clause([Values("provider", "requirer")] string role) =>
        Assert.That(Broken(new SpokenMutant(role + "-sound", "", "", new Faults())), Is.Empty);

    [Test]
    public void There_are_at_least_sixty() => Assert.That(s_all.Select(mutant => mutant.Name).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(s_all.Length).And.GreaterThanOrEqualTo(60));

    [Test]
    public void Every_clause_of_version_1_and_of_two_versions_catches_one() => Assert.That(
        ClauseCatalogue.All.Where(clause => clause.Version is ContractVersion.V1 or ContractVersion.Mixed).Select(clause => clause.Id)
            .Except(s_all.Select(mutant => mutant.Clause), StringComparer.Ordinal),
        // What outlives a hook that was killed differs by the moment: the unit tests of the clause show both.
        Is.EquivalentTo(new[] { "live.secret-after-retry" }));

    [Test]
    public void The_kill_matrix_is_up_to_date() => GeneratedDocument.Check("mutants-version-1.md", Render());

    private static SortedDictionary<string, string> Broken(SpokenMutant mutant) => s_broken.GetOrAdd(mutant.Name, _ => new(() => Hunted(mutant))).Value;

    // Per clause broken the script in which it first was. Of Juju, a later one takes no notice of content that is the same.
    private static SortedDictionary<string, string> Hunted(SpokenMutant mutant)
    {
        CharmProfile profile = mutant.Role == EndpointRole.Provider ? ReferenceProfiles.Provider : ReferenceProfiles.Requirer;
        var player = new Player(mutant.Charm, mutant.Clause is "calm.no-needless-revision" ? profile with { JujuVersion = JujuVersion.Find("3.1") } : profile);
        var broken = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string clause, FirstSight sight) in Hunt.RunVersion1(player, mutant.Role, cases: 0).Broken)
        {
            broken.Add(clause, sight.Where);
        }

        return broken;
    }

    private static string Render()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Mutants of version 1

            Written by a test (`S3CONTRACT_UPDATE_DOCS=1 dotnet test tests/Property --filter FullyQualifiedName~SpokenMutant`); do not edit.

            As in [mutants.md](mutants.md): charms that speak version 1 and keep every clause, but for one fault (`tests/Property/Mutants/Version1`). Each runs
            through the scripts of version 1 and of two versions, and has to be caught by the clause that names its fault. The charms without a fault break
            nothing there.

            - mutants: {s_all.Length}; caught by the clause that names the fault: {s_all.Count(mutant => Broken(mutant).ContainsKey(mutant.Clause))}

            | mutant | fault | clause | seen in | also broken |
            | --- | --- | --- | --- | --: |

            """);
        foreach (SpokenMutant mutant in s_all)
        {
            SortedDictionary<string, string> broken = Broken(mutant);
            text.Append(CultureInfo.InvariantCulture, $"| {mutant.Name} | {mutant.Fault} | `{mutant.Clause}` | {broken.GetValueOrDefault(mutant.Clause, "-")} | {broken.Keys.Count(id => id != mutant.Clause)} |\n");
        }

        return text.ToString();
    }
}
