using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on the custom events of the library for version 1: storage_connection_info_requested and _changed; in reports they bear the
/// names of the events that mean the same in version 0. What is said of credentials-gone holds for both.</summary>
internal static class ConnectionInfoClauses
{
    private const string Follows = "Follows the library; page and schema know no events.";

    public static readonly Clause Requested = new(
        "events.info-requested",
        ClauseLevel.Library,
        Roles.Provider,
        "In each relation-changed of a requirer that has announced its version, the leader emits the event that credentials are requested.",
        Library1 + "storage_connection_info_requested in each relation-changed once the protocol is open, not only when the request is new.")
    {
        Version = ContractVersion.V1,
        Event = EventClauses.Requested,
        AnyLibrary = true,
        Reading = Follows,
    };

    public static readonly Clause RequestedLeaderOnly = new(
        "events.info-requested-leader-only",
        ClauseLevel.Library,
        Roles.Provider,
        "The event that credentials are requested is emitted by the leader only.",
        Library1 + "the provider's handler returns at once if the unit is not leader.")
    {
        Version = ContractVersion.V1,
        Event = EventClauses.Requested,
        AnyLibrary = true,
        Reading = Follows,
    };

    public static readonly Clause RequestedWhenOpen = new(
        "events.info-requested-when-open",
        ClauseLevel.Library,
        Roles.Provider,
        "The event that credentials are requested is emitted only once the requirer has announced its version, or asked for a bucket.",
        Library1 + "an answer before that raises PrematureDataAccessError.")
    {
        Version = ContractVersion.V1,
        Event = EventClauses.Requested,
        AnyLibrary = true,
        Reading = Follows,
    };

    public static readonly Clause ChangedOnAnswer = new(
        "events.info-changed-on-answer",
        ClauseLevel.Library,
        Roles.Requirer,
        "Every unit, leader or not, emits credentials-changed in each relation-changed in which it can read both keys.",
        Library1 + "storage_connection_info_changed in each relation-changed as soon as both keys can be read.")
    {
        Version = ContractVersion.V1,
        Event = EventClauses.Changed,
        AnyLibrary = true,
        Reading = Follows,
    };

    public static readonly Clause ChangedOnRotation = new(
        "events.info-changed-on-rotation",
        ClauseLevel.Library,
        Roles.Requirer,
        "Every unit emits credentials-changed in each secret-changed of the secret that its relation shows.",
        Library1 + "storage_connection_info_changed in each `secret-changed` of the relation's secret.")
    {
        Version = ContractVersion.V1,
        Event = EventClauses.Changed,
        AnyLibrary = true,
        Reading = Follows + " Juju runs secret-changed only on units that have read the secret before.",
    };

    public static readonly Clause ChangedOnce = new(
        "events.info-changed-once",
        ClauseLevel.Library,
        Roles.Requirer,
        "credentials-changed is emitted in relation-changed or in secret-changed only, about that relation, and at most once in a hook.",
        Library1 + "the event has these two sources.")
    {
        Version = ContractVersion.V1,
        Event = EventClauses.Changed,
        AnyLibrary = true,
        Reading = Follows,
    };

    public static readonly Clause[] All = [Requested, RequestedLeaderOnly, RequestedWhenOpen, ChangedOnAnswer, ChangedOnRotation, ChangedOnce];
}
