using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>What a charm meets that asks for something the simulation lacks: an answer, and a note in the trace.</summary>
public sealed class LackingProcessTests
{
    [TestCase("juju-exec --unit x/0 true", "commands from outside of hooks", "ERROR juju-exec: not supported by the simulated Juju of s3contract\n")]
    [TestCase("payload-register a b c", "payloads", "ERROR payload-register: not supported by the simulated Juju of s3contract\n")]
    [TestCase("credential-get", "cloud credentials", "ERROR cannot access cloud credentials: permission denied\n")]
    public void The_charm_is_answered_and_the_asking_is_recorded(string command, string what, string error)
    {
        using ScriptCharm charm = new(":", $"{command}; echo $?");
        charm.Next();
        HookStep step = charm.Next();
        Assert.Multiple(() =>
        {
            Assert.That((step.Outcome, step.Stdout, step.Stderr), Is.EqualTo((HookOutcome.Committed, "1\n", error)));
            Assert.That(step.Entries.OfType<Lacking>().Select(lacking => lacking.What), Is.EqualTo(new[] { what }));
            Assert.That(step.Entries.OfType<Refusal>(), Is.Empty, "it is not Juju that refuses");
        });
    }

    [TestCase("2.9", "2.9.52", "leader-get")]
    [TestCase("3.1", "3.1.10", "secret-ids leader-get")]
    [TestCase("3.6", "3.6.9", "secret-ids leader-get relation-model-get")]
    [TestCase("4.0", "4.0.0", "secret-ids relation-model-get")]
    public void A_charm_finds_the_commands_of_its_Juju_and_no_others(string version, string told, string found)
    {
        using ScriptCharm charm = new(
            "echo $JUJU_VERSION; for c in secret-ids leader-get relation-model-get; do command -v $c >/dev/null && echo $c; done; :", profile: $"juju-version: {version}");
        Assert.That(charm.Next().Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo((string[])[told, .. found.Split(' ')]));
    }

    [Test]
    public void A_charm_finds_the_commands_of_the_Juju_that_its_model_is_in()
    {
        using ScriptCharm charm = new("command -v secret-ids; echo $JUJU_VERSION");
        using Simulation model = new(new SimulationOptions { Juju = JujuVersion.Find("2.9")! });
        model.Deploy("script", charm.Charm);
        Assert.That(model.RunNext(ScriptCharm.Unit)!.Stdout, Is.EqualTo("2.9.52\n"), "the profile names no version, and the other charm's does");
    }
}
