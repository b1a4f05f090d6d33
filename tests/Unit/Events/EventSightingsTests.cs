using S3Contract.Charms;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Events;

/// <summary>§7.3: the custom events of an ops charm are seen in what it logs, one line an observer.</summary>
[TestFixture]
internal sealed class EventSightingsTests
{
    [Test]
    public void A_custom_event_with_two_observers_is_seen_once()
    {
        HookStep step = ScriptCharm.Run(
            """
            juju-log --log-level DEBUG -- 'Emitting custom event <CredentialRequestedEvent via MyCharm/S3Provider[s3]/on/credentials_requested[12]>.'
            juju-log --log-level DEBUG -- 'Emitting custom event <CredentialRequestedEvent via MyCharm/S3Provider[s3]/on/credentials_requested[12]>.'
            """);

        Assert.That(step.Entries.OfType<EventEmitted>().Select(seen => seen.Name), Is.EqualTo(new[] { "credentials-requested" }));
    }

    [Test]
    public void Two_emissions_have_two_serial_numbers_and_are_seen_twice()
    {
        HookStep step = ScriptCharm.Run(
            """
            juju-log --log-level DEBUG -- 'Emitting custom event <CredentialsChangedEvent via MyCharm/S3Requirer[s3]/on/credentials_changed[12]>.'
            juju-log --log-level DEBUG -- 'Emitting custom event <CredentialsChangedEvent via MyCharm/S3Requirer[s3]/on/credentials_changed[13]>.'
            """);

        Assert.That(step.Entries.OfType<EventEmitted>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void The_profile_names_events_that_a_charm_calls_by_names_of_its_own()
    {
        const string line = "juju-log -l DEBUG 'Emitting custom event <E via MyCharm/Store[s3]/on/store_ready[12]>.'";
        Assert.That(ScriptCharm.Run(line).Entries.OfType<EventEmitted>(), Is.Empty);

        HookStep step = ScriptCharm.Run(line, "events: {store_ready: credentials-changed}\n");
        Assert.That(
            step.Entries.OfType<EventEmitted>().Select(seen => (seen.Name, seen.As)), Is.EqualTo(new[] { ("credentials-changed", "store-ready") }));
    }

    [Test]
    public void Our_own_line_may_name_an_event_of_version_1()
    {
        HookStep step = ScriptCharm.Run("juju-log 's3contract:event storage-connection-info-changed relation=s3:0'");
        Assert.That(
            step.Entries.OfType<EventEmitted>().Select(seen => (seen.Name, seen.As, seen.Relation)),
            Is.EqualTo(new[] { ("credentials-changed", "storage-connection-info-changed", (RelationId?)new RelationId(0)) }));
    }

    [Test]
    public void An_event_about_a_relation_of_another_interface_is_not_taken_for_the_contracts()
    {
        HookStep step = ScriptCharm.Run(
            """
            juju-log -l DEBUG "Emitting custom event <E app='x' unit=None on <ops.model.Relation peers:0> via MyCharm/S3Requirer[s3]/on/credentials_changed[12]>."
            juju-log -l DEBUG 'Emitting custom event <E via MyCharm/Ldap[peers]/on/credentials_changed[13]>.'
            """);

        Assert.That(step.Entries.OfType<EventEmitted>(), Is.Empty);
    }

    [Test]
    public void Other_events_and_other_lines_are_not_taken_for_the_contracts()
    {
        HookStep step = ScriptCharm.Run(
            """
            juju-log --log-level DEBUG -- 'Emitting Juju event install.'
            juju-log --log-level DEBUG -- 'Emitting custom event <DatabaseCreatedEvent via MyCharm/DatabaseRequires[database]/on/database_created[12]>.'
            juju-log -- 'credentials_changed'
            """);

        Assert.That(step.Entries.OfType<EventEmitted>(), Is.Empty);
    }
}
