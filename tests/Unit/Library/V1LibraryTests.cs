using S3Contract.Charms;
using S3Contract.V1;

namespace S3Contract.Tests.Unit.Library;

/// <summary>What the library of version 1 asks of Juju, and what it refuses.</summary>
public sealed class V1LibraryTests
{
    [Test]
    public void Nothing_is_answered_before_the_requirer_has_spoken()
    {
        ScriptedHookCommands juju = Juju(Databag.Empty.With("requested-secrets", "[\"access-key\"]"));
        S3Contract.V1.S3Provider provider = Provider(juju);
        Assert.That(
            () => provider.SetStorageConnectionInfo(7, [new("bucket", "b")]), Throws.TypeOf<PrematureDataAccessException>().With.Property("Relation").EqualTo(new RelationId(7)));
        Assert.That(juju.Asked, Has.None.StartsWith("relation-set"));
    }

    [Test]
    public void One_key_without_the_other_is_refused_and_nothing_is_written([Values("access-key", "secret-key")] string key)
    {
        ScriptedHookCommands juju = Juju(Spoken);
        Assert.That(() => Provider(juju).SetStorageConnectionInfo(7, [new(key, "K"), new("bucket", "b")]), Throws.ArgumentException.With.Message.Not.Contain("K\""));
        Assert.That(juju.Asked, Has.None.StartsWith("relation-set").And.None.StartsWith("secret-"));
    }

    [Test]
    public void Who_is_not_leader_does_nothing()
    {
        var juju = new ScriptedHookCommands { Leader = false, Ids = [7], Databags = { ["7 remote"] = Spoken } };
        Provider(juju).SetStorageConnectionInfo(7, [new("bucket", "b")]);
        Requirer(juju).UpdateRequests(bucket: "b");
        Assert.That(juju.Asked, Has.None.StartsWith("relation-set"));
    }

    [Test]
    public void A_relation_that_is_not_there_cannot_be_answered() =>
        Assert.That(() => Provider(Juju(Spoken)).SetStorageConnectionInfo(8, []), Throws.TypeOf<RelationNotFoundException>());

    [TestCase("", InterfaceVersion.Unknown)]
    [TestCase("version=1", InterfaceVersion.V1)]
    [TestCase("version=1.10", InterfaceVersion.V1)]
    [TestCase("version=2", InterfaceVersion.V1)]
    [TestCase("version=0", InterfaceVersion.V0)]
    [TestCase("version=0.9", InterfaceVersion.V0)]
    [TestCase("version=one", InterfaceVersion.V1)]
    [TestCase("lib-version=1.10", InterfaceVersion.V1)]
    [TestCase("bucket=b", InterfaceVersion.V0)]
    [TestCase("data={}", InterfaceVersion.V0)]
    [TestCase("requested-secrets=[\"access-key\"]", InterfaceVersion.V1)]
    public void The_version_of_the_other_side_is_told_from_what_it_wrote(string written, InterfaceVersion version)
    {
        Databag databag = written.Split('=') is [var key, var value] ? Databag.Empty.With(key, value) : Databag.Empty;
        ScriptedHookCommands juju = Juju(databag);
        TestCharm charm = TestCharm.On(juju, TestCharm.Changed(7));
        Assert.That(new S3Contract.V1.S3Provider(charm, "s3").RequirerVersion(7), Is.EqualTo(version));
        Assert.That(new S3Contract.V1.S3Requirer(charm, "s3").ProviderVersion(7), Is.EqualTo(version));
    }

    [TestCase("[]", false)]
    [TestCase("[\"access-key\", \"secret-key\"]", true)]
    [TestCase("not JSON", true)]
    public void Keys_do_not_go_into_a_databag_by_mistake(string asked, bool secretly)
    {
        TestCharm charm = TestCharm.On(Juju(Spoken.With("requested-secrets", asked)), TestCharm.Changed(7));
        Assert.That(new S3Contract.V1.S3Provider(charm, "s3").IsAskedForSecrets(7), Is.EqualTo(secretly));
    }

    [Test]
    public void Lists_are_lists_and_empty_ones_delete()
    {
        ScriptedHookCommands juju = Juju(Spoken.With("requested-secrets", "[]"));
        Provider(juju).SetStorageConnectionInfo(7, [
            new("tls-ca-chain", "one"), new("attributes", new[] { "a" }), new("attributes", "[\"b\"]"), new("path", S3Value.List([S3Value.Null]).Items![0]), new("delete-older-than-days", 7)]);
        Assert.That(
            juju.Asked.Single(asked => asked.StartsWith("relation-set", StringComparison.Ordinal)),
            Is.EqualTo("relation-set 7 app tls-ca-chain=[\"one\"] attributes=[\"b\"] delete-older-than-days=7 version=1"));
        Assert.That(() => Provider(juju).SetStorageConnectionInfo(7, [new("path", true)]), Throws.TypeOf<RelationDataTypeException>());
    }

    [Test]
    public void A_secret_that_cannot_be_read_is_no_event_and_no_failure()
    {
        ScriptedHookCommands juju = Juju(Spoken.With("secret-extra", "secret:abc").With("access-key", "old").With("secret-key", "old"));
        TestCharm charm = TestCharm.On(juju, TestCharm.Changed(7));
        var requirer = new S3Contract.V1.S3Requirer(charm, "s3");
        requirer.StorageConnectionInfoChanged += (_, _) => Assert.Fail("there are no keys");
        charm.Dispatch();
        Assert.That(juju.Log, Is.EqualTo(new[] { "Warning: the secret of the connection info cannot be read: secret-get: ERROR secrets are not known where this charm runs" }));
        Assert.That(requirer.GetStorageConnectionInfo(7).Keys, Has.None.EqualTo("access-key"), "those beside the secret are old");
    }

    private static Databag Spoken { get; } = Databag.Empty.With("version", "1");

    private static ScriptedHookCommands Juju(Databag remote) => new() { Ids = [7], Databags = { ["7 remote"] = remote } };

    private static S3Contract.V1.S3Provider Provider(ScriptedHookCommands juju) => new(TestCharm.On(juju, TestCharm.Changed(7)), "s3");

    private static S3Contract.V1.S3Requirer Requirer(ScriptedHookCommands juju) => new(TestCharm.On(juju, TestCharm.Changed(7)), "s3");
}
