using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>Who may do what with secrets, what is queued and what is done at once, and which hooks follow.</summary>
public sealed class SecretTests
{
    private readonly List<string> _said = [];
    private Action<HookTransaction>? _provider;
    private Action<HookTransaction>? _requirer;

    [Test]
    public void A_secret_that_was_granted_is_read_and_a_new_revision_is_told_once()
    {
        using Simulation simulation = Shared();
        Requirer(simulation, hook => Say(hook.SecretGet(Uri(hook), null, SecretReading.Tracked)));
        Provider(simulation, hook => hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None));
        int before = simulation.Steps.Count;
        _requirer = hook => Say(hook.SecretGet(Uri(hook), null, SecretReading.Tracked));
        simulation.Settle();
        Assert.That(_said, Is.EqualTo(new[] { "one", "one" }), "the revision that was read first is tracked");
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "r/0: secret-changed" }));
        HookStep told = simulation.HookSteps(before).Single();
        Assert.That((told.Hook.Secret, told.Hook.SecretLabel, told.Hook.SecretRevision), Is.EqualTo((Uri(simulation), (string?)null, (int?)null)));
    }

    [Test]
    public void Peek_is_for_once_and_refresh_for_good()
    {
        using Simulation simulation = Shared();
        Requirer(simulation, hook => _ = hook.SecretGet(Uri(hook), "mine", SecretReading.Tracked));
        Provider(simulation, hook => hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None));
        Requirer(simulation, hook =>
        {
            foreach (SecretReading reading in (SecretReading[])[SecretReading.Tracked, SecretReading.Peek, SecretReading.Tracked, SecretReading.Refresh, SecretReading.Tracked])
            {
                Say(hook.SecretGet(null, "mine", reading));
            }
        });
        Assert.That(_said, Is.EqualTo(new[] { "one", "two", "one", "two", "two" }));
        Assert.That(simulation.Step("r/0").Hook.Kind, Is.EqualTo(HookKind.UpdateStatus), "it has taken the new revision: there is no news");
    }

    [Test]
    public void What_is_read_is_tracked_even_if_the_hook_fails()
    {
        using Simulation simulation = Shared();
        Requirer(simulation, hook =>
        {
            _ = hook.SecretGet(Uri(hook), "mine", SecretReading.Tracked);
            throw new InvalidOperationException("fails");
        });
        Provider(simulation, hook => hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None));
        Requirer(simulation, hook => Say(hook.SecretGet(null, "mine", SecretReading.Tracked)));
        Assert.That(_said, Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public void Nothing_is_changed_by_a_hook_that_fails_but_ids_are_never_used_twice()
    {
        using Simulation simulation = Shared();
        List<string> named = [];
        bool fails = true;
        Provider(simulation, Add);
        Assert.That(simulation.World.Secrets, Has.Length.EqualTo(1));
        Assert.That(simulation.World.Secrets[0].Latest, Is.EqualTo(1));
        fails = false;
        _provider = Add;
        simulation.Step("p/0");
        Assert.That(named.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(2));
        Assert.That(simulation.World.Secrets.Select(secret => (secret.Uri, secret.Latest)), Is.EqualTo(new[] { (Uri(simulation), 2), (named[1], 1) }));

        void Add(HookTransaction hook)
        {
            named.Add(hook.SecretAdd(Content("new"), SecretOwner.Unit, new SecretSettings { Label = "l" }));
            hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None);
            if (fails)
            {
                throw new InvalidOperationException("fails");
            }
        }
    }

    [Test]
    public void In_the_hook_that_sets_it_the_new_content_is_the_latest_only()
    {
        using Simulation simulation = Shared();
        Provider(simulation, hook =>
        {
            hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None);
            foreach (SecretReading reading in Enum.GetValues<SecretReading>())
            {
                Say(hook.SecretGet(Uri(hook), null, reading));
            }
        });
        Provider(simulation, hook => Say(hook.SecretGet(Uri(hook), null, SecretReading.Tracked)));
        Assert.That(_said, Is.EqualTo(new[] { "one", "two", "two", "two" }), "--refresh tracks what the flush makes");
    }

    [Test]
    public void The_same_content_is_no_new_revision()
    {
        using Simulation simulation = Shared();
        Provider(simulation, hook => hook.SecretSet(Uri(hook), Content("one"), new SecretSettings { Description = "d" }));
        Assert.That((simulation.World.Secrets[0].Latest, simulation.World.Secrets[0].Description), Is.EqualTo((1, "d")));
    }

    [Test]
    public void Others_may_not_read()
    {
        using Simulation simulation = Shared(grant: false);
        Requirer(simulation, hook => Try(() => hook.SecretGet(Uri(hook), null, SecretReading.Tracked)));
        Assert.That(_said, Is.EqualTo(new[] { "permission denied" }));
    }

    [Test]
    public void A_grant_can_be_taken_back()
    {
        using Simulation simulation = Shared();
        Requirer(simulation, hook => Say(hook.SecretGet(Uri(hook), null, SecretReading.Tracked)));
        Provider(simulation, hook => hook.SecretRevoke(Uri(hook), 0));
        Requirer(simulation, hook => Try(() => hook.SecretGet(Uri(hook), null, SecretReading.Tracked)));
        Assert.That(_said, Is.EqualTo(new[] { "one", "permission denied" }));
    }

    [Test]
    public void A_grant_ends_with_its_relation()
    {
        using Simulation simulation = Shared();
        simulation.RemoveRelation("p", null, "r", null);
        Assert.That(simulation.World.Secrets[0].Grants, Has.Length.EqualTo(1), "units still run their last hooks of it");
        simulation.Settle();
        Assert.That(simulation.World.Secrets[0].Grants, Is.Empty);
    }

    [Test]
    public void A_unit_can_be_granted_alone()
    {
        using Simulation simulation = Shared(grant: false, requirers: 2);
        Provider(simulation, hook => hook.SecretGrant(Uri(hook), 0, Probe.Unit("r/1")));
        Requirer(simulation, hook => Try(() => hook.SecretGet(Uri(hook), null, SecretReading.Tracked)));
        Requirer(simulation, hook => Say(hook.SecretGet(Uri(hook), null, SecretReading.Tracked)), "r/1");
        Provider(simulation, hook => Try(() => hook.SecretGrant(Uri(hook), 0)));
        Assert.That(_said, Is.EqualTo(new[]
        {
            "permission denied", "one", "any unit level grants need to be revoked before granting access to the corresponding application",
        }));
    }

    [Test]
    public void Units_of_the_application_read_what_it_owns_and_only_the_leader_changes_it()
    {
        using Simulation simulation = Shared(providers: 2);
        Provider(simulation, hook =>
        {
            Say(hook.SecretGet(Uri(hook), "other", SecretReading.Tracked));
            Say(hook.SecretGet(null, "shared", SecretReading.Tracked));
            Try(() => hook.SecretAdd(Content("x"), SecretOwner.Application, SecretSettings.None));
            Try(() => hook.SecretInfoGet(Uri(hook), null));
            Try(() => hook.SecretGrant(Uri(hook), 0));
            Say(string.Join(',', hook.SecretIds()));
            hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None);
        }, "p/1");
        string id = Uri(simulation)["secret:".Length..];
        Assert.That(_said, Is.EqualTo(new[] { "one", "one", "this unit is not the leader", $"secret \"{id}\" not found", $"secret \"{id}\" not found", "" }));
        HookStep last = simulation.HookSteps().Last();
        Assert.That((last.Outcome, last.Failure), Is.EqualTo((HookOutcome.CommitRefused, "cannot apply changes: updating secrets: \"p/1\" is not leader of \"p\"")));
    }

    [Test]
    public void A_units_own_secret_is_its_alone()
    {
        using Simulation simulation = Shared(providers: 2);
        string? uri = null;
        Provider(simulation, hook => uri = hook.SecretAdd(Content("mine"), SecretOwner.Unit, SecretSettings.None), "p/1");
        Provider(simulation, hook => Try(() => hook.SecretGet(uri, null, SecretReading.Tracked)));
        Provider(simulation, hook => Say(hook.SecretGet(uri, null, SecretReading.Tracked)), "p/1");
        Assert.That(_said, Is.EqualTo(new[] { "permission denied", "mine" }));
        simulation.RemoveUnit(Probe.Unit("p/1"));
        simulation.Settle();
        Assert.That(simulation.World.Secrets.Select(secret => secret.Uri), Is.EqualTo(new[] { Uri(simulation) }), "it goes with its owner");
    }

    [Test]
    public void Leadership_that_is_lost_in_between_refuses_the_flush()
    {
        using Simulation simulation = Shared(providers: 2);
        simulation.Arm(Probe.Unit("p/0"), Fault.LoseLeadership);
        Provider(simulation, hook =>
        {
            hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None);
            Try(() => hook.SecretSet(Uri(hook), Content("three"), SecretSettings.None));
        });
        HookStep last = simulation.HookSteps().Last();
        Assert.That((last.Outcome, last.Failure), Is.EqualTo((HookOutcome.CommitRefused, "cannot apply changes: updating secrets: \"p/0\" is not leader of \"p\"")));
        Assert.That(_said, Is.EqualTo(new[] { "this unit is not the leader" }));
    }

    [Test]
    public void What_was_done_when_something_else_is_refused_stays_done()
    {
        using Simulation simulation = Shared();
        Provider(simulation, hook =>
        {
            hook.SecretAdd(Content("new"), SecretOwner.Unit, SecretSettings.None);
            hook.SecretSet("secret:9m4e2mr0ui3e8a215n4g", Content("two"), SecretSettings.None);
        });
        Assert.That(simulation.HookSteps().Last().Outcome, Is.EqualTo(HookOutcome.CommitRefused));
        Assert.That(simulation.World.Secrets, Has.Length.EqualTo(2));
    }

    [TestCase(SecretOwner.Application)]
    [TestCase(SecretOwner.Unit)]
    public void A_label_is_taken_once_by_an_application_and_its_units(SecretOwner owner)
    {
        using Simulation simulation = Shared();
        Provider(simulation, hook => hook.SecretAdd(Content("x"), owner, new SecretSettings { Label = "shared" }));
        Assert.That(simulation.HookSteps().Last().Failure, Is.EqualTo("cannot apply changes: creating secrets: secret with label \"shared\" already exists"));
    }

    [Test]
    public void A_revision_that_nobody_reads_any_more_is_told_to_its_owner()
    {
        using Simulation simulation = Shared();
        Requirer(simulation, hook => _ = hook.SecretGet(Uri(hook), null, SecretReading.Tracked));
        Provider(simulation, hook => hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None));
        int before = simulation.Steps.Count;
        _requirer = hook => Say(hook.SecretGet(hook.Hook.Secret, null, SecretReading.Refresh));
        _provider = hook => hook.SecretRemove(hook.Hook.Secret!, hook.Hook.SecretRevision);
        simulation.Settle();
        Assert.That(simulation.Hooks(before), Is.EqualTo(new[] { "r/0: secret-changed", "p/0: secret-remove" }));
        Hook removed = simulation.HookSteps(before).Last().Hook;
        Assert.That((removed.SecretRevision, removed.SecretLabel), Is.EqualTo(((int?)1, "shared")));
        Assert.That(simulation.World.Secrets[0].Editions.Select(edition => edition.Number), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void A_removed_secret_is_not_found()
    {
        using Simulation simulation = Shared();
        string uri = Uri(simulation);
        Provider(simulation, hook => hook.SecretRemove(uri));
        Requirer(simulation, hook => Try(() => hook.SecretGet(uri, null, SecretReading.Tracked)));
        Assert.That(_said, Is.EqualTo(new[] { $"secret \"{uri}\" not found" }));
    }

    [Test]
    public void A_hook_about_a_secret_tells_which_by_its_environment()
    {
        using Simulation simulation = Shared();
        Requirer(simulation, hook => _ = hook.SecretGet(Uri(hook), "mine", SecretReading.Tracked));
        Provider(simulation, hook => hook.SecretSet(Uri(hook), Content("two"), SecretSettings.None));
        _requirer = _provider = hook => Say(string.Join(' ', hook.Environment.Variables().Where(one => one.Key.StartsWith("JUJU_SECRET_", StringComparison.Ordinal)).Select(one => $"{one.Key}={one.Value}")));
        simulation.Settle();
        Assert.That(_said, Is.EqualTo(new[] { $"JUJU_SECRET_ID={Uri(simulation)} JUJU_SECRET_LABEL=mine" }));
    }

    [Test]
    public void The_same_run_names_the_same_secrets()
    {
        using Simulation one = Shared();
        using Simulation other = Shared();
        Assert.That(Uri(one), Is.EqualTo(Uri(other)).And.Match("^secret:[0-9a-v]{19}[0g]$"));
        Assert.That(one.World.Fingerprint, Is.EqualTo(other.World.Fingerprint));
    }

    // A provider whose application owns a secret with "one" in it, and a requirer.
    private Simulation Shared(bool grant = true, int providers = 1, int requirers = 1)
    {
        _said.Clear();
        Action<HookTransaction> first = hook =>
        {
            string uri = hook.SecretAdd(Content("one"), SecretOwner.Application, new SecretSettings { Label = "shared" });
            if (grant)
            {
                hook.SecretGrant(uri, 0);
            }
        };
        _provider = null;
        _requirer = null;
        Simulation simulation = Probe.Related(hook => _provider?.Invoke(hook), hook => _requirer?.Invoke(hook), providers, requirers);
        Provider(simulation, first);
        return simulation;
    }

    private void Provider(Simulation simulation, Action<HookTransaction> run, string unit = "p/0")
    {
        _provider = run;
        Once(simulation, unit);
        _provider = null;
    }

    private void Requirer(Simulation simulation, Action<HookTransaction> run, string unit = "r/0")
    {
        _requirer = run;
        Once(simulation, unit);
        _requirer = null;
    }

    private static void Once(Simulation simulation, string unit)
    {
        simulation.UpdateStatus(Probe.Unit(unit));
        simulation.Step(unit);
    }

    private void Say(IReadOnlyDictionary<string, string> content) => _said.Add(content["key"]);

    private void Say(string text) => _said.Add(text);

    private void Try(Action command)
    {
        try
        {
            command();
            _said.Add("done");
        }
        catch (HookCommandException refused)
        {
            _said.Add(refused.Reason);
        }
    }

    private static Dictionary<string, string> Content(string value) => new(StringComparer.Ordinal) { ["key"] = value };

    private static string Uri(Simulation simulation) => simulation.World.Secrets[0].Uri;

    private static string Uri(HookTransaction hook) => hook.World.Secrets[0].Uri;
}
