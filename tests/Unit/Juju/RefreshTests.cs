using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§2.1: the charm of an application is replaced.</summary>
public sealed class RefreshTests
{
    private static readonly CharmMetadata s_first = new("probe", [new("db", EndpointRole.Provider, "s3")])
    {
        Config = [new("kept", "string", "a"), new("renewed", "string", "old"), new("dropped", "string", "x"), new("retyped", "string", "1")],
    };

    private static readonly CharmMetadata s_second = new("probe", [new("db", EndpointRole.Provider, "s3"), new("mesh", EndpointRole.Peer, "mesh")])
    {
        Config = [new("kept", "string", "a"), new("renewed", "string", "new"), new("retyped", "int", 7L), new("more", "int", 3L)],
    };

    [Test]
    public void Each_unit_upgrades_and_configures_whether_or_not_an_option_changed()
    {
        using Simulation simulation = Probe.Related(providers: 2);
        int before = simulation.Steps.Count;
        Assert.That(simulation.Refresh("p"), Is.True);
        simulation.Settle();
        Assert.That(simulation.Changes(before)[0], Is.EqualTo(new CharmRefreshed("p", "probe")));
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[]
        {
            "p/0: upgrade-charm", "p/0: config-changed", "p/1: upgrade-charm", "p/1: config-changed",
        }));
    }

    [Test]
    public void A_unit_that_is_not_installed_yet_installs_the_other_revision()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Refresh("p");
        simulation.AddUnit("p");
        simulation.Settle();
        Assert.That(simulation.Hooks(), Has.None.Contains("upgrade-charm"));
    }

    [Test]
    public void A_failing_upgrade_is_retried_and_the_unit_configures_behind_it()
    {
        int runs = 0;
        using Simulation simulation = Probe.Related(hook =>
        {
            if (hook.Hook.Kind == HookKind.UpgradeCharm && runs++ == 0)
            {
                throw new InvalidOperationException("not now");
            }
        });
        int before = simulation.Steps.Count;
        simulation.Refresh("p");
        simulation.Settle();
        Assert.That(
            simulation.HookSteps(before).Select(step => (step.Hook.Kind, step.Outcome, step.Attempt)),
            Is.EqualTo(new[]
            {
                (HookKind.UpgradeCharm, HookOutcome.Failed, 0), (HookKind.UpgradeCharm, HookOutcome.Committed, 1),
                (HookKind.ConfigChanged, HookOutcome.Committed, 0),
            }));
    }

    [Test]
    public void A_unit_in_error_keeps_its_revision_until_its_hook_is_resolved()
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () => throw new InvalidOperationException()));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        simulation.Refresh("p");
        Assert.That(simulation.NextHook(Probe.Unit("p/0"))!.Kind, Is.EqualTo(HookKind.UpdateStatus));
        simulation.Resolve(Probe.Unit("p/0"), retry: false);
        Assert.That(simulation.NextHook(Probe.Unit("p/0"))!.Kind, Is.EqualTo(HookKind.UpgradeCharm));
    }

    [Test]
    public void Options_that_were_set_stay_and_the_others_get_the_new_defaults()
    {
        IReadOnlyDictionary<string, ConfigValue>? seen = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_first), config: Probe.Pairs("kept=mine", "dropped=y"));
        simulation.Settle();
        Assert.That(simulation.Refresh("p", Probe.Charm(hook => seen = hook.ConfigGet(), s_second)), Is.True);
        simulation.Settle();
        Assert.That(
            seen!.Select(option => $"{option.Key}={option.Value}"), Is.EqualTo(new[] { "kept=mine", "more=3", "renewed=new", "retyped=7" }));
    }

    [Test]
    public void A_peer_relation_that_the_other_revision_brings_comes_into_being()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, s_first));
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.Refresh("p", Probe.Charm(null, s_second));
        simulation.Settle();
        Assert.That(simulation.Hooks(before, "p/0"), Does.Contain("mesh-created"));
    }

    [Test]
    public void What_Juju_refuses_changes_nothing()
    {
        using Simulation simulation = Probe.Related();
        int before = simulation.Steps.Count;
        CharmMetadata other = s_first with { Name = "other" };
        CharmMetadata without = s_first with { Endpoints = [new("db", EndpointRole.Provider, "postgresql")] };
        Assert.That(simulation.Refresh("nobody"), Is.False);
        Assert.That(simulation.Refresh("p", Probe.Charm(null, other)), Is.False);
        Assert.That(simulation.Refresh("p", Probe.Charm(null, without)), Is.False);
        Assert.That(simulation.Changes(before).OfType<OperationRefused>().Select(refused => refused.Reason), Is.EqualTo(new[]
        {
            "application \"nobody\" not found", "cannot refresh \"probe\" to \"other\"",
            "cannot upgrade application \"p\" to charm \"local:probe\": would break relation \"r:db p:db\"",
        }));
        Assert.That(simulation.Enabled, Is.Empty);
    }
}
