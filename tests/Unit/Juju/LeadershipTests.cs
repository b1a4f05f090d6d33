using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§5: leadership.</summary>
public class LeadershipTests
{
    [Test]
    public void Section_5_The_first_unit_leads()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 3);

        Assert.That(simulation.Changes().OfType<LeaderMoved>().Single(), Is.EqualTo(new LeaderMoved("p", null, Probe.Unit("p/0"))));
    }

    [Test]
    public void Section_5_Install_runs_before_leader_elected_but_the_unit_leads_already()
    {
        bool? leads = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => leads ??= hook.IsLeader()));
        simulation.Step("p/0");

        Assert.That(leads, Is.True);
        Assert.That(simulation.NextHook(Probe.Unit("p/0"))!.Kind, Is.EqualTo(HookKind.LeaderElected));
    }

    [Test]
    public void Section_5_The_new_leader_runs_leader_elected_and_the_old_one_hears_of_the_settings_as_a_follower()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 2);
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: leader-settings-changed", "p/1: leader-elected" }));
        Assert.That(simulation.Changes(before)[0], Is.EqualTo(new LeaderMoved("p", Probe.Unit("p/0"), Probe.Unit("p/1"))));
    }

    [Test]
    public void Section_5_Leader_elected_is_skipped_if_leadership_was_lost_again_before_it_starts()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 3);
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Elect(Probe.Unit("p/2"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: leader-settings-changed", "p/2: leader-elected" }));
    }

    [Test]
    public void Section_5_A_failed_leader_elected_is_not_retried_once_leadership_is_lost()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 2);
        simulation.Settle();
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Arm(Probe.Unit("p/1"), Fault.Fail);
        simulation.Step("p/1");
        simulation.Elect(Probe.Unit("p/0"));

        Assert.That(simulation.NextHook(Probe.Unit("p/1")), Is.Null);
    }

    [Test]
    public void Section_5_Leadership_regained_gives_leader_elected_again()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 2);
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Elect(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: leader-elected" }));
    }

    [Test]
    public void Section_5_A_leader_that_is_being_removed_leads_until_it_is_gone_then_the_lowest_number_does()
    {
        bool? leads = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => leads = hook.Hook.Kind == HookKind.Stop ? hook.IsLeader() : leads), 12);
        simulation.Settle();
        simulation.RemoveUnit(Probe.Unit("p/0"));
        int before = simulation.Steps.Count;
        simulation.Settle();

        Assert.That(leads, Is.True);
        Assert.That(simulation.Changes(before)[..2], Is.EqualTo(new ModelChange[]
        {
            new UnitGone(Probe.Unit("p/0")), new LeaderMoved("p", Probe.Unit("p/0"), Probe.Unit("p/1")),
        }));
        Assert.That(simulation.Hooks(before, "p/1"), Is.EqualTo(new[] { "leader-elected" }));
    }

    [Test]
    public void Section_5_A_unit_that_is_being_removed_is_not_told_of_its_election()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 2);
        simulation.Settle();
        simulation.Elect(Probe.Unit("p/1"));
        simulation.RemoveUnit(Probe.Unit("p/1"));

        Assert.That(simulation.NextHook(Probe.Unit("p/1"))!.Kind, Is.EqualTo(HookKind.Stop));
        Assert.That(simulation.Elect(Probe.Unit("p/1")), Is.False, "nor can it be elected");
    }

    [Test]
    public void Section_5_Leadership_lost_in_mid_hook_moves_to_the_next_unit_even_if_the_hook_never_asks()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 3);
        simulation.Settle();
        simulation.Elect(Probe.Unit("p/2"));
        simulation.Arm(Probe.Unit("p/2"), Fault.LoseLeadership);
        int before = simulation.Steps.Count;
        HookStep step = simulation.Step("p/2");

        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Committed));
        Assert.That(simulation.Changes(before), Is.EqualTo(new ModelChange[] { new LeaderMoved("p", Probe.Unit("p/2"), Probe.Unit("p/0")) }));
    }

    [Test]
    public void Section_5_A_unit_alone_cannot_lose_leadership()
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            if (hook.IsLeader())
            {
                hook.RelationSet(0, true, Probe.Pairs("a=1"));
            }
        }));
        simulation.Arm(Probe.Unit("p/0"), Fault.LoseLeadership);
        simulation.UpdateStatus(Probe.Unit("p/0"));

        Assert.That(simulation.Step("p/0").Outcome, Is.EqualTo(HookOutcome.Committed));
    }

    [Test]
    public void Section_5_Once_false_in_a_hook_leadership_stays_false_until_it_ends()
    {
        List<bool> answers = [];
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => answers = [hook.IsLeader(), hook.IsLeader(), hook.IsLeader()]),
            providers: 2);
        simulation.Arm(Probe.Unit("p/0"), Fault.LoseLeadership);
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");

        Assert.That(answers, Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void Section_5_A_fault_serves_one_hook_only()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Arm(Probe.Unit("p/0"), Fault.Crash);
        simulation.Arm(Probe.Unit("p/0"), Fault.Fail);

        Assert.That(simulation.Changes().OfType<FaultArmed>().Select(armed => armed.Fault), Is.EqualTo(new[] { "crash", "fail" }));
        Assert.That(simulation.Step("p/0").Outcome, Is.EqualTo(HookOutcome.Failed), "the second replaces the first");
        Assert.That(simulation.Step("p/0").Outcome, Is.EqualTo(HookOutcome.Committed));
    }
}
