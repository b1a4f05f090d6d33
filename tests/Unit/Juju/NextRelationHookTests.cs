using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§2.3 of the Juju rules: which relation hook comes next.</summary>
public class NextRelationHookTests
{
    [Test]
    public void Section_2_3_App_data_already_set_when_a_unit_arrives_changes_before_joined()
    {
        using Simulation simulation = Probe.Related(WriteOnce);
        int before = simulation.Steps.Count;
        simulation.AddUnit("r");
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/1"), Is.EqualTo(new[]
        {
            "install", "db-created", "leader-settings-changed", "config-changed", "start", "db-changed (p)", "db-joined p/0", "db-changed p/0",
        }));
    }

    [Test]
    public void Section_2_3_Joined_is_followed_by_changed_even_if_the_unit_never_wrote()
    {
        using Simulation simulation = Probe.Related();

        Assert.That(simulation.Hooks(unit: "r/0").TakeLast(3), Is.EqualTo(new[] { "db-created", "db-joined p/0", "db-changed p/0" }));
    }

    [Test]
    public void Section_2_3_An_application_that_never_wrote_gives_no_changed_without_a_unit()
    {
        using Simulation simulation = Probe.Related();

        Assert.That(simulation.Hooks(), Has.None.Contains("("));
    }

    [Test]
    public void Section_2_3_Several_commits_while_the_observer_is_busy_collapse_to_one_changed()
    {
        using Simulation simulation = Probe.Related(CountUp);
        int before = simulation.Steps.Count;
        for (int i = 0; i < 3; i++)
        {
            simulation.UpdateStatus(Probe.Unit("p/0"));
            simulation.Step("p/0");
        }

        simulation.Settle();
        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-changed (p)" }));
    }

    [Test]
    public void Section_2_3_One_commit_of_both_bags_gives_two_changed_the_applications_first()
    {
        using Simulation simulation = Probe.Related(hook => OnUpdateStatus(hook, () =>
        {
            hook.RelationSet(0, false, Probe.Pairs("a=1"));
            hook.RelationSet(0, true, Probe.Pairs("a=1"));
        }));
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-changed (p)", "db-changed p/0" }));
    }

    [Test]
    public void Section_2_3_A_unit_that_changed_and_left_unseen_gives_departed_only()
    {
        using Simulation simulation = Probe.Related(
            hook => OnUpdateStatus(hook, () => hook.RelationSet(0, false, Probe.Pairs("a=1"))), providers: 2);
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/1"));
        simulation.Step("p/1");
        simulation.RemoveUnit(Probe.Unit("p/1"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-departed p/1" }));
    }

    [Test]
    public void Section_2_3_A_unit_that_joined_and_left_unseen_gives_no_hook()
    {
        using Simulation simulation = Probe.Related();
        int before = simulation.Steps.Count;
        simulation.AddUnit("p");
        simulation.RunUntil("p/1", "config-changed");
        simulation.RemoveUnit(Probe.Unit("p/1"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.Empty);
    }

    [Test]
    public void Section_2_3_A_change_pending_when_the_relation_goes_is_dropped()
    {
        using Simulation simulation = Probe.Related(CountUp);
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        simulation.RemoveRelation("p", null, "r", null);
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-departed p/0", "db-broken" }));
    }

    [Test]
    public void Section_2_3_A_unit_is_not_told_of_its_own_writes_in_a_relation_between_two_applications()
    {
        using Simulation simulation = Probe.Related(
            hook => OnUpdateStatus(hook, () =>
            {
                hook.RelationSet(0, false, Probe.Pairs("a=1"));
                hook.RelationSet(0, true, Probe.Pairs("a=1"));
            }),
            providers: 2);
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: update-status", "r/0: db-changed (p)", "r/0: db-changed p/0" }));
    }

    [Test]
    public void Section_2_3_In_a_peer_relation_every_unit_is_told_of_the_own_applications_databag_the_writing_leader_too()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => OnUpdateStatus(hook, () => hook.RelationSet(0, true, Probe.Pairs("a=1"))), peers: true), 2);
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(
            simulation.Hooks(before),
            Is.EqualTo(new[] { "p/0: update-status", "p/0: peers-changed (p)", "p/1: peers-changed (p)" }));
    }

    [Test]
    public void Section_2_3_Also_the_only_unit_of_an_application_is_told_of_its_peer_databag()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => OnUpdateStatus(hook, () => hook.RelationSet(0, true, Probe.Pairs("a=1"))), peers: true));
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "update-status", "peers-changed (p)" }));
    }

    [Test]
    public void Section_2_3_Every_remote_unit_gets_one_changed_per_version_of_the_applications_databag()
    {
        using Simulation simulation = Probe.Related(CountUp, requirers: 3);
        int before = simulation.Steps.Count;
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(
            simulation.Hooks(before),
            Is.EqualTo(new[] { "p/0: update-status", "r/0: db-changed (p)", "r/1: db-changed (p)", "r/2: db-changed (p)" }));
    }

    [Test]
    public void Section_2_3_Units_join_in_the_order_of_their_names_as_text()
    {
        using Simulation simulation = Probe.Related(providers: 12);

        Assert.That(
            simulation.Hooks(unit: "r/0").Where(hook => hook.Contains("joined", StringComparison.Ordinal)).Take(4),
            Is.EqualTo(new[] { "db-joined p/0", "db-joined p/1", "db-joined p/10", "db-joined p/11" }));
    }

    [Test]
    public void Section_2_3_Row_1_changed_follows_joined_even_when_the_relation_is_being_removed()
    {
        using Simulation simulation = Unjoined();
        simulation.RunUntil("r/0", "db-joined p/0");
        simulation.Step("r/0");
        simulation.RemoveRelation("p", null, "r", null);
        int before = simulation.Steps.Count;
        simulation.Settle();

        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-changed p/0", "db-departed p/0", "db-broken" }));
    }

    [Test]
    public void Section_2_3_Row_1_nothing_of_that_relation_comes_between_joined_and_its_changed()
    {
        using Simulation simulation = Unjoined(CountUp, providers: 2);
        simulation.RunUntil("r/0", "db-joined p/0");
        simulation.Step("r/0");
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.RunUntil("p/0", "update-status");
        simulation.Step("p/0");

        Assert.That(simulation.World.ApplicationDatabag(0, "p").Count, Is.EqualTo(1), "the application's databag has a new version");
        Assert.That(Probe.Text(simulation.NextHook(Probe.Unit("r/0"))!), Is.EqualTo("db-changed p/0"));
    }

    [Test]
    public void Section_2_3_Hooks_of_another_kind_may_come_between_joined_and_its_changed()
    {
        using Simulation simulation = Unjoined();
        simulation.RunUntil("r/0", "db-joined p/0");
        simulation.Step("r/0");
        simulation.Elect(Probe.Unit("r/0"));
        simulation.Deploy("p2", Probe.Charm());
        simulation.Integrate("p2", null, "r", null);

        Assert.That(Probe.Text(simulation.NextHook(Probe.Unit("r/0"))!), Is.EqualTo("db-created"));
    }

    [Test]
    public void Section_2_3_A_write_between_a_failed_changed_and_its_retry_gives_one_more_changed_with_data_already_seen()
    {
        var seen = new List<string?>();
        using Simulation simulation = Probe.Related(CountUp, hook =>
        {
            if (hook.Hook is { Kind: HookKind.RelationChanged, RemoteUnit: null })
            {
                seen.Add(hook.RelationGet(0, "p").Get("n"));
            }
        });
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        simulation.Arm(Probe.Unit("r/0"), Fault.Fail);
        simulation.Step("r/0");
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        simulation.Settle();

        Assert.That(seen, Is.EqualTo(new[] { "1", "2", "2" }));
    }

    [Test]
    public void Section_2_3_A_value_changed_and_changed_back_still_notifies_for_versions_only_count_up()
    {
        string value = "x";
        using Simulation simulation = Probe.Related(hook => OnUpdateStatus(hook, () => hook.RelationSet(0, true, Probe.Pairs("a=" + value))));
        foreach (string next in (string[])["1", "2", "1"])
        {
            value = next;
            simulation.UpdateStatus(Probe.Unit("p/0"));
            simulation.Step("p/0");
            if (next == "1" && !simulation.Hooks().Contains("r/0: db-changed (p)"))
            {
                simulation.Settle();
            }
        }

        int before = simulation.Steps.Count;
        simulation.Settle();
        Assert.That(simulation.Hooks(before, "r/0"), Is.EqualTo(new[] { "db-changed (p)" }));
    }

    [Test]
    public void Section_2_3_Which_relation_goes_first_is_free_and_the_quotient_of_an_order_number_chooses_it()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Settle();
        simulation.Deploy("r", Probe.Requirer(), 0);
        simulation.Deploy("s", Probe.Requirer(), 0);
        simulation.Integrate("p", null, "r", null);
        simulation.Integrate("p", null, "s", null);
        int before = simulation.Steps.Count;
        simulation.Settle(order: [1]);

        Assert.That(simulation.HookSteps(before).Select(step => step.Hook.Relation!.Value.Number), Is.EqualTo(new[] { 1, 0 }));
    }

    internal static void OnUpdateStatus(HookTransaction hook, Action action)
    {
        if (hook.Hook.Kind == HookKind.UpdateStatus)
        {
            action();
        }
    }

    internal static void CountUp(HookTransaction hook) => OnUpdateStatus(hook, () =>
    {
        int n = hook.RelationGet(0, "p").Get("n") is { } text ? int.Parse(text, null) : 0;
        hook.RelationSet(0, true, Probe.Pairs($"n={n + 1}"));
    });

    internal static void WriteOnce(HookTransaction hook)
    {
        if (hook.Hook.Kind == HookKind.RelationCreated && hook.IsLeader())
        {
            hook.RelationSet(hook.Hook.Relation!.Value, true, Probe.Pairs("a=1"));
        }
    }

    private static Simulation Unjoined(Action<HookTransaction>? provider = null, int providers = 1)
    {
        var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(provider), providers);
        simulation.Deploy("r", Probe.Requirer());
        simulation.Settle();
        simulation.Integrate("p", null, "r", null);
        for (int i = 0; i < providers; i++)
        {
            simulation.Step($"p/{i}");
        }

        return simulation;
    }
}
