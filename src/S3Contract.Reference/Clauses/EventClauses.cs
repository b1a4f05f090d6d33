using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on the custom events of the library.</summary>
internal static class EventClauses
{
    public const string Requested = "credentials-requested";
    public const string Changed = "credentials-changed";
    public const string Gone = "credentials-gone";

    public static readonly Clause RequestedOnAsk = new(
        "events.requested-on-ask",
        ClauseLevel.Library,
        Roles.Provider,
        "When the leader's relation-changed shows a bucket that no leader has handled before, it emits credentials-requested.",
        Library + "emitted when `bucket` is added relative to the requirer's data that was handled last.")
    {
        Version = ContractVersion.V0,
        Event = Requested,
        Reading = "What was handled is what the last successful relation-changed on a leader saw; a hook that failed handled nothing, so "
            + "its retry emits again. A bucket that changes is silent in the library; we allow both. What happens when leadership moves "
            + "before the request was handled is judged by live.answered-after-leader-change.",
    };

    public static readonly Clause RequestedOnce = new(
        "events.requested-once",
        ClauseLevel.Library,
        Roles.Provider,
        "credentials-requested comes once per newly asked bucket: not again for a bucket already handled, also not by a later leader, and "
        + "not twice in a hook.",
        Library + "what was handled is remembered in the application's databag under `data`.")
    {
        Version = ContractVersion.V0,
        Event = Requested,
        Reading = "A hook that failed or was killed is undone, so the event in its retry is the first that counts.",
    };

    public static readonly Clause RequestedLeaderOnly = new(
        "events.requested-leader-only",
        ClauseLevel.Library,
        Roles.Provider,
        "credentials-requested is emitted by the leader only.",
        Library + "the provider's relation-changed handler returns at once if the unit is not leader.")
    {
        Version = ContractVersion.V0,
        Event = Requested,
    };

    public static readonly Clause RequestedOnlyWhenAsked = new(
        "events.requested-only-when-asked",
        ClauseLevel.Library,
        Roles.Provider,
        "credentials-requested is emitted only when the requirer's databag holds a bucket.",
        Library + "\"emit on credential requested if bucket is provided by the requirer application\".")
    {
        Version = ContractVersion.V0,
        Event = Requested,
    };

    public static readonly Clause ChangedNeedsBothKeys = new(
        "events.changed-needs-both-keys",
        ClauseLevel.Core,
        Roles.Requirer,
        "credentials-changed is emitted only when both `access-key` and `secret-key` are there.",
        Library + "\"emit credential change event only if all mandatory fields are present\". "
        + ProviderSchema + "both keys are `required`.")
    {
        Event = Changed,
        AnyLibrary = true,
        Reading = "The library looks for the keys in the first relation of the endpoint, whichever relation the event is about; here it "
            + "is enough that a relation of the endpoint has both keys, and isolation.own-event judges the rest. The bucket is no condition at any "
            + "level: the library's requirer does not take it as mandatory, and the charms built on it follow.",
    };

    public static readonly Clause ChangedOnEveryUnit = new(
        "events.changed-on-every-unit",
        ClauseLevel.Library,
        Roles.Requirer,
        "Every unit, leader or not, emits credentials-changed in the first relation-changed that shows it both keys.",
        Library + "the requirer's relation-changed handler does not ask who leads.")
    {
        Version = ContractVersion.V0,
        Event = Changed,
    };

    public static readonly Clause ChangedOnEveryChange = new(
        "events.changed-on-every-change",
        ClauseLevel.Library,
        Roles.Requirer,
        "A unit that has emitted credentials-changed emits it again in every later relation-changed that shows it both keys.",
        Library + "emitted on every relation-changed while the credentials are there, without comparing them to what was seen before.")
    {
        Version = ContractVersion.V0,
        Event = Changed,
    };

    public static readonly Clause ChangedOncePerChange = new(
        "events.changed-once-per-change",
        ClauseLevel.Library,
        Roles.Requirer,
        "credentials-changed is emitted in relation-changed only, about that relation, and at most once in a hook.",
        Library + "the event has one source, the handler of relation-changed.")
    {
        Version = ContractVersion.V0,
        Event = Changed,
    };

    public static readonly Clause GoneOnBroken = new(
        "events.gone-on-broken",
        ClauseLevel.Library,
        Roles.Requirer,
        "Every unit emits credentials-gone in relation-broken, whether or not there were credentials.",
        Library + "the requirer's relation-broken handler emits without a condition.")
    {
        Event = Gone,
        AnyLibrary = true,
    };

    public static readonly Clause GoneOnce = new(
        "events.gone-once",
        ClauseLevel.Library,
        Roles.Requirer,
        "A unit emits credentials-gone for a relation at most once.",
        Juju + "relation-broken is the last hook of a relation on a unit and runs once.")
    {
        Event = Gone,
        AnyLibrary = true,
        Reading = "A relation-broken that failed or was killed is undone; the event in its retry is the first that counts.",
    };

    public static readonly Clause GoneOnlyOnBroken = new(
        "events.gone-only-on-broken",
        ClauseLevel.Library,
        Roles.Requirer,
        "credentials-gone is emitted in relation-broken only, about that relation.",
        Library + "the event has one source, the handler of relation-broken.")
    {
        Event = Gone,
        AnyLibrary = true,
    };

    public static readonly Clause NothingAfterGone = new(
        "events.nothing-after-gone",
        ClauseLevel.Core,
        Roles.Requirer,
        "After credentials-gone, a unit emits no more events about that relation.",
        Juju + "relation-broken is the last hook of a relation on a unit.")
    {
        Event = Gone,
        AnyLibrary = true,
    };

    public static readonly Clause[] All =
    [
        RequestedOnAsk, RequestedOnce, RequestedLeaderOnly, RequestedOnlyWhenAsked, ChangedNeedsBothKeys, ChangedOnEveryUnit,
        ChangedOnEveryChange, ChangedOncePerChange, GoneOnBroken, GoneOnce, GoneOnlyOnBroken, NothingAfterGone,
    ];
}
