using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>The secrets of an operator, and what an operator does to those of charms.</summary>
public sealed class OperatorSecretTests
{
    private readonly List<string> _said = [];
    private Action<HookTransaction>? _run;

    [Test]
    public void A_secret_of_an_operator_is_read_once_it_is_granted_and_a_new_revision_is_told()
    {
        using Simulation simulation = Deployed();
        Assert.That(simulation.AddSecret("keys", Probe.Pairs("key=one")), Is.True);
        string uri = simulation.World.Secrets.Single().Uri;
        Read(simulation, uri);
        Assert.That(simulation.GrantSecret("keys", "p"), Is.True);
        Read(simulation, uri);
        Assert.That(simulation.UpdateSecret("keys", Probe.Pairs("key#base64=dHdv")), Is.True);
        int before = simulation.Steps.Count;
        _run = hook => Say(() => hook.SecretGet(hook.Hook.Secret, null, SecretReading.Refresh)["key"]);
        simulation.Settle();
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: secret-changed" }), "and no secret-remove: no charm owns it");
        Assert.That(simulation.RevokeSecret("keys", "p"), Is.True);
        Read(simulation, uri);
        Assert.That(simulation.RemoveSecret("keys", null), Is.True);
        Read(simulation, uri);
        Assert.That(_said, Is.EqualTo(new[] { "permission denied", "one", "two", "permission denied", $"secret \"{uri}\" not found" }));
    }

    [Test]
    public void A_charm_does_not_change_the_secret_of_an_operator()
    {
        using Simulation simulation = Deployed();
        simulation.AddSecret("keys", Probe.Pairs("key=one"));
        simulation.GrantSecret("keys", "p");
        string uri = simulation.World.Secrets.Single().Uri;
        _run = hook => hook.SecretSet(uri, new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = "two" }, SecretSettings.None);
        Step(simulation);
        Assert.That(simulation.HookSteps().Last().Outcome, Is.EqualTo(HookOutcome.CommitRefused));
        Assert.That(simulation.World.Secrets.Single().Latest, Is.EqualTo(1));
    }

    [Test]
    public void What_an_operator_cannot_do_is_refused()
    {
        using Simulation simulation = Deployed();
        simulation.AddSecret("keys", Probe.Pairs("key=one"));
        Assert.That(simulation.AddSecret("keys", Probe.Pairs("key=two")), Is.False);
        Assert.That(simulation.AddSecret("others", Probe.Pairs("K=two")), Is.False);
        Assert.That(simulation.UpdateSecret("others", Probe.Pairs("key=two")), Is.False);
        Assert.That(simulation.GrantSecret("keys", "q"), Is.False);
        Assert.That(simulation.RemoveSecret("others", null), Is.False);
        Assert.That(simulation.RotateSecret("p", null), Is.False);
        Assert.That(simulation.ExpireSecret("p", "x"), Is.False);
        Assert.That(simulation.Changes().OfType<OperationRefused>().Select(refused => $"{refused.Operation}: {refused.Reason}"), Is.EqualTo(new[]
        {
            "add-secret keys: secret with name \"keys\" already exists",
            "add-secret others: key \"K\" not valid",
            "update-secret others: secret \"others\" not found",
            "grant-secret keys q: application \"q\" not found",
            "remove-secret others: secret \"others\" not found",
            "rotate-secret p: application \"p\" has no secret with a rotation policy",
            "expire-secret p: application \"p\" has no secret \"x\" with a time of expiry",
        }));
    }

    [Test]
    public void An_option_names_a_secret_by_its_name()
    {
        using Simulation simulation = Deployed();
        simulation.AddSecret("keys", Probe.Pairs("key=one"));
        Assert.That(simulation.Configure("p", Probe.Pairs("keys=secret:keys")), Is.True);
        _run = hook => _said.Add((string)hook.ConfigGet()["keys"].Value);
        simulation.Settle();
        Assert.That(_said, Is.EqualTo(new[] { simulation.World.Secrets.Single().Uri }));
    }

    [Test]
    public void Rotation_is_told_to_the_leader_when_a_script_says_so()
    {
        using Simulation simulation = Deployed(units: 2);
        Make(simulation, new SecretSettings { Label = "l", Rotate = SecretRotation.Daily });
        Assert.That(simulation.RotateSecret("p", null), Is.True);
        int before = simulation.Steps.Count;
        _run = Tell;
        simulation.Settle();
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: secret-rotate" }));
        Assert.That(_said, Is.EqualTo(new[] { $"JUJU_SECRET_ID={simulation.World.Secrets[0].Uri} JUJU_SECRET_LABEL=l" }));
    }

    [Test]
    public void A_revision_that_expires_is_told_with_its_number()
    {
        using Simulation simulation = Deployed();
        Make(simulation, new SecretSettings { Expire = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.That(simulation.ExpireSecret("p", null), Is.True);
        int before = simulation.Steps.Count;
        _run = Tell;
        simulation.Settle();
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "p/0: secret-expired" }));
        Assert.That(_said, Is.EqualTo(new[] { $"JUJU_SECRET_ID={simulation.World.Secrets[0].Uri} JUJU_SECRET_LABEL= JUJU_SECRET_REVISION=1" }));
    }

    private Simulation Deployed(int units = 1)
    {
        _said.Clear();
        _run = null;
        var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => _run?.Invoke(hook), OperatorTests.Rich), units);
        simulation.Settle();
        return simulation;
    }

    private void Make(Simulation simulation, SecretSettings settings)
    {
        _run = hook => hook.SecretAdd(new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = "one" }, SecretOwner.Application, settings);
        Step(simulation);
    }

    private void Read(Simulation simulation, string uri)
    {
        _run = hook => Say(() => hook.SecretGet(uri, null, SecretReading.Tracked)["key"]);
        Step(simulation);
    }

    private void Step(Simulation simulation)
    {
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        _run = null;
    }

    private void Say(Func<string> what)
    {
        try
        {
            _said.Add(what());
        }
        catch (HookCommandException refusal)
        {
            _said.Add(refusal.Reason);
        }
    }

    private void Tell(HookTransaction hook) => _said.Add(string.Join(' ', hook.Environment.Variables()
        .Where(one => one.Key.StartsWith("JUJU_SECRET_", StringComparison.Ordinal)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}")));
}
