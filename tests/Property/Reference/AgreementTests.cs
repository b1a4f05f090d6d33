using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Tests.Property.Reference;

/// <summary>The machine agrees with the library: a charm built on it raises nothing, at the level it claims.</summary>
public sealed class AgreementTests
{
    private const int Lives = 150;
    private const int Commands = 25;

    // With the library as the original is, these are its known weaknesses.
    private static readonly string[] s_weaknesses =
    [
        "isolation.own-event", "live.answered-after-leader-change", "live.asked-after-leader-change", "live.latest-after-leader-change",
        "tolerance.broken-bookkeeping",
    ];

    private static readonly (ICharmSubject Provider, ICharmSubject Requirer) s_original =
        (ReferenceProvider.OriginalSubject, ReferenceRequirer.OriginalSubject);

    private static readonly (ICharmSubject Provider, ICharmSubject Requirer) s_strict = (ReferenceProvider.Subject, ReferenceRequirer.Subject);

    [TestCase(false)]
    [TestCase(true)]
    public void The_built_in_scripts_raise_nothing(bool strict)
    {
        (ICharmSubject provider, ICharmSubject requirer) = strict ? s_strict : s_original;
        var judge = new Judge(new JudgeOptions { VisibleEvents = JudgeOptions.AllEvents });
        var cast = new Cast(new Player(provider, ReferenceProfiles.Provider), new Player(requirer, ReferenceProfiles.Requirer));
        foreach (ScriptCase script in BuiltInScripts.Cases)
        {
            judge.Add(new ScriptRunner(cast, new RunOptions { Row = script.Row }).Run(script.Script).Trace);
        }

        AssertNothing(judge, strict);
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void Random_lives_with_faults_raise_nothing(bool strict, bool byHand)
    {
        Judge judge = Live(strict, byHand, Lives);
        AssertNothing(judge, strict);
        Assert.That(judge.Hooks, Is.GreaterThan(Lives * Commands));
    }

    [Test]
    public void Random_lives_exercise_most_clauses_and_transitions()
    {
        Judge judge = Live(strict: true, byHand: true, Lives);
        judge.Add(Live(strict: true, byHand: false, Lives));
        // The charms speak version 0, and to no S3.
        ClauseVerdict[] verdicts = [.. judge.Verdicts().Where(verdict => verdict.Clause.Version is (ContractVersion.Any or ContractVersion.V0) && verdict.Clause.Family is not "use")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdicts.Count(verdict => verdict.Verdict == Verdict.Pass), Is.GreaterThan(verdicts.Length * 3 / 4));
            Assert.That(judge.Coverage.Hit(), Is.GreaterThan(MachineCoverage.Total() * 3 / 4));
        }
    }

    [Test]
    public void No_relation_changes_its_state_but_by_arrows_of_the_coverage_map() => Follow(s_strict.Provider, s_strict.Requirer, (before, after, where) =>
    {
        Assert.That(Leads(Chart.Provider, before.ProviderPhase, after.ProviderPhase), where);
        Assert.That(Leads(Chart.Requirer, before.RequirerPhase, after.RequirerPhase), where);
    });

    [Test]
    public void Nor_does_one_of_version_1_by_those_of_its_own_charts()
    {
        int steps = 0;
        Follow(ReferencePlayers.Named("reference-both", Roles.Provider).Charm, ReferencePlayers.Named("reference-both", Roles.Requirer).Charm, (before, after, where) =>
        {
            if (after.Speaks is ContractVersion.V1)
            {
                (string from, string to) = (SpokenPhase.OfProvider(before), SpokenPhase.OfProvider(after));
                steps += from == to ? 0 : 1;
                Assert.That(from is "stale" || Leads(Chart.ProviderV1, from, to), $"{where}: {from} to {to}");
                Assert.That(Leads(Chart.RequirerV1, SpokenPhase.OfRequirer(before), SpokenPhase.OfRequirer(after)), where);
            }
        });
        Assert.That(steps, Is.GreaterThan(100));
    }

    // What each step of random lives makes of each relation that was there before it.
    private static void Follow(ICharmSubject provider, ICharmSubject requirer, Action<RelationState, RelationState, string> look)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            using var simulation = new Simulation();
            MachineState state = ReferenceMachine.Start;
            var findings = new Tally();
            simulation.StepTaken = step =>
            {
                RelationState[] before = state.Relations;
                state = ReferenceMachine.Advance(state, step, findings);
                foreach (RelationState relation in before)
                {
                    if (state.Relations.FirstOrDefault(after => after.Id == relation.Id) is { } after)
                    {
                        look(relation, after, $"seed {seed}, step {step.Index}");
                    }
                }
            };
            new RandomLife(seed, provider, requirer, simulation, byHand: true, leaderChanges: true).Live(Commands);
        }
    }

    // A step may answer and be asked in one, and keys that never reached a leader are not due after all.
    private static bool Leads(Chart chart, string from, string to) =>
        from == to || from is "outdated" or "offer outdated"
        || MachineTable.Transitions.Where(first => first.Chart == chart && first.From == from)
            .Any(first => first.To == to || MachineTable.Transitions.Any(second => second.Chart == chart && second.From == first.To && second.To == to));

    [Test]
    public void Any_part_of_any_run_can_be_judged()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using var simulation = new Simulation();
            new RandomLife(seed, s_original.Provider, s_original.Requirer, simulation, byHand: true, leaderChanges: true).Live(Commands);
            var random = new Random(seed);
            Step[] torn = [.. simulation.Steps.Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next(20))];
            Assert.That(() => Judge(torn), Throws.Nothing, $"seed {seed}");
        }
    }

    private static void Judge(Step[] steps)
    {
        var findings = new Tally();
        MachineState state = ReferenceMachine.Start;
        foreach (Step step in steps)
        {
            state = ReferenceMachine.Advance(state, step, findings);
        }
    }

    private static Judge Live(bool strict, bool byHand, int lives)
    {
        (ICharmSubject provider, ICharmSubject requirer) = strict ? s_strict : s_original;
        var judge = new Judge(new JudgeOptions { VisibleEvents = JudgeOptions.AllEvents });
        for (int seed = 0; seed < lives; seed++)
        {
            using var simulation = new Simulation();
            judge.Begin($"seed {seed}");
            simulation.StepTaken = judge.Observe;
            new RandomLife(seed, provider, requirer, simulation, byHand, leaderChanges: true).Live(Commands);
        }

        return judge;
    }

    private static void AssertNothing(Judge judge, bool strict) =>
        Assert.That(
            judge.Verdicts().Where(verdict => verdict.Verdict == Verdict.Fail && (strict || !s_weaknesses.Contains(verdict.Clause.Id)))
                .Select(verdict => $"{verdict.Clause.Id} in {verdict.Violations[0].Script}: {verdict.Reason}"),
            Is.Empty);
}
