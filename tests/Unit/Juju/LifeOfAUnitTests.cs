using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Subjects;
using S3Contract.Observations;

namespace S3Contract.Tests.Unit.Juju;

public class LifeOfAUnitTests
{
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
            "install", "peers-created", "config-changed", "start", "peers-joined p/0", "peers-changed p/0",
        }));
    }
}
