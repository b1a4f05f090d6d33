using S3Contract.Charms;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Tests.Unit.Events;

/// <summary>§7.3: whatever stands in the brackets, the event's handle and the relation are found.</summary>
[TestFixture]
internal sealed class OpsEventLineTests
{
    private static readonly string[] s_endpoints = ["s3-credentials", "s3-archive", "ldap"];

    [TestCase("<CredentialsChangedEvent via Charm/S3Requirer[s3-credentials]/on/credentials_changed[42]>.")]
    [TestCase("<CredentialsChangedEvent app='provider' unit=None on <ops.model.Relation s3-credentials:7> via Charm/S3Requirer[s3-credentials]/on/credentials_changed[42]>.")]
    [TestCase("<charms.v0.s3.CredentialsChangedEvent app='p' unit='p/0' on <ops.model.Relation s3-credentials:7> via Charm/S3Requirer[s3-credentials]/on/credentials_changed[42]>.")]
    [TestCase("<CredentialsChangedEvent via Charm/S3Requirer[s3-credentials]/on/credentials_changed[42] app=<ops.model.Application p> on <ops.model.Relation s3-credentials:7>>")]
    [TestCase("<CredentialsChangedEvent relation=<Relation s3-credentials:7 app=<Application p> units={<Unit p/0>}> handle=<Handle Charm/S3Requirer[s3-credentials]/on/credentials_changed[42]>>.")]
    [TestCase("<CredentialsChangedEvent relation_id=7 via='Charm/S3Requirer[s3-credentials]/on/credentials_changed[42]'> (1 of 2 observers).")]
    public void All_forms_are_read(string told)
    {
        OpsEventLine? line = Read("Emitting custom event " + told);

        Assert.That(line, Is.Not.Null);
        Assert.That((line!.Kind, line.Serial, line.Path), Is.EqualTo(("credentials_changed", "42", "Charm/S3Requirer[s3-credentials]")));
        Assert.That(line.Relation, Is.EqualTo(told.Contains('7', StringComparison.Ordinal) ? new RelationId(7) : (RelationId?)null));
        Assert.That(line.Keys, Is.EqualTo(new[] { "s3-credentials" }));
    }

    [Test]
    public void The_relation_is_the_one_in_the_brackets_also_when_the_library_object_is_named_after_another_endpoint()
    {
        OpsEventLine line = Read(
            "Emitting custom event <E app='p' unit=None on <ops.model.Relation s3-archive:9> via Charm/Both[s3-credentials]/on/credentials_changed[1]>.")!;

        Assert.That((line.Endpoint, line.Relation), Is.EqualTo(("s3-archive", new RelationId(9))));
    }

    [Test]
    public void An_event_that_holds_another_is_meant_itself()
    {
        OpsEventLine line = Read(
            "Emitting custom event <E cause=<RelationChangedEvent on <ops.model.Relation ldap:3> via Charm/on/ldap_relation_changed[8]> "
            + "relation=s3-credentials:4 via Charm/Outer[x]/S3Requirer[s3-credentials]/on/credentials_gone[9]>.")!;

        Assert.That((line.Kind, line.Serial, line.Relation), Is.EqualTo(("credentials_gone", "9", new RelationId(4))));
        Assert.That(line.Keys, Is.EqualTo(new[] { "s3-credentials", "x" }));
    }

    [Test]
    public void A_formatter_of_the_charm_may_put_something_before_it() =>
        Assert.That(
            Read("ops.framework: Emitting custom event <E via Charm/S3[s3-credentials]/on/credentials_gone[9]>.")?.Kind, Is.EqualTo("credentials_gone"));

    [TestCase("Re-emitting deferred event <E via Charm/S3[s3-credentials]/on/credentials_changed[42]>.")]
    [TestCase("Re-emitting deferred event <E app='p' unit=None on <ops.model.Relation s3-credentials:1> via Charm/S3[s3-credentials]/on/credentials_changed[42]> (1 of 1 in queue).")]
    [TestCase("Re-emitting <E via Charm/S3[s3-credentials]/on/credentials_changed[42]>.")]
    [TestCase("ops.framework: Re-emitting deferred event <E via Charm/S3[s3-credentials]/on/credentials_changed[42]>.")]
    [TestCase("Emitting Juju event s3_credentials_relation_changed.")]
    [TestCase("Emitting custom event <something else>.")]
    [TestCase("Emitting custom event E via Charm/S3[s3-credentials]/on/credentials_changed[42]")]
    [TestCase("")]
    public void What_tells_of_no_emission_is_passed_over(string text) => Assert.That(Read(text), Is.Null);

    private static OpsEventLine? Read(string text) => OpsEventLine.Read(text, name => s_endpoints.Contains(name, StringComparer.Ordinal));
}
