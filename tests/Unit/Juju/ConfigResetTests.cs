using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>What <c>config --reset</c> does, and what it refuses.</summary>
public class ConfigResetTests
{
    [Test]
    public void An_option_that_is_reset_has_its_default_again_or_no_value()
    {
        IReadOnlyDictionary<string, ConfigValue>? config = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => config = hook.ConfigGet(), OperatorTests.Rich), config: Probe.Pairs("size=7", "ratio=0.5"));
        Assert.That(simulation.Configure("p", Probe.Pairs("mode=y"), ["size", "ratio"]), Is.True);
        simulation.Settle();

        Assert.That((config!["size"].Value, config["mode"].Value, config.ContainsKey("ratio")), Is.EqualTo((3L, "y", false)));
        Assert.That(simulation.Changes().OfType<ConfigChanged>().Last().Reset, Is.EqualTo(new[] { "size", "ratio" }));
    }

    [TestCase("size", "cannot set and reset key \"size\" simultaneously")]
    [TestCase("nothing", "unknown option \"nothing\"")]
    public void What_cannot_be_reset_is_refused(string option, string reason)
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, OperatorTests.Rich));
        Assert.That(simulation.Configure("p", Probe.Pairs("size=4"), [option]), Is.False);
        Assert.That(simulation.Changes().Last(), Is.EqualTo(new OperationRefused("config p", reason)));
    }
}
