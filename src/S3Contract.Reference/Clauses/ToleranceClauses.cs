using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what a charm survives. A hook in which a fault was injected, or that lost leadership on the way, is not
/// judged.</summary>
internal static class ToleranceClauses
{
    public static readonly Clause EmptyDatabag = new(
        "tolerance.empty-databag",
        ClauseLevel.Core,
        Roles.Both,
        "No hook fails because the other application's databag is empty.",
        Juju + "application databags start empty, and hooks run before the other side has written.");

    public static readonly Clause HalfFilled = new(
        "tolerance.half-filled",
        ClauseLevel.Core,
        Roles.Requirer,
        "No hook fails because the provider's databag holds only some of `bucket`, `access-key` and `secret-key`.",
        Library + "a requirer waits while \"Some mandatory fields\" are missing.");

    public static readonly Clause UnknownKeys = new(
        "tolerance.unknown-keys",
        ClauseLevel.Core,
        Roles.Both,
        "No hook fails because the other application's databag holds keys that the interface does not know.",
        ProviderSchema + "`additionalProperties` is true (likewise in schemas/requirer.json).");

    public static readonly Clause OtherBucket = new(
        "tolerance.other-bucket",
        ClauseLevel.Core,
        Roles.Requirer,
        "No hook fails because the provider names another bucket than the one asked for.",
        Requirer + "\"Is expected to tolerate that the Provider may ignore the `bucket` field in some cases\".");

    public static readonly Clause MalformedLists = new(
        "tolerance.malformed-lists",
        ClauseLevel.Core,
        Roles.Requirer,
        "No hook fails because `tls-ca-chain` or `attributes` is not a JSON list of strings.",
        Data + "the example shows both as bare strings, against prose and schema.")
    {
        Reading = "Since the sources contradict each other, a provider that follows the example must be expected. The library fails only "
            + "if the charm reads such a field.",
    };

    public static readonly Clause BrokenUnanswered = new(
        "tolerance.broken-unanswered",
        ClauseLevel.Core,
        Roles.Both,
        "No relation-departed or relation-broken fails because the relation ends before it was answered.",
        Juju + "an operator may remove a relation at any time.");

    public static readonly Clause OrdinaryHook = new(
        "tolerance.ordinary-hook",
        ClauseLevel.Core,
        Roles.Both,
        "No hook fails in an ordinary life: before there is a relation, between request and answer, while the credentials are there, after the "
            + "relation is broken and when it comes again.",
        Juju + "a hook that fails puts its unit in error until an operator looks after it.")
    {
        Reading = "Every hook counts: relation hooks, of peers too, `config-changed`, `leader-elected`, `update-status`, `start`, `stop` and the like; "
            + "of actions only the one that hands over what is to be issued, on the leader, unless it says by `action-fail` why it cannot. Where "
            + "something is odd too, the script is run again without it: a hook that fails all the same breaks this clause, and not the one about the "
            + "oddity. A charm of which no hook ever succeeded is not judged: it cannot be run here.",
    };

    public static readonly Clause OptionalFields = new(
        "tolerance.optional-fields",
        ClauseLevel.Core,
        Roles.Requirer,
        "No hook fails because the answer leaves out a field that is optional, such as `region`, `endpoint` or `path`.",
        ProviderSchema + "only `bucket`, `access-key` and `secret-key` are required.")
    {
        Reading = "Said only where the script goes well when it is run again with the field given.",
    };

    public static readonly Clause BrokenBookkeeping = new(
        "tolerance.broken-bookkeeping",
        ClauseLevel.Strict,
        Roles.Provider,
        "No hook fails because the key `data` of the own databag is not a JSON object.",
        Library + "keeps what it has handled under `data`; anything but an object there makes each relation-changed fail until repaired.");

    public static readonly Clause[] All =
        [EmptyDatabag, HalfFilled, UnknownKeys, OtherBucket, MalformedLists, BrokenUnanswered, OrdinaryHook, OptionalFields, BrokenBookkeeping];
}
