using S3Contract.Charms;
using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Library;

/// <summary>The two sides of version 1 against each other.</summary>
public sealed class V1PairTests
{
    private readonly List<Simulation> _ended = [];
    private V1Charms _charms = new();

    [SetUp]
    public void Begin() => _charms = new V1Charms();

    [TearDown]
    public void End() => _ended.ForEach(juju => juju.Dispose());

    [Test]
    public void The_keys_are_handed_over_in_a_secret_of_the_relation()
    {
        _charms.Options.AddRange([new("bucket", "b"), new("tls-ca-chain", new[] { "one", "two" }), new("attributes", "a;b"), new("delete-older-than-days", 7), new("region", S3Value.Null)]);
        Simulation juju = Related(units: 2);
        juju.Settle();

        SecretRecord secret = juju.World.Secrets.Single();
        RelationId relation = juju.World.Relations[0].Id;
        Assert.That(
            (secret.Owner, secret.Label, secret.Grants.Single(), secret.Latest),
            Is.EqualTo((new SecretParty("provider"), $"s3.{relation}.extra.secret", new SecretGrant(new SecretParty("requirer"), relation), 1)));
        Assert.That(secret.Find(1)!.Content.Texts, Is.EqualTo(new KeyValuePair<string, string>[] { new("access-key", "AK1"), new("secret-key", "SK1") }));
        Assert.That(Shown(juju, "provider"), Is.EqualTo(Databag.Empty.With([
            new("version", "1"), new("secret-extra", secret.Uri), new("bucket", "b"), new("tls-ca-chain", "[\"one\", \"two\"]"), new("attributes", "a;b"),
            new("delete-older-than-days", "7")])));
        Assert.That(Shown(juju, "requirer"), Is.EqualTo(Databag.Empty.With([new("version", "1"), new("requested-secrets", "[\"access-key\", \"secret-key\"]")])));
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 b").And.Some.EqualTo("requirer/1 s3-relation-changed: AK1 SK1 b"));
        Assert.That(Emitted(juju), Has.All.Matches<EventEmitted>(seen => seen.As is not null).And.Some.Matches<EventEmitted>(seen => seen.Name == "credentials-requested"));
    }

    [Test]
    public void The_version_is_what_a_provider_writes_first_and_alone()
    {
        Simulation juju = Related();
        juju.Settle();
        DatabagCommit[] commits = [.. juju.Steps.OfType<HookStep>().Where(step => step.Unit.Application == "provider").SelectMany(step => step.Commits)];
        Assert.That(commits[0].After.Keys, Is.EqualTo(new[] { "version" }));
        Assert.That(_charms.Asked, Has.All.EqualTo("s3-relation-changed: V1 - -").And.Not.Empty);
    }

    [Test]
    public void A_rotation_is_a_new_revision_that_every_unit_is_told_of_and_the_old_one_goes()
    {
        Simulation juju = Related(units: 2);
        juju.Settle();
        Databag before = Shown(juju, "provider");
        _charms.Keys = ("AK2", "SK2");
        _charms.Told.Clear();
        Run(juju, V1Charms.Provider0);
        juju.Settle();

        Assert.That(Shown(juju, "provider"), Is.EqualTo(before));
        Assert.That(_charms.Told, Is.EquivalentTo(new[] { "requirer/0 secret-changed: AK2 SK2 -", "requirer/1 secret-changed: AK2 SK2 -" }));
        Assert.That(juju.World.Secrets.Single().Editions.Select(edition => edition.Number), Is.EqualTo(new[] { 2 }), "nobody reads the first one");
    }

    [Test]
    public void A_leader_of_before_does_not_hold_an_old_revision()
    {
        Simulation juju = Related(units: 2);
        juju.Settle();
        Run(juju, V1Charms.Provider0);
        juju.Settle();
        juju.Elect(V1Charms.Provider1);
        _charms.Keys = ("AK2", "SK2");
        Run(juju, V1Charms.Provider1);
        juju.Settle();
        Assert.That(juju.World.Secrets.Single().Consumers.Select(consumer => consumer.Unit), Does.Contain(V1Charms.Provider0));
        Assert.That(juju.World.Secrets.Single().Editions.Select(edition => edition.Number), Is.EqualTo(new[] { 2 }));
        Assert.That(Failures(juju), Is.Empty);
    }

    [Test]
    public void The_same_keys_are_no_rotation()
    {
        Simulation juju = Related();
        juju.Settle();
        Run(juju, V1Charms.Provider0);
        juju.Settle();
        Assert.That(juju.World.Secrets.Single().Latest, Is.EqualTo(1));
    }

    [Test]
    public void Whoever_looks_before_it_is_told_finds_the_latest_and_is_told_nevertheless()
    {
        Simulation juju = Related();
        juju.Settle();
        _charms.Keys = ("AK2", "SK2");
        Run(juju, V1Charms.Provider0);
        _charms.Told.Clear();
        Run(juju, V1Charms.Requirer0);
        juju.Settle();
        Assert.That(_charms.Told, Is.EquivalentTo(new[] { "requirer/0 finds AK2", "requirer/0 secret-changed: AK2 SK2 -" }));
    }

    [Test]
    public void Each_relation_has_a_secret_of_its_own()
    {
        Simulation juju = Related();
        juju.Deploy("other", _charms.Requirer());
        juju.Integrate("provider", null, "other", null);
        juju.Settle();
        Assert.That(juju.World.Secrets.Select(secret => secret.Grants.Single().Subject.Application), Is.EqualTo(new[] { "requirer", "other" }));
    }

    [Test]
    public void The_secret_of_a_broken_relation_is_removed()
    {
        Simulation juju = Related(units: 2);
        juju.Settle();
        _charms.Told.Clear();
        juju.RemoveRelation("provider", null, "requirer", null);
        juju.Settle();
        Assert.That(juju.World.Secrets, Is.Empty);
        Assert.That(_charms.Told, Is.EquivalentTo(new[] { "requirer/0 gone", "requirer/1 gone" }));
        Assert.That(Failures(juju), Is.Empty);

        juju.Integrate("provider", null, "requirer", null);
        juju.Settle();
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/1 s3-relation-changed: AK1 SK1 -"));
    }

    [Test]
    public void The_next_leader_removes_what_the_one_before_did_not_get_to()
    {
        Simulation juju = Related(units: 2);
        juju.Settle();
        juju.RemoveRelation("provider", null, "requirer", null);
        RunAll(juju, V1Charms.Provider1, V1Charms.Requirer0, V1Charms.Requirer1);
        juju.Elect(V1Charms.Provider1);
        juju.Settle();
        Assert.That(juju.World.Secrets, Is.Empty);
        Assert.That(Failures(juju), Is.Empty);
    }

    [Test]
    public void The_next_leader_speaks_and_answers_where_the_one_before_did_not_get_to()
    {
        Simulation juju = Related(units: 2);
        RunAll(juju, V1Charms.Provider1, V1Charms.Requirer1);
        juju.Elect(V1Charms.Provider1);
        juju.Elect(V1Charms.Requirer1);
        juju.Settle();
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 -"));
    }

    [Test]
    public void A_provider_without_keys_answers_when_it_has_them()
    {
        _charms.Keys = null;
        Simulation juju = Related();
        juju.Settle();
        Assert.That((_charms.Told, juju.World.Secrets), Is.EqualTo((new List<string>(), Array.Empty<SecretRecord>())));
        _charms.Keys = ("AK1", "SK1");
        juju.UpdateStatus(V1Charms.Provider0);
        juju.Settle();
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 -"));
    }

    [Test]
    public void What_is_asked_for_can_change_and_is_not_overwritten_when_a_unit_joins()
    {
        Simulation juju = Related(bucket: "first", path: "p");
        juju.Settle();
        Assert.That((Shown(juju, "requirer").Get("bucket"), Shown(juju, "requirer").Get("path")), Is.EqualTo(("first", "p")));
        Run(juju, V1Charms.Requirer0, new("bucket", "second"), new("path", ""));
        juju.AddUnit("provider");
        juju.Settle();
        Assert.That((Shown(juju, "requirer").Get("bucket"), Shown(juju, "requirer").Get("path")), Is.EqualTo(("second", (string?)null)));
        Assert.That(_charms.Asked[^1], Is.EqualTo("s3-relation-changed: V1 second -"));
    }

    [Test]
    public void A_Juju_without_secrets_has_the_keys_in_the_databag()
    {
        Simulation juju = Related(options: new SimulationOptions { Juju = Harness.Metadata.JujuVersion.Find("2.9")! });
        juju.Settle();
        Assert.That((Shown(juju, "provider").Get("access-key"), Shown(juju, "requirer").Get("requested-secrets")), Is.EqualTo(("AK1", (string?)null)));
        Assert.That(_charms.Told, Has.Some.EqualTo("requirer/0 s3-relation-changed: AK1 SK1 -"));
        juju.RemoveRelation("provider", null, "requirer", null);
        juju.Settle();
        Assert.That(Failures(juju), Is.Empty);
    }

    [Test]
    public void A_leader_that_goes_leaves_the_secret_to_the_next_one()
    {
        Simulation juju = Related(units: 2);
        juju.Settle();
        SecretRecord before = juju.World.Secrets.Single();

        juju.RemoveUnit(V1Charms.Provider0);
        juju.Settle();

        Assert.That(juju.Steps.OfType<HookStep>().SelectMany(step => step.Entries).OfType<SecretRemoval>(), Is.Empty);
        Assert.That((juju.World.Secrets.Single().Id, juju.World.Secrets.Single().Latest), Is.EqualTo((before.Id, before.Latest)));
    }

    private Simulation Related(int units = 1, string bucket = "", string path = "", SimulationOptions? options = null)
    {
        var juju = new Simulation(options);
        _ended.Add(juju);
        juju.Deploy("provider", _charms.Provider, units);
        juju.Deploy("requirer", _charms.Requirer(bucket, path), units);
        juju.Settle();
        juju.Integrate("provider", null, "requirer", null);
        return juju;
    }

    internal static void RunAll(Simulation juju, params UnitName[] units)
    {
        while (Array.Exists(units, unit => juju.RunNext(unit) is not null))
        {
        }
    }

    internal static void Run(Simulation juju, UnitName unit, params KeyValuePair<string, string>[] parameters) =>
        Assert.That(juju.RunAction(unit, "run", parameters, ParameterStyle.Text), Is.True);

    internal static Databag Shown(Simulation juju, string application) => juju.World.ApplicationDatabag(juju.World.Relations[0].Id, application);

    internal static IEnumerable<EventEmitted> Emitted(Simulation juju) =>
        juju.Steps.OfType<HookStep>().SelectMany(step => step.Entries).OfType<EventEmitted>();

    internal static IEnumerable<string> Failures(Simulation juju) => juju.Steps.OfType<HookStep>()
        .Where(step => step.Outcome is not (HookOutcome.Committed or HookOutcome.Missing)).Select(step => $"{step.Unit} {step.Hook.Name}: {step.Failure}");
}
