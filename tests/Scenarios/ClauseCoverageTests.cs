using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Scenarios;

/// <summary>The scripts cover the contract: each clause has one, and a clause that a script names is put to the test when it runs.</summary>
public sealed class ClauseCoverageTests
{
    // Clauses on what a charm need not do at all: the reference charms do not, and so are silent on them. That the scripts find out charms
    // which do, and do it wrong, is shown on the mutants (tests/Property).
    private static readonly SortedDictionary<string, string> s_noOccasion = new(StringComparer.Ordinal)
    {
        ["use.latest-credentials"] = "the reference charms do not talk to S3",
        ["use.within-place"] = "the reference charms do not talk to S3",
        ["use.nothing-after-gone"] = "the reference charms do not talk to S3",
        ["use.given-chain"] = "the reference charms do not talk to S3",
        ["use.makes-its-bucket"] = "the reference charms do not talk to S3",
        ["secrecy.output"] = "the reference charms print nothing",
        ["secrecy.status"] = "the reference charms set no status",
    };

    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
    { Others = OwnKeysProvider.Players };

    [Test]
    public void There_are_at_least_sixty_scripts() => Assert.That(BuiltInScripts.All, Has.Count.GreaterThanOrEqualTo(60));

    [TestCaseSource(nameof(Clauses))]
    public void Is_covered_by_a_script(string clause) =>
        Assert.That(BuiltInScripts.All.Where(parse => parse.Script.Header.Covers.Contains(clause, StringComparer.Ordinal)), Is.Not.Empty);

    [TestCaseSource(nameof(Scripts))]
    public void Covers_what_it_says(Script script)
    {
        Assert.That(script.Header.Covers, Is.Not.Empty);
        Assert.That(
            script.Header.Covers.Except(CheckedIn(script), StringComparer.Ordinal).Except(s_noOccasion.Keys, StringComparer.Ordinal),
            Is.Empty,
            "clauses that nothing in the script puts to the test");
    }

    [Test]
    public void The_reference_charms_give_no_occasion_for_the_clauses_that_are_excused() =>
        Assert.That(
            BuiltInScripts.All.SelectMany(parse => CheckedIn(parse.Script)).Intersect(s_noOccasion.Keys, StringComparer.Ordinal),
            Is.Empty,
            "no longer an excuse");

    private static HashSet<string> CheckedIn(Script script)
    {
        var judge = new Judge(new JudgeOptions { VisibleEvents = JudgeOptions.AllEvents });
        foreach (ScriptCase row in ScriptCase.Of(script))
        {
            judge.Begin(row.Name);
            new ScriptRunner(s_cast, new RunOptions { Row = row.Row, StepTaken = judge.Observe }).Run(row.Script);
        }

        return judge.Verdicts().Where(verdict => verdict.Checked > 0).Select(verdict => verdict.Clause.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<TestCaseData> Clauses() =>
        ClauseCatalogue.All.Where(clause => clause.Version is (ContractVersion.Any or ContractVersion.V0)).Select(clause => new TestCaseData(clause.Id) { TestName = "Is_covered(" + clause.Id + ")" });

    private static IEnumerable<TestCaseData> Scripts() =>
        BuiltInScripts.All.Select(parse => new TestCaseData(parse.Script) { TestName = "Covers_what_it_says(" + parse.Script.Name + ")" });
}
