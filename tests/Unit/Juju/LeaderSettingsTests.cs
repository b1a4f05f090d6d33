using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§2.2, §5: the settings that a leader shares with its followers, and what depends on the version of Juju.</summary>
public sealed class LeaderSettingsTests
{
    [TestCase("2.9", true)]
    [TestCase("3.1", true)]
    [TestCase("3.6", true)]
    [TestCase("4.0", false)]
    public void A_follower_hears_of_them_once_after_install_up_to_Juju_3(string version, bool told)
    {
        using Simulation simulation = Model(version);
        simulation.Settle();
        Assert.That(simulation.Hooks(unit: "p/0"), Has.None.EqualTo("leader-settings-changed"));
        Assert.That(
            simulation.Hooks(unit: "p/1"),
            Is.EqualTo(told ? (string[])["install", "leader-settings-changed", "config-changed", "start"] : ["install", "config-changed", "start"]));
    }

    [Test]
    public void Followers_hear_of_every_change_and_of_nothing_else()
    {
        string value = "1";
        using Simulation simulation = Model("3.6", hook => Share(hook, value));
        simulation.Settle();
        string[] told = [.. new[] { "1", "2", "2", "" }.Select(next =>
        {
            value = next;
            int before = simulation.Steps.Count;
            simulation.UpdateStatus(Probe.Unit("p/0"));
            simulation.Settle();
            return string.Join(", ", simulation.Hooks(before, "p/1"));
        })];
        Assert.That(told, Is.EqualTo(new[] { "leader-settings-changed", "leader-settings-changed", "", "leader-settings-changed" }));
    }

    [Test]
    public void They_are_shared_also_by_a_hook_that_fails_and_a_failing_follower_hears_again()
    {
        int failures = 0;
        using Simulation simulation = Model("3.6", hook =>
        {
            Share(hook, "1");
            if (hook.Hook.Kind == HookKind.LeaderSettingsChanged && hook.LeaderGet().Count > 0 && failures++ == 0)
            {
                throw new InvalidOperationException("not now");
            }
        });
        simulation.Settle();
        simulation.Arm(Probe.Unit("p/0"), Fault.Fail);
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        int before = simulation.Steps.Count;
        simulation.Step("p/1");
        simulation.Step("p/1");
        Assert.That(
            simulation.HookSteps(before).Select(step => (step.Hook.Kind, step.Outcome)),
            Is.EqualTo(new[]
            {
                (HookKind.LeaderSettingsChanged, HookOutcome.Failed), (HookKind.LeaderSettingsChanged, HookOutcome.Committed),
            }));
    }

    [Test]
    public void A_unit_that_is_elected_and_deposed_hears_of_what_changed_since_it_heard_last()
    {
        using Simulation simulation = Model("3.6");
        simulation.Settle();
        int before = simulation.Steps.Count;
        foreach (string leader in (string[])["p/1", "p/0", "p/1"])
        {
            simulation.Elect(Probe.Unit(leader));
            simulation.Settle();
        }

        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "leader-settings-changed", "leader-elected" }));
        Assert.That(simulation.Hooks(before, "p/1"), Is.EqualTo(new[] { "leader-elected", "leader-elected" }));
    }

    [TestCase("2.9", "secret-ids, relation-model-get")]
    [TestCase("3.1", "relation-model-get")]
    [TestCase("3.6", "")]
    [TestCase("4.0", "leader-get, leader-set")]
    public void A_charm_in_process_has_the_commands_of_its_Juju(string version, string missing)
    {
        List<string> refused = [];
        using Simulation simulation = Model(version, hook =>
        {
            if (hook.Hook.Kind != HookKind.Start || !hook.IsLeader())
            {
                return;
            }

            Try(refused, () => hook.SecretIds());
            Try(refused, () => hook.LeaderGet());
            Try(refused, () => hook.LeaderSet(Probe.Pairs("a=1")));
            Try(refused, () => hook.RelationModelGet(0), "relation not found");
        });
        simulation.Settle();
        Assert.That(string.Join(", ", refused), Is.EqualTo(missing));
    }

    private static Simulation Model(string version, Action<HookTransaction>? run = null)
    {
        var simulation = new Simulation(new SimulationOptions { Juju = JujuVersion.Find(version)! });
        simulation.Deploy("p", Probe.Charm(run), 2);
        return simulation;
    }

    private static void Share(HookTransaction hook, string value)
    {
        if (hook.Hook.Kind == HookKind.UpdateStatus && hook.IsLeader())
        {
            hook.LeaderSet(Probe.Pairs($"shared={value}"));
        }
    }

    private static void Try(List<string> refused, Action command, string fine = "")
    {
        try
        {
            command();
        }
        catch (HookCommandException refusal)
        {
            if (fine.Length == 0 || !refusal.Reason.Contains(fine, StringComparison.Ordinal))
            {
                refused.Add(refusal.Command);
            }
        }
    }
}
