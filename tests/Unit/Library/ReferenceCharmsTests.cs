using S3Contract.Charms;
using S3Contract.Harness.ReferenceCharms;

namespace S3Contract.Tests.Unit.Library;

public sealed class ReferenceCharmsTests
{
    private static readonly (string, string)[] s_keys = [("access-key", "AK"), ("secret-key", "SK")];

    [Test]
    public void The_requirer_asks_for_a_bucket_named_after_the_relation_and_is_given_it()
    {
        using TwoCharms charms = Reference();
        RelationId relation = charms.Integrate();
        charms.Settle();

        Assert.That(charms.Shown(relation, "requirer").Get("bucket"), Is.EqualTo($"relation-{relation}"));
        Assert.That(charms.Shown(relation, "provider").Keys, Is.EqualTo(new[] { "data" }), "nothing by halves");

        charms.Run("provider/0", "issue", s_keys);

        Assert.That(
            charms.Shown(relation, "provider").With("data", ""),
            Is.EqualTo(Databag.Empty.With("access-key", "AK").With("secret-key", "SK").With("bucket", $"relation-{relation}")));
        Assert.That(charms.Emitted(), Is.EqualTo(new[] { "provider/0 credentials-requested", "requirer/0 credentials-changed" }));
    }

    [Test]
    public void What_was_issued_before_a_relation_is_there_is_given_to_who_comes_later()
    {
        using TwoCharms charms = Reference();
        charms.Run("provider/0", "issue", [.. s_keys, ("bucket", "backups"), ("attributes", "[\"a\"]")]);
        RelationId relation = charms.Integrate();
        charms.Settle();

        Assert.That(charms.Shown(relation, "provider").Get("bucket"), Is.EqualTo("backups"));
        Assert.That(charms.Shown(relation, "provider").Get("attributes"), Is.EqualTo("[\"a\"]"));
    }

    [Test]
    public void Whoever_leads_next_can_answer()
    {
        using TwoCharms charms = Reference(units: 2);
        charms.Run("provider/0", "issue", s_keys);
        Assert.That(charms.Juju.Elect(new UnitName("provider", 1)), Is.True);
        RelationId relation = charms.Integrate();
        charms.Settle();

        Assert.That(charms.Shown(relation, "provider").Get("access-key"), Is.EqualTo("AK"));
    }

    [Test]
    public void A_request_that_reached_no_leader_is_answered_by_the_next_one()
    {
        using TwoCharms charms = Reference(units: 2);
        charms.Run("provider/0", "issue", s_keys);
        RelationId relation = charms.Integrate();
        while (charms.Shown(relation, "requirer").Get("bucket") is null)
        {
            charms.Juju.RunNext(charms.Juju.Enabled[^1]);
        }

        charms.Juju.Elect(new UnitName("provider", 1));
        charms.Settle();

        Assert.That(charms.Shown(relation, "provider").Get("secret-key"), Is.EqualTo("SK"));
    }

    [Test]
    public void A_follower_sets_nothing_and_issues_nothing()
    {
        using TwoCharms charms = Reference(units: 2);
        RelationId relation = charms.Integrate();
        charms.Settle();
        Databag before = charms.Shown(relation, "provider");
        charms.Run("provider/1", "set", ("access-key", "AK"));
        charms.Run("provider/1", "issue", s_keys);
        charms.Run("requirer/1", "set", ("bucket", "other"));

        Assert.That(charms.Shown(relation, "provider"), Is.EqualTo(before));
        Assert.That(charms.Shown(relation, "requirer").Get("bucket"), Is.EqualTo($"relation-{relation}"));
    }

    [Test]
    public void What_is_issued_for_one_relation_stays_there()
    {
        using TwoCharms charms = Reference();
        charms.Deploy("requirer-b", ReferenceRequirer.Subject);
        RelationId first = charms.Integrate();
        RelationId second = charms.Integrate("requirer-b");
        charms.Run("provider/0", "issue", [.. s_keys, ("relation", first.ToString())]);

        Assert.That(charms.Shown(first, "provider").Get("access-key"), Is.EqualTo("AK"));
        Assert.That(charms.Shown(second, "provider").Get("access-key"), Is.Null);
    }

    [Test]
    public void Raw_content_is_written_as_it_is()
    {
        using TwoCharms charms = Reference();
        RelationId relation = charms.Integrate();
        charms.Settle();
        charms.Run("provider/0", "write", ("tls-ca-chain", "[oops"), ("data", ""));

        Assert.That(charms.Shown(relation, "provider"), Is.EqualTo(Databag.Empty.With("tls-ca-chain", "[oops")));
    }

    [Test]
    public void A_setter_of_each_option_reaches_the_databag()
    {
        using TwoCharms charms = Reference();
        RelationId relation = charms.Integrate();
        charms.Settle();
        charms.Run(
            "provider/0", "set", [.. s_keys, ("bucket", "b"), ("path", "p"), ("endpoint", "http://e"), ("region", "r"),
            ("s3-uri-style", "host"), ("storage-class", "s"), ("tls-ca-chain", "one,two"), ("s3-api-version", "4"),
            ("delete-older-than-days", "30"), ("attributes", "[\"x\", \"y\"]")]);

        Databag shown = charms.Shown(relation, "provider").With("data", "");
        Assert.That(shown.Count, Is.EqualTo(12));
        Assert.That(shown["tls-ca-chain"], Is.EqualTo("[\"one\", \"two\"]"));
        Assert.That(shown["delete-older-than-days"], Is.EqualTo("30"));
    }

    [Test]
    public void The_requirer_asks_for_the_bucket_in_its_configuration()
    {
        using TwoCharms charms = Reference();
        charms.Deploy("requirer-b", ReferenceRequirer.Subject, 1, new KeyValuePair<string, string>("bucket", "backups"));
        RelationId relation = charms.Integrate("requirer-b");
        charms.Settle();
        Assert.That(charms.Shown(relation, "requirer-b").Get("bucket"), Is.EqualTo("backups"));

        charms.Juju.Configure("requirer-b", [new("bucket", "others")]);
        charms.Settle();
        Assert.That(charms.Shown(relation, "requirer-b").Get("bucket"), Is.EqualTo("others"));
    }

    private static TwoCharms Reference(int units = 1) => new(ReferenceProvider.Subject, ReferenceRequirer.Subject, units);
}
