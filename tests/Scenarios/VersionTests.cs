using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Scenarios;

/// <summary>The courses of version 1, and of two versions: the reference charms that speak both keep every clause in them, and each clause has a script.</summary>
public sealed class VersionTests
{
    // What a charm need not do at all, and the reference charms do not. That the scripts find out charms which do it wrong is shown on the mutants.
    private static readonly string[] s_noOccasion = ["leftovers.replaced-secret-removed", "live.latest-revision-after-leader-change"];

    private static readonly Player s_provider0 = ReferencePlayers.Of(Roles.Provider, ContractVersion.V0);
    private static readonly Player s_requirer0 = ReferencePlayers.Of(Roles.Requirer, ContractVersion.V0);
    private static readonly Player s_provider1 = ReferencePlayers.Of(Roles.Provider, ContractVersion.V1);
    private static readonly Player s_requirer1 = ReferencePlayers.Of(Roles.Requirer, ContractVersion.V1);

    [Test]
    public void There_are_more_than_thirty_scripts_and_fifteen_of_two_versions()
    {
        Assert.That(BuiltInScripts.TwoVersions, Has.Count.EqualTo(15));
        Assert.That(BuiltInScripts.Version1.Concat(BuiltInScripts.TwoVersions).Count(), Is.GreaterThan(30));
    }

    [TestCaseSource(nameof(Cases))]
    public void Holds(string name, object cast)
    {
        (ScriptRun run, Judge judge) = Run(name, (Cast)cast);

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), () => Explain(run));
        Assert.That(judge.Violations.Select(violation => $"{violation.ClauseId}, line {violation.Line}: {violation.Message}"), Is.Empty);
    }

    // The dead ends: what neither side of two versions can help.
    [TestCase(Roles.Provider, "mixed.answer-has-bucket")]
    [TestCase(Roles.Requirer, "live.asked-unprompted")]
    public void Charms_of_version_1_alone_keep_the_level_library_and_run_into_the_dead_end(object side, string deadEnd)
    {
        var role = (Roles)side;
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string name in Names().Where(name => !Needs(name, Roles.Both & ~role)))
        {
            Player alone = ReferencePlayers.Named("reference-v1", role);
            Player other = ReferencePlayers.Of(Roles.Both & ~role, IsAcross(name) ? ContractVersion.V0 : ContractVersion.V1);
            Cast cast = (role == Roles.Provider ? new Cast(alone, other) : new Cast(other, alone)) with { Others = ReferencePlayers.Beside(role) };
            var judge = new Judge(new JudgeOptions { SubjectRoles = role, VisibleEvents = JudgeOptions.AllEvents, Speaks = ContractVersion.V1 });
            judge.Begin(name);
            ScriptRun run = new ScriptRunner(cast, new RunOptions { UnderTest = role, StepTaken = judge.Observe, StopAtFailure = false }).Run(Script(name));
            Assert.That(run.Errors, Is.Empty);
            Assert.That(
                judge.Verdicts().Where(verdict => verdict is { Verdict: Verdict.Fail, Clause.Level: < ClauseLevel.Strict }).Select(verdict => $"{name}: {verdict.Clause.Id}: {verdict.Violations[0].Message}"), Is.Empty);
            broken.UnionWith(judge.Violations.Select(violation => violation.ClauseId));
        }

        Assert.That(broken, Has.Member(deadEnd));
        TestContext.Out.WriteLine(string.Join(' ', broken));
    }

    [TestCaseSource(nameof(Names))]
    public void Covers_what_it_says(string name)
    {
        Script script = Script(name);
        string[] put = [.. CastsOf(name).SelectMany(cast => Run(name, cast).Judge.Verdicts()).Where(verdict => verdict.Checked > 0).Select(verdict => verdict.Clause.Id)];

        Assert.That(script.Header.Covers, Is.Not.Empty);
        Assert.That(script.Header.Covers.Except(put, StringComparer.Ordinal), Is.Empty, "clauses that nothing in the script puts to the test");
    }

    [Test]
    public void Every_clause_is_covered() => Assert.That(
        ClauseCatalogue.All.Where(clause => clause.Version is ContractVersion.V1 or ContractVersion.Mixed).Select(clause => clause.Id)
            .Except(BuiltInScripts.Every.SelectMany(parse => parse.Script.Header.Covers), StringComparer.Ordinal),
        Is.EquivalentTo(s_noOccasion));

    [TestCaseSource(nameof(Names))]
    public void Is_in_good_order(string name)
    {
        ScriptParse parse = BuiltInScripts.Every.First(parse => parse.Script.Name == name);

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(ScriptLint.Check(parse.Script).Where(finding => finding.Severity > LintSeverity.Advice), Is.Empty);
        Assert.That(string.Concat(parse.Script.Lines.Select(line => line.Source + "\n")), Is.EqualTo(ScriptFormatter.Format(parse.Script)), "as s3contract fmt lays it out");
    }

    private static IEnumerable<string> Names() => BuiltInScripts.Version1.Concat(BuiltInScripts.TwoVersions).Select(script => script.Name);

    private static IEnumerable<TestCaseData> Cases() => Names().SelectMany(name => CastsOf(name).Select((cast, index) => new TestCaseData(name, cast) { TestName = $"{name} {index}" }));

    private static IEnumerable<Cast> CastsOf(string name) => IsAcross(name)
        ? [new Cast(s_provider0, s_requirer1) { Others = ReferencePlayers.Beside(Roles.None) }, new Cast(s_provider1, s_requirer0) { Others = ReferencePlayers.Beside(Roles.None) }]
        : [new Cast(s_provider1, s_requirer1) { Others = ReferencePlayers.Beside(Roles.None) }];

    private static (ScriptRun Run, Judge Judge) Run(string name, Cast cast)
    {
        Roles side = Needs(name, Roles.Provider) ? Roles.Provider : Needs(name, Roles.Requirer) ? Roles.Requirer : Roles.Both;
        var judge = new Judge(new JudgeOptions { SubjectRoles = side, VisibleEvents = JudgeOptions.AllEvents });
        judge.Begin(name);
        return (new ScriptRunner(cast, new RunOptions { UnderTest = side, StepTaken = judge.Observe }).Run(Script(name)), judge);
    }

    private static bool IsAcross(string name) => name.StartsWith("two-versions/", StringComparison.Ordinal);

    private static bool Needs(string name, Roles side) => Script(name).Header.Needs.Any(need => need.Name == (side == Roles.Provider ? "role:provider" : "role:requirer"));

    private static Script Script(string name) => BuiltInScripts.Every.First(parse => parse.Script.Name == name).Script;

    private static string Explain(ScriptRun run)
    {
        Redaction secrets = RunSecrets.Of(run);
        var failure = new RunFailure(run, secrets.Mask(run.Trace), secrets, []);
        return string.Join('\n', run.Errors.Select(error => error.Render()).Concat(failure.Lines().Select(line => line.Text)));
    }
}
