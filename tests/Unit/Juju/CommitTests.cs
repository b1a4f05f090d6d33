using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§3.1: what takes effect when a hook ends, and what does not.</summary>
public class CommitTests
{
    private static readonly CharmMetadata s_withAction = new("probe", [new("db", EndpointRole.Provider, "s3")])
    {
        Actions = [new CharmAction("do")],
    };

    [Test]
    public void Section_3_1_All_databags_written_in_one_hook_become_visible_together()
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            hook.RelationSet(0, true, Probe.Pairs("a=1"));
            hook.RelationSet(1, true, Probe.Pairs("a=1"));
        }));
        simulation.Deploy("s", Probe.Requirer());
        simulation.Integrate("p", null, "s", null);
        simulation.Settle();
        HookStep step = UpdateStatus(simulation);

        Assert.That(step.Commits.Select(commit => commit.Relation.Number), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("a"), Is.EqualTo("1"));
        Assert.That(simulation.World.ApplicationDatabag(1, "p").Get("a"), Is.EqualTo("1"));
    }

    [Test]
    public void Section_3_1_A_failing_hook_leaves_no_databag_state_or_port_behind_but_its_status_version_and_log()
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            hook.RelationSet(0, true, Probe.Pairs("a=1"));
            hook.RelationSet(0, false, Probe.Pairs("a=1"));
            hook.StateSet("k", "v");
            hook.OpenPort("80");
            hook.StatusSet(WorkloadStatus.Blocked, "half way");
            hook.StatusSet(WorkloadStatus.Waiting, "all of us", application: true);
            hook.ApplicationVersionSet("1.2");
            hook.LeaderSet(Probe.Pairs("shared=1"));
            hook.JujuLog(LogLevel.Info, "hello");
            throw new InvalidOperationException("now");
        }));
        HookStep step = UpdateStatus(simulation);

        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Failed));
        Assert.That(step.Failure, Is.EqualTo("InvalidOperationException: now"));
        Assert.That(step.Commits, Is.Empty);
        Assert.That(step.Entries.OfType<Logged>().Single().Text, Is.EqualTo("hello"));
        Assert.That(simulation.World.ApplicationDatabag(0, "p"), Is.Empty);
        Assert.That(simulation.World.UnitDatabag(0, Probe.Unit("p/0")).Get("a"), Is.Null);
        Assert.That(simulation.World.Units[0].CharmState, Is.Empty);
        Assert.That(simulation.World.Units[0].Ports, Is.Empty);
        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0"))!.Workload, Is.EqualTo(new StatusView("blocked", "half way")));
        Assert.That(simulation.World.ApplicationStatus("p"), Is.EqualTo(new StatusView("waiting", "all of us")));
        Assert.That(simulation.World.ApplicationVersion("p"), Is.EqualTo("1.2"));
        Assert.That(simulation.World.ApplicationStates[0].LeaderSettings["shared"], Is.EqualTo("1"));
    }

    [Test]
    public void Section_3_1_State_and_ports_are_kept_when_the_hook_succeeds()
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            hook.StateSet("k", "");
            hook.OpenPort("8000-8010/udp");
            hook.OpenPort("80");
            hook.ClosePort("443");
        }));
        UpdateStatus(simulation);

        Assert.That(simulation.World.Units[0].CharmState, Is.EqualTo(Probe.Pairs("k=")));
        Assert.That(simulation.World.Units[0].Ports.Listed(withEndpoints: false), Is.EqualTo(new[] { "80/tcp", "8000-8010/udp" }));
    }

    [Test]
    public void Section_3_1_Only_a_real_difference_counts()
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            hook.RelationSet(0, true, Probe.Pairs("a=1"));
            hook.RelationSet(0, true, Probe.Pairs("a="));
            hook.RelationSet(0, false, Probe.Pairs("gone="));
            hook.RelationSet(0, false, []);
        }));
        int before = simulation.Steps.Count;
        HookStep step = UpdateStatus(simulation);
        simulation.Settle();

        Assert.That(step.Commits, Is.Empty);
        Assert.That(simulation.Hooks(before, "r/0"), Is.Empty);
    }

    [Test]
    public void Section_3_1_A_commit_says_what_was_before_and_after()
    {
        using Simulation simulation = Probe.Related(NextRelationHookTests.CountUp);
        UpdateStatus(simulation);
        DatabagCommit commit = UpdateStatus(simulation).Commits.Single();

        Assert.That(commit.Application, Is.True);
        Assert.That(commit.Before["n"], Is.EqualTo("1"));
        Assert.That(commit.After["n"], Is.EqualTo("2"));
    }

    [Test]
    public void Section_3_1_Leadership_lost_after_an_accepted_write_refuses_the_whole_flush()
    {
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
            {
                hook.RelationSet(0, true, Probe.Pairs("a=1"));
                hook.RelationSet(0, false, Probe.Pairs("a=1"));
            }),
            providers: 2);
        simulation.Arm(Probe.Unit("p/0"), Fault.LoseLeadership);
        int before = simulation.Steps.Count;
        HookStep step = UpdateStatus(simulation);

        Assert.That(step.Leader, Is.True);
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.CommitRefused));
        Assert.That(step.Failure, Does.StartWith("cannot apply changes: "));
        Assert.That(simulation.World.UnitDatabag(0, Probe.Unit("p/0")).Get("a"), Is.Null, "the unit's databag neither");
        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0"))!.Error, Is.True);
        Assert.That(simulation.Changes(before).Last(), Is.EqualTo(new LeaderMoved("p", Probe.Unit("p/0"), Probe.Unit("p/1"))));
    }

    [Test]
    public void Section_3_1_Leadership_lost_before_the_write_refuses_the_write_and_not_the_flush()
    {
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
            {
                if (hook.IsLeader() && hook.IsLeader())
                {
                    hook.RelationSet(0, true, Probe.Pairs("a=1"));
                }

                hook.RelationSet(0, false, Probe.Pairs("a=1"));
            }),
            providers: 2);
        simulation.Arm(Probe.Unit("p/0"), Fault.LoseLeadership);
        HookStep step = UpdateStatus(simulation);

        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Committed));
        Assert.That(step.Entries.OfType<LeaderAsked>().Select(asked => asked.Answer), Is.EqualTo(new[] { true, false }));
        Assert.That(simulation.World.UnitDatabag(0, Probe.Unit("p/0")).Get("a"), Is.EqualTo("1"));
        Assert.That(simulation.World.Applications[0].Leader, Is.EqualTo(Probe.Unit("p/1")));
    }

    [Test]
    public void Section_3_1_Action_results_are_sent_also_when_the_action_fails_but_its_writes_are_not_and_the_unit_is_not_in_error()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook =>
            {
                if (hook.Hook.Kind == HookKind.Action)
                {
                    hook.ActionSet("half", "done");
                    hook.StateSet("k", "v");
                    throw new InvalidOperationException("oops");
                }
            },
            s_withAction));
        simulation.Settle();
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        HookStep step = simulation.Step("p/0");

        Assert.That(step.Action!.Failed, Is.True);
        Assert.That(step.Action.Message, Is.EqualTo("InvalidOperationException: oops"));
        Assert.That(step.Action.Results, Is.EqualTo(Probe.Pairs("half=done")));
        Assert.That(simulation.World.ActionResults.Single().Outcome, Is.SameAs(step.Action));
        Assert.That(simulation.World.Units[0].CharmState, Is.Empty);
        Assert.That(simulation.Enabled, Is.Empty);
    }

    [Test]
    public void Section_3_1_A_refused_flush_fails_an_action()
    {
        using Simulation simulation = Probe.Related(providers: 0);
        simulation.Deploy("q", Probe.Charm(
            hook =>
            {
                if (hook.Hook.Kind == HookKind.Action)
                {
                    hook.RelationSet(hook.RelationIds("db")[0], true, Probe.Pairs("a=1"));
                }
            },
            s_withAction), 2);
        simulation.Integrate("q", null, "r", null);
        simulation.Settle();
        simulation.Arm(Probe.Unit("q/0"), Fault.LoseLeadership);
        simulation.RunAction(Probe.Unit("q/0"), "do", []);
        HookStep step = simulation.Step("q/0");

        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.CommitRefused));
        Assert.That(step.Action!.Message, Is.EqualTo("committing requested changes failed"));
        Assert.That(simulation.World.UnitStatus(Probe.Unit("q/0"))!.Error, Is.False);
    }

    [Test]
    public void Section_3_1_Juju_reboot_commits_and_starts_again_and_now_commits_nothing_and_runs_the_hook_again()
    {
        bool now = false;
        int runs = 0;
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            hook.RelationSet(0, true, Probe.Pairs($"runs={++runs}"));
            if (runs < 3)
            {
                hook.JujuReboot(now);
            }
        }));
        UpdateStatus(simulation);
        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("runs"), Is.EqualTo("1"));
        Assert.That(simulation.Step("p/0").Hook.Kind, Is.EqualTo(HookKind.Start));

        now = true;
        Assert.That(UpdateStatus(simulation).Outcome, Is.EqualTo(HookOutcome.Killed));
        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("runs"), Is.EqualTo("1"));
        Assert.That(simulation.Step("p/0").Hook.Kind, Is.EqualTo(HookKind.UpdateStatus));
        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("runs"), Is.EqualTo("3"));
    }

    private static HookStep UpdateStatus(Simulation simulation)
    {
        simulation.UpdateStatus(Probe.Unit("p/0"));
        return simulation.Step("p/0");
    }
}
