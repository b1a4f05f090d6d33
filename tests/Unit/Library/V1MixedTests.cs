using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Subjects;

namespace S3Contract.Tests.Unit.Library;

/// <summary>A side of version 1 against one of version 0, and against what is neither.</summary>
public sealed class V1MixedTests
{
    private readonly List<Simulation> _ended = [];
    private V1Charms _charms = new();

    [SetUp]
    public void Begin() => _charms = new V1Charms();

    [TearDown]
    public void End() => _ended.ForEach(juju => juju.Dispose());

    [Test]
    public void A_requirer_of_version_0_is_answered_in_its_databag_with_the_bucket_that_it_asked_for()
    {
        _charms.Options.Add(new("attributes", "a;b"));
        Simulation juju = Related(_charms.Provider, _charms.OldRequirer);
        juju.Settle();
        Assert.That(V1PairTests.Shown(juju, "provider"), Is.EqualTo(Databag.Empty.With([
            new("version", "1"), new("bucket", "relation-0"), new("access-key", "AK1"), new("secret-key", "SK1"), new("attributes", "[\"a;b\"]")])));
        Assert.That(juju.World.Secrets, Is.Empty);
        Assert.That(_charms.Asked, Has.All.EqualTo("s3-relation-changed: V0 relation-0 -"));
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 relation-0"));
    }

    [Test]
    public void A_provider_of_version_0_is_asked_for_a_bucket_once_it_has_shown_itself()
    {
        Simulation juju = Related(_charms.OldProvider(), _charms.Requirer());
        juju.Settle();
        Assert.That(V1PairTests.Shown(juju, "requirer").Get("bucket"), Is.EqualTo("relation-0"));
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 relation-0"));
        V1PairTests.Run(juju, V1Charms.Requirer0);
        juju.Settle();
        Assert.That(_charms.Told[^1], Is.EqualTo("requirer/0 finds AK1"));
    }

    [Test]
    public void A_silent_provider_of_version_0_is_asked_at_once_or_in_update_status([Values] bool atOnce)
    {
        Simulation juju = Related(_charms.OldProvider(silent: true), _charms.Requirer(asksAtOnce: atOnce));
        juju.Settle();
        Assert.That(_charms.Told, atOnce ? Is.Not.Empty : Is.Empty);
        juju.UpdateStatus(V1Charms.Requirer0);
        juju.Settle();
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 relation-0"));
    }

    [Test]
    public void A_requirer_that_becomes_one_of_version_1_is_given_a_secret_and_the_keys_leave_the_databag()
    {
        Simulation juju = Related(_charms.Provider, _charms.OldRequirer);
        juju.Settle();
        juju.Refresh("requirer", _charms.Requirer());
        _charms.Told.Clear();
        juju.Settle();
        Assert.That(V1PairTests.Shown(juju, "provider").Keys, Is.EqualTo(new[] { "bucket", "secret-extra", "version" }));
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 relation-0"));
        Assert.That(V1PairTests.Failures(juju), Is.Empty);
        Assert.That(juju.World.UnitDatabag(juju.World.Relations[0].Id, V1Charms.Requirer0).Keys, Has.None.EqualTo("data"), "what version 0 kept of the keys");
    }

    [Test]
    public void A_provider_whose_secret_is_gone_answers_anew()
    {
        Simulation juju = Related(_charms.Provider, _charms.Requirer());
        juju.Settle();
        string shown = V1PairTests.Shown(juju, "provider")["secret-extra"];
        juju.Refresh("provider", new InProcessCharm(_charms.Provider.Metadata, context => new Remover(context, shown)));
        juju.Settle();
        juju.Refresh("provider", _charms.Provider);
        juju.Settle();
        Assert.That(V1PairTests.Shown(juju, "provider")["secret-extra"], Is.Not.EqualTo(shown));
        Assert.That(juju.World.Secrets, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_provider_that_becomes_one_of_version_1_hands_out_a_secret_and_takes_the_keys_out_of_the_databag()
    {
        Simulation juju = Related(_charms.OldProvider(), _charms.Requirer());
        juju.Settle();
        juju.Refresh("provider", _charms.Provider);
        juju.Settle();
        Assert.That(V1PairTests.Shown(juju, "provider").Keys, Does.Not.Contain("access-key").And.Contain("secret-extra").And.Contain("version"));
        Assert.That(juju.World.Secrets, Has.Length.EqualTo(1));
    }

    [Test]
    public void One_charm_holds_both_versions_on_one_endpoint()
    {
        Simulation juju = Related(_charms.BothProvider, _charms.OldRequirer);
        juju.Deploy("new", _charms.Requirer());
        juju.Integrate("provider", null, "new", null);
        juju.Settle();
        Assert.That(_charms.Asked.Distinct(StringComparer.Ordinal), Is.EquivalentTo(new[] { "old relation-0", "new -" }));
        Assert.That(juju.World.Secrets.Select(secret => secret.Label), Is.EqualTo(new[] { "s3.1.extra.secret" }));
        Assert.That(juju.World.ApplicationDatabag(0, "provider").Get("access-key"), Is.EqualTo("AK1"));
        Assert.That(juju.World.ApplicationDatabag(1, "provider").Get("access-key"), Is.Null);
        Assert.That(V1PairTests.Failures(juju), Is.Empty);
    }

    private Simulation Related(InProcessCharm provider, InProcessCharm requirer)
    {
        var juju = new Simulation();
        _ended.Add(juju);
        juju.Deploy("provider", provider);
        juju.Deploy("requirer", requirer);
        juju.Settle();
        juju.Integrate("provider", null, "requirer", null);
        return juju;
    }

    private sealed class Remover : CharmBase
    {
        public Remover(CharmContext context, string secret)
            : base(context) =>
            Observe(HookKind.UpgradeCharm, _ => Juju.SecretRemove(secret));
    }
}
