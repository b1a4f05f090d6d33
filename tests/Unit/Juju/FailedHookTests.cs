using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§1.1 and §3.3: what a hook that was killed or failed leaves behind, and how a unit gets out of error.</summary>
public class FailedHookTests
{
    private static readonly CharmMetadata s_withAction = new("probe", [new("db", EndpointRole.Provider, "s3")])
    {
        Actions = [new CharmAction("do")],
    };

    [Test]
    public void Section_1_1_A_killed_hook_stays_queued_runs_again_and_is_no_error()
    {
        using Simulation simulation = Probe.Related(NextRelationHookTests.CountUp);
        simulation.Arm(Probe.Unit("p/0"), Fault.Crash);
        HookStep killed = UpdateStatus(simulation);

        Assert.That(killed.Outcome, Is.EqualTo(HookOutcome.Killed));
        Assert.That(killed.Entries.OfType<DatabagWrite>().Count(), Is.EqualTo(1), "the charm did run");
        Assert.That(simulation.World.ApplicationDatabag(0, "p"), Is.Empty);
        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0"))!.Error, Is.False);

        HookStep again = simulation.Step("p/0");
        Assert.That(again.Hook, Is.EqualTo(killed.Hook));
        Assert.That(again.Attempt, Is.EqualTo(1));
        Assert.That(again.Outcome, Is.EqualTo(HookOutcome.Committed));
    }

    [Test]
    public void Section_3_3_A_failed_hook_puts_the_unit_in_error_and_the_same_hook_is_retried()
    {
        using Simulation simulation = Probe.Related(requirers: 2);
        simulation.AddUnit("p");
        simulation.RunUntil("p/1", "config-changed");
        simulation.RunUntil("r/0", "db-joined p/1");
        simulation.Arm(Probe.Unit("r/0"), Fault.Fail);
        HookStep failed = simulation.Step("r/0");
        simulation.Configure("r", []);
        simulation.RemoveUnit(Probe.Unit("p/1"));

        Assert.That(failed.Failure, Is.EqualTo("exit status 1"));
        Assert.That(simulation.World.UnitStatus(Probe.Unit("r/0"))!.FailedHook, Is.EqualTo("db-relation-joined"));
        Assert.That(simulation.NextHook(Probe.Unit("r/0")), Is.EqualTo(failed.Hook), "though the remote unit is gone by now");
        simulation.Step("r/0");
        Assert.That(simulation.World.UnitStatus(Probe.Unit("r/0"))!.Error, Is.False);
    }

    [Test]
    public void Section_3_3_In_error_no_hook_of_another_kind_runs_but_actions_do()
    {
        bool fail = true;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook =>
            {
                if (fail && hook.Hook.Kind == HookKind.UpdateStatus)
                {
                    throw new InvalidOperationException("stuck");
                }
            },
            s_withAction), 2);
        simulation.Settle();
        simulation.UpdateStatus(Probe.Unit("p/1"));
        simulation.Step("p/1");
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Deploy("r", Probe.Requirer());
        simulation.Integrate("p", null, "r", null);
        Assert.That(simulation.NextHook(Probe.Unit("p/1"))!.Kind, Is.EqualTo(HookKind.UpdateStatus), "no leader-elected, no relation-created");

        simulation.RunAction(Probe.Unit("p/1"), "do", []);
        Assert.That(simulation.Step("p/1").Hook.Kind, Is.EqualTo(HookKind.Action));
        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/1"))!.Error, Is.True, "an action does not end the error");

        fail = false;
        int before = simulation.Steps.Count;
        simulation.Settle();
        Assert.That(simulation.Hooks(before, "p/1").Take(3), Is.EqualTo(new[] { "update-status", "db-created", "leader-elected" }));
    }

    [Test]
    public void Section_3_3_A_unit_in_error_keeps_leadership()
    {
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => throw new InvalidOperationException("stuck")), providers: 2);
        UpdateStatus(simulation);
        simulation.Settle();

        Assert.That(simulation.World.Applications[0].Leader, Is.EqualTo(Probe.Unit("p/0")));
    }

    [Test]
    public void Section_3_3_Resolve_no_retry_takes_the_hook_as_done_without_running_it()
    {
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => hook.RelationSet(0, true, Probe.Pairs("a=1"))),
            hook =>
            {
                if (hook.Hook is { Kind: HookKind.RelationChanged, RemoteUnit: null })
                {
                    throw new InvalidOperationException("no");
                }
            });
        UpdateStatus(simulation);
        simulation.Step("r/0");
        int before = simulation.Steps.Count;
        Assert.That(simulation.Resolve(Probe.Unit("r/0"), retry: false), Is.True);

        Assert.That(simulation.World.UnitStatus(Probe.Unit("r/0"))!.Error, Is.False);
        Assert.That(simulation.Enabled, Is.Empty, "the version counts as seen");
        Assert.That(simulation.Changes(before), Is.EqualTo(new ModelChange[] { new HookResolved(Probe.Unit("r/0"), false) }));
    }

    [Test]
    public void Section_3_3_Resolve_queues_the_hook_again_and_is_refused_when_there_is_no_error()
    {
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => throw new InvalidOperationException("stuck")));
        Assert.That(simulation.Resolve(Probe.Unit("p/0"), retry: true), Is.False);
        UpdateStatus(simulation);
        Assert.That(simulation.Resolve(Probe.Unit("p/0"), retry: true), Is.True);

        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0"))!.Error, Is.False);
        Assert.That(simulation.Step("p/0").Attempt, Is.EqualTo(1));
    }

    [Test]
    public void Section_3_3_A_settle_retries_a_failing_hook_three_times_and_then_leaves_the_unit_in_error()
    {
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => throw new InvalidOperationException("stuck")));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        int before = simulation.Steps.Count;
        bool quiet = simulation.Settle();

        Assert.That(simulation.HookSteps(before).Select(step => step.Attempt), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(quiet, Is.True);
        Assert.That(simulation.Changes(before).Last(), Is.EqualTo(new ModelQuiet()));

        before = simulation.Steps.Count;
        simulation.Settle();
        Assert.That(simulation.HookSteps(before).Count(), Is.EqualTo(3), "the next settle tries again");
    }

    [Test]
    public void Section_3_3_A_settle_that_does_not_come_to_rest_is_given_up()
    {
        using Simulation simulation = Probe.Related(Swap, Swap);
        int before = simulation.Steps.Count;
        bool quiet = simulation.Settle(maxHooks: 7);

        Assert.That(quiet, Is.False);
        Assert.That(simulation.HookSteps(before).Count(), Is.EqualTo(7));
        Assert.That(simulation.Changes(before).Last(), Is.EqualTo(new ModelRestless(7)));

        static void Swap(HookTransaction hook)
        {
            if (hook.Hook.Kind == HookKind.RelationChanged)
            {
                int n = hook.RelationGet(0, hook.Unit.Application).Get("n") is { } text ? int.Parse(text, null) : 0;
                hook.RelationSet(0, true, Probe.Pairs($"n={n + 1}"));
            }
        }
    }

    private static HookStep UpdateStatus(Simulation simulation)
    {
        simulation.UpdateStatus(Probe.Unit("p/0"));
        return simulation.Step("p/0");
    }
}
