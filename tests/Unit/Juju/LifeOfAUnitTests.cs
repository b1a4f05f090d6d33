using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§2.1, §2.2 and §2.4: priorities, the life of a unit, its first databag.</summary>
public class LifeOfAUnitTests
{
    private static readonly CharmMetadata s_rich = new("rich", [new("db", EndpointRole.Provider, "s3")])
    {
        Config = [new ConfigOption("mode", "string", "plain")],
        Actions = [new CharmAction("do")],
    };

    [Test]
    public void Section_2_2_A_new_unit_installs_creates_relations_is_elected_configures_and_starts()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(peers: true), 2);
        simulation.Settle();

        Assert.That(simulation.Hooks(unit: "p/0"), Is.EqualTo(new[]
        {
            "install", "peers-created", "leader-elected", "config-changed", "start", "peers-joined p/1", "peers-changed p/1",
        }));
        Assert.That(simulation.Hooks(unit: "p/1"), Is.EqualTo(new[]
        {
            "install", "peers-created", "leader-settings-changed", "config-changed", "start", "peers-joined p/0", "peers-changed p/0",
        }));
    }

    [Test]
    public void Section_2_2_During_install_no_relation_is_known_not_even_a_peer_relation()
    {
        IReadOnlyList<RelationId>? ids = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => ids ??= hook.RelationIds("peers"), peers: true));
        simulation.Step("p/0");

        Assert.That(ids, Is.Empty);
    }

    [Test]
    public void Section_2_2_A_relation_added_later_is_created_on_every_unit_of_both_sides_before_any_joins()
    {
        using Simulation simulation = Probe.Related(providers: 2, requirers: 2);

        foreach (string unit in (string[])["p/0", "p/1", "r/0", "r/1"])
        {
            List<string> hooks = simulation.Hooks(unit: unit);
            Assert.That(hooks[hooks.IndexOf("start") + 1], Is.EqualTo("db-created"), unit);
        }
    }

    [Test]
    public void Section_2_1_Relation_created_comes_before_leader_elected_and_that_before_an_action_and_that_before_config_changed()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_rich));
        simulation.Deploy("r", Probe.Requirer(), 0);
        simulation.Integrate("p", null, "r", null);
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Settle();

        Assert.That(
            simulation.Hooks(unit: "p/0"),
            Is.EqualTo(new[] { "install", "db-created", "leader-elected", "do", "config-changed", "start" }));
    }

    [Test]
    public void Section_2_1_Nothing_comes_between_the_first_config_changed_and_start()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_rich), 2);
        simulation.RunUntil("p/0", "config-changed");
        simulation.Step("p/0");
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Deploy("r", Probe.Requirer());
        simulation.Integrate("p", null, "r", null);
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Elect(Probe.Unit("p/0"));

        Assert.That(simulation.NextHook(Probe.Unit("p/0"))!.Kind, Is.EqualTo(HookKind.Start));
    }

    [Test]
    public void Section_2_1_Config_changed_runs_when_the_options_differ_from_those_last_seen_and_once_for_many_changes()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_rich));
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.Configure("p", Probe.Pairs("mode=a"));
        simulation.Configure("p", Probe.Pairs("mode=b"));
        simulation.Settle();
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: config-changed" }));

        before = simulation.Steps.Count;
        simulation.Configure("p", Probe.Pairs("mode=c"));
        simulation.Configure("p", Probe.Pairs("mode=b"));
        simulation.Settle();
        Assert.That(simulation.Hooks(before), Is.Empty, "the same options hash alike");
    }

    [Test]
    public void Section_2_1_Update_status_runs_only_when_nothing_else_is_left_and_once_per_firing()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_rich));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();
        Assert.That(simulation.Hooks().Last(), Is.EqualTo("p/0: update-status"));

        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Configure("p", Probe.Pairs("mode=x"));
        int before = simulation.Steps.Count;
        simulation.Settle();
        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "config-changed", "update-status" }));
    }

    [Test]
    public void Section_2_1_Actions_run_while_the_unit_is_being_removed()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_rich));
        simulation.Settle();
        simulation.RemoveUnit(Probe.Unit("p/0"));
        int before = simulation.Steps.Count;
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "do", "stop", "remove" }));
    }

    [Test]
    public void Section_2_2_Juju_sets_a_status_around_install_start_stop_and_remove()
    {
        var seen = new List<string>();
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => seen.Add($"{hook.Hook.Name}: {hook.StatusGet().Status} {hook.StatusGet().Message}")));
        simulation.Settle();
        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0"))!.Workload, Is.EqualTo(StatusView.Unknown), "after start");

        simulation.RemoveUnit(Probe.Unit("p/0"));
        simulation.Settle();
        Assert.That(seen, Does.Contain("install: maintenance installing charm software"));
        Assert.That(seen, Does.Contain("stop: maintenance stopping charm software"));
        Assert.That(seen, Does.Contain("remove: maintenance cleaning up prior to charm deletion"));
    }

    [Test]
    public void Section_2_2_A_status_that_the_charm_set_outlives_start()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook =>
        {
            if (hook.Hook.Kind == HookKind.Install)
            {
                hook.StatusSet(WorkloadStatus.Waiting, "for a database");
            }
        }));
        simulation.Settle();

        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0"))!.Workload, Is.EqualTo(new StatusView("waiting", "for a database")));
    }

    [Test]
    public void Section_2_4_A_units_databag_begins_with_its_addresses_which_lie_in_127()
    {
        using Simulation simulation = Probe.Related();
        Databag bag = simulation.World.UnitDatabag(0, Probe.Unit("p/0"));

        Assert.That(bag.Keys, Is.EqualTo(new[] { "egress-subnets", "ingress-address", "private-address" }));
        Assert.That(bag["private-address"], Does.StartWith("127."));
        Assert.That(bag["ingress-address"], Is.EqualTo(bag["private-address"]));
        Assert.That(bag["egress-subnets"], Is.EqualTo(bag["private-address"] + "/32"));
        Assert.That(simulation.World.ApplicationDatabag(0, "p"), Is.Empty);
    }

    [Test]
    public void Section_2_4_Every_unit_has_an_address_of_its_own()
    {
        using Simulation simulation = Probe.Related(providers: 3, requirers: 3);
        string[] addresses = [.. simulation.World.Units.Select(unit => unit.Address)];

        Assert.That(addresses, Is.Unique);
    }

    [Test]
    public void Section_2_4_A_unit_is_in_scope_before_its_own_relation_created_runs_and_stays_so_if_that_fails()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Deploy("r", Probe.Requirer());
        simulation.Settle();
        simulation.Integrate("p", null, "r", null);
        simulation.Step("r/0");
        simulation.Arm(Probe.Unit("p/0"), Fault.Fail);
        simulation.Step("p/0");

        Assert.That(Probe.Text(simulation.NextHook(Probe.Unit("r/0"))!), Is.EqualTo("db-joined p/0"));
    }

    [Test]
    public void Section_2_4_The_first_created_hook_sees_every_relation_that_is_alive()
    {
        IReadOnlyList<RelationId>? ids = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook =>
        {
            if (hook.Hook.Kind == HookKind.RelationCreated)
            {
                ids ??= hook.RelationIds("db");
            }
        }));
        simulation.Settle();
        simulation.Deploy("r", Probe.Requirer());
        simulation.Deploy("s", Probe.Requirer());
        simulation.Integrate("p", null, "r", null);
        simulation.Integrate("p", null, "s", null);
        simulation.Step("p/0");

        Assert.That(ids, Is.EqualTo(new RelationId[] { 0, 1 }));
    }

    [Test]
    public void Section_1_1_A_hook_the_charm_has_no_code_for_counts_as_done()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", new CharmWithoutHooks());
        simulation.Settle();

        Assert.That(simulation.Hooks(), Is.EqualTo(new[] { "p/0: install", "p/0: leader-elected", "p/0: config-changed", "p/0: start" }));
        Assert.That(simulation.HookSteps().Select(step => step.Outcome), Is.All.EqualTo(HookOutcome.Missing));
    }

    [Test]
    public void Section_1_1_An_action_the_charm_has_no_code_for_fails()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", new CharmWithoutHooks());
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Settle();

        ActionOutcome outcome = simulation.World.ActionResults[0].Outcome;
        Assert.That(outcome.Failed, Is.True);
        Assert.That(outcome.Message, Is.EqualTo("action not implemented on unit \"p/0\""));
    }

    private sealed class CharmWithoutHooks : ICharmSubject, IUnitHost
    {
        public CharmMetadata Metadata => s_rich;

        public string Host => "test";

        public IUnitHost CreateUnit(UnitName unit) => this;

        public HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation) => new(HookExitKind.Missing);

        public void Dispose()
        {
        }
    }
}
