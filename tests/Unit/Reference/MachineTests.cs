using S3Contract.Charms;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Tests.Unit.Reference;

internal sealed class MachineTests
{
    [Test]
    public void The_table_leaves_no_choice_of_next_state() =>
        Assert.That(MachineTable.Transitions.Select(transition => transition.Name), Is.Unique);

    [TestCase(Chart.Provider)]
    [TestCase(Chart.Requirer)]
    [TestCase(Chart.RequirerUnit)]
    [TestCase(Chart.ProviderV1)]
    [TestCase(Chart.RequirerV1)]
    [TestCase(Chart.RequirerUnitV1)]
    public void Every_state_of_a_chart_can_be_reached_from_the_first(Chart chart)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { MachineTable.States(chart)[0] };
        for (int before = 0; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(MachineTable.Transitions.Where(t => t.Chart == chart && reached.Contains(t.From)).Select(t => t.To));
        }

        Assert.That(reached, Is.EquivalentTo(MachineTable.States(chart)));
    }

    [Test]
    public void Weights_are_positive_and_every_transition_names_a_command()
    {
        Assert.That(MachineTable.Transitions.Select(TransitionCauses.Of), Has.All.Matches<TransitionCause>(cause => cause.Weight > 0 && cause.Verbs.Count > 0));
        Assert.That(TransitionCauses.Weights.Keys.Where(verb => !Vocabulary.Commands.ContainsKey(verb)), Is.Empty);
    }

    [Test]
    public void A_relation_goes_from_asked_to_answered_to_outdated_and_back()
    {
        Story story = Story.Asked();
        var phases = new List<string?> { story.State().ProviderPhase(1) };
        story.Rotate("access-key=AK11 secret-key=SK11").Hook("provider/0 changed 1", "write bucket=b access-key=AK11 secret-key=SK11");
        phases.Add(story.State().ProviderPhase(1));
        story.Issue("access-key=AK22 secret-key=SK22");
        phases.Add(story.State().ProviderPhase(1));
        story.Hook("provider/0 action issue", "write access-key=AK22 secret-key=SK22");
        phases.Add(story.State().ProviderPhase(1));
        story.Part(1);
        phases.Add(story.State().ProviderPhase(1));
        story.Model(new RelationGone(1));
        phases.Add(story.State().ProviderPhase(1));
        Assert.That(phases, Is.EqualTo(new[] { "asked", "answered", "outdated", "answered", "leaving", null }));
    }

    [Test]
    public void A_unit_is_informed_once_it_has_seen_the_keys()
    {
        Story story = Story.Answered();
        Assert.That(story.State().UnitPhase(1, new UnitName("requirer", 0)), Is.EqualTo("waiting"));
        story.Hook("requirer/0 changed 1", "read");
        Assert.That(story.State().UnitPhase(1, new UnitName("requirer", 0)), Is.EqualTo("informed"));
    }

    [Test]
    public void A_step_that_changes_nothing_leaves_the_very_same_state()
    {
        MachineState state = Story.Answered().Hook("provider/0 update-status").State();
        var quiet = new ModelStep(99, new ModelQuiet());
        MachineState rested = ReferenceMachine.Advance(state, quiet, new Tally());
        Assert.That(ReferenceMachine.Advance(rested, quiet, new Tally()), Is.SameAs(rested));
    }

    [Test]
    public void Earlier_states_are_not_touched_by_later_steps()
    {
        Story story = Story.Answered();
        MachineState state = story.State();
        ReferenceMachine.Advance(state, new ModelStep(99, new RelationRemoved(1)), new Tally());
        Assert.That(state.ProviderPhase(1), Is.EqualTo("answered"));
    }

    [Test]
    public void Other_interfaces_and_peer_relations_are_not_judged()
    {
        Tally tally = new Story().Deploy("provider", 2)
            .Model(new RelationAdded(7, "s3_peers", "provider", "peers", "provider", "peers"))
            .Model(new RelationAdded(8, "mysql", "provider", "db", "mysql", "db"))
            .Model(new ModelQuiet())
            .Judge();
        Assert.That(tally.Violations, Is.Empty);
        Assert.That(ClauseCatalogue.All.Sum(clause => tally.Checked(clause, Roles.Both)), Is.Zero);
    }

    [Test]
    public void Steps_that_make_no_sense_are_ignored()
    {
        var ghost = new UnitName("ghost", 3);
        Story story = new Story()
            .Model(new RelationGone(4)).Model(new UnitGone(ghost)).Model(new LeaderMoved("ghost", null, ghost))
            .Model(new ActionQueued(ghost, "x", [new("access-key", "a")])).Model(new HookResolved(ghost, false))
            .Model(new FaultArmed(ghost, "crash")).Model(new CredentialsIssued("nobody", Databag.Empty)).Model(new ModelRestless(900));
        var hook = new HookStep(50, ghost, new Hook(HookKind.RelationChanged))
        {
            Entries = [new EventEmitted("credentials-changed", 9, Databag.Empty), new DatabagRead(3, "x", Databag.Empty), new Refusal("", "")],
            Commits = [new DatabagCommit(5, true, Databag.Empty, Databag.Empty.With("bucket", "b"))],
        };
        Assert.That(() => ReferenceMachine.Advance(story.State(), hook, new Tally()), Throws.Nothing);
        Assert.That(story.Judge().Violations, Is.Empty);
    }

    [Test]
    public void An_open_duty_is_open_until_the_regular_timer_has_fired()
    {
        Story story = Story.Asked().Rotate("access-key=AK11 secret-key=SK11").Quiet();
        Assert.That(ReferenceMachine.HasOpenDuty(story.State(), Roles.Provider), Is.True);
        Assert.That(ReferenceMachine.HasOpenDuty(story.State(), Roles.Requirer), Is.False);
        Assert.That(ReferenceMachine.HasOpenDuty(story.Hook("provider/0 update-status").State(), Roles.Provider), Is.False);
    }
}
