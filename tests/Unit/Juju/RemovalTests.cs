using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§2.5: how units, relations and applications go.</summary>
public class RemovalTests
{
    [Test]
    public void Section_2_5_Remove_relation_departs_every_remote_unit_and_then_breaks_on_both_sides()
    {
        using Simulation simulation = Probe.Related(requirers: 2);
        int before = simulation.Steps.Count;
        simulation.RemoveRelation("p", null, "r", null);
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "db-departed r/0", "db-departed r/1", "db-broken" }));
        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-departed p/0", "db-broken" }));
        Assert.That(Departing(simulation, before, "r/0"), Is.EqualTo("p/0"), "the remote unit is the one that leaves");
        Assert.That(simulation.Changes(before).OfType<RelationGone>().Count(), Is.EqualTo(1));
        Assert.That(simulation.World.Relations, Is.Empty);
    }

    [Test]
    public void Section_2_5_Remove_relation_that_no_unit_joined_gives_broken_only()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Deploy("r", Probe.Requirer(), 0);
        simulation.Settle();
        simulation.Integrate("p", null, "r", null);
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.RemoveRelation("p", null, "r", null);
        simulation.Settle();

        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: db-broken" }));
    }

    [Test]
    public void Section_2_5_A_relation_that_no_unit_entered_is_gone_at_once()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Deploy("r", Probe.Requirer());
        simulation.Settle();
        simulation.Integrate("p", null, "r", null);
        int before = simulation.Steps.Count;
        simulation.RemoveRelation("p", null, "r", null);

        Assert.That(simulation.Changes(before), Is.EqualTo(new ModelChange[] { new RelationRemoved(0), new RelationGone(0) }));
        Assert.That(simulation.Enabled, Is.Empty);
    }

    [Test]
    public void Section_2_5_A_removed_unit_departs_and_breaks_its_relations_and_then_stops()
    {
        using Simulation simulation = Probe.Related(providers: 2, requirers: 2);
        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("r/1"));
        simulation.Settle();

        Assert.That(
            simulation.Hooks(before, "r/1"),
            Is.EqualTo(new[] { "db-departed p/0", "db-departed p/1", "db-broken", "stop", "remove" }));
        Assert.That(Departing(simulation, before, "r/1"), Is.EqualTo("r/1"), "it is itself that leaves");
        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "db-departed r/1" }), "no broken for the others");
        Assert.That(Departing(simulation, before, "p/0"), Is.EqualTo("r/1"));
        Assert.That(simulation.Changes(before).OfType<UnitGone>().Single().Unit, Is.EqualTo(Probe.Unit("r/1")));
    }

    [Test]
    public void Section_2_5_Others_may_see_a_unit_go_before_it_has_run_any_of_its_last_hooks()
    {
        using Simulation simulation = Probe.Related(requirers: 2);
        simulation.RemoveUnit(Probe.Unit("r/1"));

        Assert.That(Probe.Text(simulation.NextHook(Probe.Unit("p/0"))!), Is.EqualTo("db-departed r/1"));
    }

    [Test]
    public void Section_2_5_Peers_of_a_removed_unit_depart_it_and_a_peer_relation_is_never_broken()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(peers: true), 3);
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("p/1"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "p/1"), Is.EqualTo(new[] { "peers-departed p/0", "peers-departed p/2", "stop", "remove" }));
        Assert.That(Departing(simulation, before, "p/1"), Is.EqualTo("p/1"));
        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "peers-departed p/1" }));
    }

    [Test]
    public void Section_2_5_Scaled_to_zero_and_back_the_relation_lives_on_with_the_applications_databag()
    {
        using Simulation simulation = Probe.Related(NextRelationHookTests.WriteOnce);
        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-departed p/0" }));
        Assert.That(simulation.World.Relations, Has.Count.EqualTo(1));
        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("a"), Is.EqualTo("1"));
        Assert.That(simulation.World.Applications[0].Leader, Is.Null);

        before = simulation.Steps.Count;
        simulation.AddUnit("p");
        simulation.Settle();
        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-joined p/1", "db-changed p/1" }), "a number is never used twice");
        Assert.That(simulation.World.Applications[0].Leader, Is.EqualTo(Probe.Unit("p/1")));
    }

    [Test]
    public void Section_2_5_Remove_application_takes_its_units_and_relations_along()
    {
        using Simulation simulation = Probe.Related(requirers: 2);
        int before = simulation.Steps.Count;
        simulation.RemoveApplication("r");
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-departed p/0", "db-broken", "stop", "remove" }));
        Assert.That(Departing(simulation, before, "r/0"), Is.EqualTo("r/0"));
        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "db-departed r/0", "db-departed r/1", "db-broken" }));
        Assert.That(Departing(simulation, before, "p/0"), Is.EqualTo("r/0"));
        Assert.That(simulation.World.Applications.Select(application => application.Name), Is.EqualTo(new[] { "p" }));
        Assert.That(simulation.World.Relations, Is.Empty);
    }

    [Test]
    public void Section_2_5_Settings_of_a_departed_unit_stay_readable_while_the_relation_lives()
    {
        string? read = null;
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => read = hook.RelationGet(0, Probe.Unit("r/1")).Get("private-address")),
            requirers: 2);
        simulation.RemoveUnit(Probe.Unit("r/1"));
        simulation.Settle();
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(read, Does.StartWith("127."));
    }

    [Test]
    public void Section_2_5_A_unit_in_error_does_not_process_its_departure_and_the_relation_stays()
    {
        using Simulation simulation = Probe.Related(requirer: hook =>
        {
            if (hook.Hook.Kind == HookKind.UpdateStatus)
            {
                throw new InvalidOperationException("stuck");
            }
        });
        simulation.UpdateStatus(Probe.Unit("r/0"));
        simulation.Settle();
        simulation.RemoveRelation("p", null, "r", null);
        simulation.Settle();

        Assert.That(simulation.World.Relations.Single().Dying, Is.True);
        Assert.That(simulation.World.UnitStatus(Probe.Unit("r/0"))!.FailedHook, Is.EqualTo("update-status"));
    }

    [Test]
    public void Section_1_3_A_relation_made_again_has_a_new_number_and_fresh_databags()
    {
        using Simulation simulation = Probe.Related(NextRelationHookTests.WriteOnce);
        simulation.RemoveRelation("p", null, "r", null);
        simulation.Settle();
        simulation.Integrate("p", null, "r", null);

        Assert.That(simulation.World.Relations.Single().Id, Is.EqualTo(new RelationId(1)));
        Assert.That(simulation.World.ApplicationDatabag(1, "p"), Is.Empty);
        simulation.Settle();
        Assert.That(simulation.World.ApplicationDatabag(1, "p").Get("a"), Is.EqualTo("1"));
    }

    [Test]
    public void Section_2_2_A_unit_that_never_ran_a_hook_is_gone_at_once()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 2);
        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("p/0"));

        Assert.That(simulation.Changes(before), Is.EqualTo(new ModelChange[]
        {
            new UnitRemoved(Probe.Unit("p/0")), new UnitGone(Probe.Unit("p/0")),
            new LeaderMoved("p", Probe.Unit("p/0"), Probe.Unit("p/1")),
        }));
    }

    [Test]
    public void Section_3_3_What_is_written_in_departed_is_seen_by_those_who_stay()
    {
        using Simulation simulation = Probe.Related(
            hook =>
            {
                if (hook.Hook.Kind == HookKind.RelationDeparted)
                {
                    hook.RelationSet(0, true, Probe.Pairs("gone=" + hook.Hook.RemoteUnit));
                }
            },
            requirers: 2);
        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("r/1"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-changed (p)" }));
    }

    private static string? Departing(Simulation simulation, int from, string unit) => simulation.HookSteps(from)
        .First(step => step.Unit.ToString() == unit && step.Hook.Kind == HookKind.RelationDeparted).Hook.DepartingUnit?.ToString();
}
