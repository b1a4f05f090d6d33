using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§4: who may do what, and with which words Juju refuses.</summary>
public class PermissionTests
{
    [TestCase("p/0", "own unit", "p/0", null)]
    [TestCase("p/1", "own unit", "p/1", null)]
    [TestCase("p/0", "remote unit", "r/0", null)]
    [TestCase("p/1", "remote unit", "r/0", null)]
    [TestCase("p/0", "other unit of the own application", "p/1", null)]
    [TestCase("p/0", "remote application", "r", null)]
    [TestCase("p/1", "remote application", "r", null)]
    [TestCase("p/0", "own application as leader", "p", null)]
    [TestCase("p/1", "own application as follower", "p", "permission denied")]
    [TestCase("p/0", "an application that is not in the relation", "x", "permission denied")]
    [TestCase("p/0", "a unit that is not in the relation", "x/0", "permission denied")]
    [TestCase("p/0", "a unit that never was in scope", "r/7",
        "cannot read settings for unit \"r/7\" in relation \"r:db p:db\": settings not found")]
    public void Section_4_2_Who_may_read_which_databag(string reader, string what, string owner, string? refusal)
    {
        using Simulation simulation = Probe.Related(providers: 2);
        HookCommandException? refused = Try(simulation, reader, hook =>
        {
            if (UnitName.TryParse(owner, out UnitName unit))
            {
                hook.RelationGet(0, unit);
            }
            else
            {
                hook.RelationGet(0, owner);
            }
        });

        Assert.That(refused?.Reason, Is.EqualTo(refusal), what);
        Assert.That(refused?.ExitCode, Is.EqualTo(refusal is null ? null : 1));
    }

    [TestCase("p/0")]
    [TestCase("p/1")]
    public void Section_4_2_In_a_peer_relation_every_unit_may_read_the_own_applications_databag(string reader)
    {
        using Simulation simulation = Peers();
        Assert.That(Try(simulation, reader, hook => hook.RelationGet(0, "p")), Is.Null);
    }

    [Test]
    public void Section_4_2_A_follower_may_not_write_the_application_databag_and_learns_it_at_once()
    {
        using Simulation simulation = Probe.Related(providers: 2);
        HookStep step = ReadTests.Ask(simulation, "p/1", hook =>
            Assert.That(
                () => hook.RelationSet(0, true, Probe.Pairs("a=1")),
                Throws.TypeOf<HookCommandException>()
                    .With.Property(nameof(HookCommandException.Reason)).EqualTo("cannot write relation settings")
                    .And.Property(nameof(HookCommandException.ExitCode)).EqualTo(1)));

        Refusal refusal = step.Entries.OfType<Refusal>().Single();
        Assert.That(refusal, Is.EqualTo(new Refusal("relation-set -r db:0 --app", "cannot write relation settings", 0, ApplicationWrite: true)));
        Assert.That(step.Entries.OfType<DatabagWrite>(), Is.Empty);
    }

    [Test]
    public void Section_4_2_A_follower_may_not_write_the_peer_application_databag_either()
    {
        using Simulation simulation = Peers();
        Assert.That(
            Try(simulation, "p/1", hook => hook.RelationSet(0, true, Probe.Pairs("a=1")))?.Reason,
            Is.EqualTo("cannot write relation settings"));
        Assert.That(Try(simulation, "p/1", hook => hook.RelationSet(0, false, Probe.Pairs("a=1"))), Is.Null);
    }

    [Test]
    public void Section_4_2_A_followers_read_of_the_own_application_is_recorded_as_such()
    {
        using Simulation simulation = Probe.Related(providers: 2);
        HookStep step = ReadTests.Ask(simulation, "p/1", hook =>
            Assert.That(() => hook.RelationGet(0, "p"), Throws.TypeOf<HookCommandException>()));

        Assert.That(step.Entries.OfType<Refusal>().Single().ApplicationRead, Is.True);
    }

    [Test]
    public void Section_4_1_A_relation_the_hook_does_not_know_is_not_found()
    {
        using Simulation simulation = Probe.Related();
        foreach (Action<HookTransaction> command in (Action<HookTransaction>[])
            [
                hook => hook.RelationList(9),
                hook => hook.RelationApplication(9),
                hook => hook.RelationGet(9, "r"),
                hook => hook.RelationGet(9, Probe.Unit("r/0")),
                hook => hook.RelationSet(9, false, []),
                hook => hook.RelationModelGet(9),
                hook => hook.NetworkGet("db", 9),
                hook => hook.EndpointOf(9),
            ])
        {
            HookCommandException? refused = Try(simulation, "p/0", command);
            Assert.That(refused?.Reason, Is.EqualTo("invalid value \"9\" for option -r: relation not found"));
            Assert.That(refused?.ExitCode, Is.EqualTo(2));
            Assert.That(refused?.IsRelationNotFound, Is.True);
        }
    }

    [Test]
    public void Section_4_2_An_empty_key_is_refused()
    {
        using Simulation simulation = Probe.Related();
        HookCommandException? refused = Try(simulation, "p/0", hook => hook.RelationSet(0, false, [new("", "v")]));

        Assert.That(refused?.Reason, Is.EqualTo("expected \"key=value\", got \"=v\""));
        Assert.That(refused?.ExitCode, Is.EqualTo(2));
    }

    [TestCase("status-set", "this unit is not the leader")]
    [TestCase("status-get", "finding application status: this unit is not the leader")]
    [TestCase("leader-set", "cannot write leadership settings: cannot write settings: not the leader")]
    public void Section_4_3_What_only_the_leader_may(string command, string reason)
    {
        using Simulation simulation = Probe.Related(providers: 2);
        Action<HookTransaction> run = command switch
        {
            "status-set" => hook => hook.StatusSet(WorkloadStatus.Active, "", application: true),
            "status-get" => hook => hook.ApplicationStatusGet(),
            _ => hook => hook.LeaderSet(Probe.Pairs("a=1")),
        };

        HookCommandException? refused = Try(simulation, "p/1", run);
        Assert.That(refused?.Command, Is.EqualTo(command));
        Assert.That(refused?.Reason, Is.EqualTo(reason));
        Assert.That(Try(simulation, "p/0", run), Is.Null);
    }

    [Test]
    public void Section_4_3_The_application_status_shows_each_unit()
    {
        ApplicationStatus? status = null;
        using Simulation simulation = Probe.Related(providers: 2);
        ReadTests.Ask(simulation, "p/0", hook =>
        {
            hook.StatusSet(WorkloadStatus.Active, "up");
            status = hook.ApplicationStatusGet();
        });

        Assert.That(status!.Application.Status, Is.EqualTo("unknown"));
        Assert.That(status.Units, Is.EqualTo(new KeyValuePair<string, StatusView>[]
        {
            new("p/0", new StatusView("active", "up")), new("p/1", StatusView.Unknown),
        }));
    }

    [Test]
    public void Section_4_3_Leader_settings_reach_the_followers_at_once()
    {
        string? read = null;
        using Simulation simulation = Probe.Related(providers: 2);
        ReadTests.Ask(simulation, "p/0", hook => hook.LeaderSet(Probe.Pairs("a=1", "b=2")));
        ReadTests.Ask(simulation, "p/0", hook => hook.LeaderSet(Probe.Pairs("b=")));
        ReadTests.Ask(simulation, "p/1", hook => read = string.Join(' ', hook.LeaderGet().Keys));

        Assert.That(read, Is.EqualTo("a"));
    }

    [Test]
    public void Section_4_4_State_keys_and_values_have_limits_and_strict_refuses_what_is_missing()
    {
        using Simulation simulation = Probe.Related();
        Assert.That(Try(simulation, "p/0", hook => hook.StateSet(new string('k', 257), ""))?.ExitCode, Is.EqualTo(1));
        Assert.That(Try(simulation, "p/0", hook => hook.StateSet("k", new string('v', 65537)))?.ExitCode, Is.EqualTo(1));
        Assert.That(Try(simulation, "p/0", hook => hook.StateSet(new string('k', 256), new string('v', 65536))), Is.Null);
        Assert.That(Try(simulation, "p/0", hook => hook.StateGet("k", strict: true))?.Reason, Is.EqualTo("\"k\" not found"));
        Assert.That(Try(simulation, "p/0", hook => Assert.That(hook.StateGet("k", strict: false), Is.Empty)), Is.Null);
    }

    [Test]
    public void Section_4_5_Outside_of_an_action_its_commands_are_refused()
    {
        using Simulation simulation = Probe.Related();
        foreach (Action<HookTransaction> command in (Action<HookTransaction>[])
            [
                hook => hook.ActionGet(),
                hook => hook.ActionParameters(),
                hook => hook.ActionSet("k", "v"),
                hook => hook.ActionFail(""),
                hook => hook.ActionLog(""),
            ])
        {
            HookCommandException? refused = Try(simulation, "p/0", command);
            Assert.That(refused?.Reason, Is.EqualTo("not running an action"));
            Assert.That(refused?.ExitCode, Is.EqualTo(1));
        }
    }

    [Test]
    public void Section_4_1_A_command_after_the_end_of_its_hook_is_refused()
    {
        HookTransaction? kept = null;
        using Simulation simulation = Probe.Related(hook => kept = hook);

        Assert.That(() => kept!.IsLeader(), Throws.TypeOf<HookCommandException>());
        Assert.That(() => kept!.RelationSet(0, false, Probe.Pairs("a=1")), Throws.TypeOf<HookCommandException>());
    }

    [Test]
    public void A_refusal_that_the_charm_does_not_catch_fails_its_hook()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => hook.RelationList(0)));
        HookStep step = simulation.Step("p/0");

        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Failed));
        Assert.That(step.Failure, Does.Contain("relation not found"));
    }

    private static Simulation Peers()
    {
        var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(peers: true), 2);
        simulation.Settle();
        return simulation;
    }

    private static HookCommandException? Try(Simulation simulation, string unit, Action<HookTransaction> command)
    {
        HookCommandException? refused = null;
        HookStep step = ReadTests.Ask(simulation, unit, hook =>
        {
            try
            {
                command(hook);
            }
            catch (HookCommandException exception)
            {
                refused = exception;
            }
        });
        Assert.That(step.Entries.OfType<Refusal>().Count(), Is.EqualTo(refused is null ? 0 : 1), "a refusal is recorded once");
        return refused;
    }
}
