using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§2.1, §2.2, §4.7: storage that a charm declares.</summary>
public sealed class StorageTests
{
    private static readonly CharmMetadata s_stored = new("stored", [new("db", EndpointRole.Provider, "s3")])
    {
        Storage = [new("data"), new("cache", 2), new("none", 0)],
    };

    [Test]
    public void It_is_attached_before_the_charm_is_installed_and_numbered_through_the_model()
    {
        List<string> seen = [];
        using Simulation simulation = Model(s_stored, hook => seen.Add($"{Probe.Text(hook.Hook)}: {string.Join(' ', hook.StorageList())}"), units: 2);
        simulation.Settle();
        Assert.That(
            simulation.HookSteps().Where(step => step.Hook.Kind == HookKind.StorageAttached).Select(step => $"{step.Unit} {step.Hook.Storage}"),
            Is.EqualTo(new[] { "p/0 data/0", "p/0 cache/1", "p/0 cache/2", "p/1 data/3", "p/1 cache/4", "p/1 cache/5" }));
        Assert.That(seen.Take(4), Is.EqualTo(new[]
        {
            "data-storage-attached: data/0", "cache-storage-attached: cache/1 data/0", "cache-storage-attached: cache/1 cache/2 data/0",
            "install: cache/1 cache/2 data/0",
        }));
    }

    [Test]
    public void It_is_detached_before_anything_else_when_the_unit_goes()
    {
        using Simulation simulation = Model(s_stored with { Storage = [new("data"), new("cache")] });
        simulation.Settle();
        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("p/0"));
        simulation.Settle();
        Assert.That(simulation.Hooks(before, "p/0"), Is.EqualTo(new[] { "data-storage-detaching", "cache-storage-detaching", "stop", "remove" }));
    }

    [TestCase(0, "")]
    [TestCase(1, "data-storage-detaching")]
    public void A_unit_that_was_never_installed_is_gone_when_what_was_attached_is_detached(int hooks, string detached)
    {
        using Simulation simulation = Model(s_stored);
        for (int i = 0; i < hooks; i++)
        {
            simulation.Step("p/0");
        }

        int before = simulation.Steps.Count;
        simulation.RemoveUnit(Probe.Unit("p/0"));
        simulation.Settle();
        Assert.That(string.Join(' ', simulation.Hooks(before, "p/0")), Is.EqualTo(detached));
        Assert.That(simulation.World.UnitStatus(Probe.Unit("p/0")), Is.Null);
    }

    [Test]
    public void In_Kubernetes_it_is_attached_when_the_unit_has_started()
    {
        using Simulation simulation = Model(s_stored with { Storage = [new("data")], Containers = ["web"] });
        simulation.Settle();
        Assert.That(
            simulation.Hooks(unit: "p/0"), Is.EqualTo(new[] { "install", "leader-elected", "config-changed", "start", "data-storage-attached" }));
    }

    [Test]
    public void A_hook_that_fails_is_retried_for_the_same_storage()
    {
        int runs = 0;
        using Simulation simulation = Model(s_stored, _ =>
        {
            if (runs++ == 0)
            {
                throw new InvalidOperationException("not now");
            }
        });
        Assert.That((simulation.Step("p/0").Outcome, simulation.Step("p/0").Hook.Storage), Is.EqualTo((HookOutcome.Failed, "data/0")));
        Assert.That(simulation.NextHook(Probe.Unit("p/0"))!.Storage, Is.EqualTo("cache/1"));
    }

    [Test]
    public void A_charm_that_asks_for_block_devices_asks_for_what_there_is_none_of()
    {
        CharmMetadata metadata = s_stored with { Storage = [new("disk", 1, IsBlock: true), new("data")] };
        using Simulation simulation = Model(metadata, hook => hook.StorageList(hook.Hook.Kind == HookKind.Start ? "disk" : "data"));
        simulation.Settle();
        Assert.That(metadata.NotSimulated, Is.EqualTo(new[] { "block storage (disk)" }));
        Assert.That(
            simulation.HookSteps().Where(step => step.Entries.OfType<Lacking>().Any()).Select(step => step.Hook.Kind), Is.EqualTo(new[] { HookKind.Start }));
    }

    private static Simulation Model(CharmMetadata metadata, Action<HookTransaction>? run = null, int units = 1)
    {
        var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(run, metadata), units);
        return simulation;
    }
}
