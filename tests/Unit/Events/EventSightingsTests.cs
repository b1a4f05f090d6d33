using S3Contract.Observations;
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
