using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what has happened once the model is quiet.</summary>
internal static class LiveClauses
{
    private const string Patience = "The description sets no time. A charm may wait for Juju's regular timer, so this is judged only once the "
        + "application's leader has run update-status since the duty arose; the clause that ends in -at-once does not wait.";

    private const string AfterLeaderChange = "Beyond description and library: in the library a request is handled, or made, only in the hook "
        + "that brings it, so a change of leader in that moment loses it.";

    private const string FieldsOnly = " Judged are the fields for which the profile of the charm has a line, as far as the interface takes their values and "
        + "no conversion of the profile garbles them. Lists compare as lists, and one that holds nothing is as good as none.";

    public static readonly Clause Asked = new(
        "live.asked",
        ClauseLevel.Core,
        Roles.Requirer,
        "Once the model is quiet, a requirer whose provider has units has asked for a bucket.",
        Requirer + "\"Is expected to share a bucket name in the `bucket` field\".")
    {
        Version = ContractVersion.V0,
        Reading = Patience,
    };

    public static readonly Clause AskedAtOnce = new(
        "live.asked-at-once",
        ClauseLevel.Library,
        Roles.Requirer,
        "A requirer has asked for a bucket as soon as the model is quiet after the first unit of the provider joined.",
        Library + "the bucket is written in relation-joined.")
    {
        Version = ContractVersion.V0,
        Reading = "Not judged if leadership of the requirer moved in between: then live.asked-after-leader-change is.",
    };

    public static readonly Clause AskedAfterLeaderChange = new(
        "live.asked-after-leader-change",
        ClauseLevel.Strict,
        Roles.Requirer,
        "A requirer whose leader changed before it had asked has asked once the model is quiet.",
        Practice + "leadership moves at any moment, and an application that never asks never gets its storage.")
    {
        Version = ContractVersion.V0,
        Reading = AfterLeaderChange,
    };

    public static readonly Clause AskedUnprompted = new(
        "live.asked-unprompted",
        ClauseLevel.Strict,
        Roles.Requirer,
        "Once the model is quiet, a requirer has asked for a bucket also if its provider has written nothing at all.",
        Practice + "a provider that is silent until it is asked, and a requirer that is silent until something is written, wait for each other for ever.")
    {
        Reading = "live.asked demands this of a requirer that speaks version 0. One that speaks version 1 (it writes `requested-secrets`) "
            + "asks once the provider has written something: below this level it owes a silent one no bucket. " + Patience,
    };

    public static readonly Clause Answered = new(
        "live.answered",
        ClauseLevel.Core,
        Roles.Provider,
        "Once the model is quiet, every request has a complete answer, provided the provider has credentials to give.",
        Provider + "\"It is expected to share `bucket`, `access-key` and `secret-key` fields when the relation is joined\".")
    {
        Version = ContractVersion.V0,
        Reading = Patience + " A provider may wait for its operator: nothing is due before the scenario has issued both keys, except from a provider that "
            + "makes its own keys (`issue: automatic` in its profile, or seen in a trial).",
    };

    public static readonly Clause AnsweredAtOnce = new(
        "live.answered-at-once",
        ClauseLevel.Library,
        Roles.Provider,
        "A request is answered, and credentials issued anew are shown, as soon as the model is quiet.",
        Library + "credentials-requested is emitted in the very hook that shows the request, for the charm to answer.")
    {
        Version = ContractVersion.V0,
        Reading = "Not judged if leadership of the provider moved in between: then live.answered-after-leader-change and "
            + "live.latest-after-leader-change are.",
    };

    public static readonly Clause AnsweredAfterLeaderChange = new(
        "live.answered-after-leader-change",
        ClauseLevel.Strict,
        Roles.Provider,
        "A request that stood unanswered when the provider's leader changed is answered once the model is quiet.",
        Practice + "leadership moves at any moment, and no request may be lost by it.")
    {
        Version = ContractVersion.V0,
        Reading = AfterLeaderChange,
    };

    public static readonly Clause LatestCredentials = new(
        "live.latest-credentials",
        ClauseLevel.Core,
        Roles.Both,
        "Once the model is quiet, a provider that has answered shows the latest credentials issued, and a requirer has seen those that "
        + "are shown.",
        Provider + "\"It is expected to share `bucket`, `access-key` and `secret-key` fields\".")
    {
        Version = ContractVersion.V0,
        Reading = Patience + " A unit has seen credentials when a hook of it that succeeded read them or emitted credentials-changed with "
            + "them. At this level one unit of the requirer is enough; live.every-unit asks for all.",
        HangsOnIssue = true,
    };

    public static readonly Clause LatestAfterLeaderChange = new(
        "live.latest-after-leader-change",
        ClauseLevel.Strict,
        Roles.Provider,
        "Credentials that were issued but not yet shown when the provider's leader changed are shown once the model is quiet.",
        Practice + "leadership moves at any moment, and no rotation may be lost by it.")
    {
        Version = ContractVersion.V0,
        Reading = "Not judged if what was issued never reached a leader, as an action that ran on a unit which led no longer.",
        HangsOnIssue = true,
    };

    public static readonly Clause EveryField = new(
        "live.every-field",
        ClauseLevel.Library,
        Roles.Provider,
        "Once the model is quiet, an answer shows each field that was issued or set last with just that value, and none that was taken back.",
        Provider + "optional fields such as `endpoint`, `region`, `tls-ca-chain` and `attributes`. "
        + Library + "each setter writes what it is given, and an empty value deletes the key.")
    {
        Reading = Patience + FieldsOnly + " In a life in which the provider's leader changed or a hook of it was lost, "
            + "live.every-field-after-mishap judges it; the bucket has a clause of its own.",
        Fields = ContractFields.Optional,
    };

    public static readonly Clause OperatorsBucket = new(
        "live.operators-bucket",
        ClauseLevel.Library,
        Roles.Provider,
        "Once the model is quiet, an answer names the bucket that the operator gave the provider, whatever was asked for.",
        Library + "set_bucket and set_connection_info hand out the bucket that the provider names; relation-<id> is generated where nobody named one.")
    {
        Reading = "A provider may ignore a request, but not its operator. One whose option is only a default waives this clause. " + Patience
            + FieldsOnly,
        Fields = [ContractFields.Bucket],
    };

    public static readonly Clause FieldsAfterMishap = new(
        "live.every-field-after-mishap",
        ClauseLevel.Strict,
        Roles.Provider,
        "What live.every-field and live.operators-bucket ask holds also after the provider's leader changed or a hook of it was lost.",
        Practice + "leadership moves and hooks fail at any moment, and an operator who sets a field expects the application to receive it.")
    {
        Reading = Patience + FieldsOnly,
        Fields = [ContractFields.Bucket, .. ContractFields.Optional],
    };

    public static readonly Clause EveryUnit = new(
        "live.every-unit",
        ClauseLevel.Library,
        Roles.Requirer,
        "Once the model is quiet, every live unit of the requirer has seen the credentials that are shown.",
        Library + "each unit reads the provider's databag in each relation-changed.")
    {
        Version = ContractVersion.V0,
    };

    public static readonly Clause WithdrawnSeen = new(
        "live.withdrawn-seen",
        ClauseLevel.Strict,
        Roles.Requirer,
        "Once the model is quiet, every live unit of the requirer that had seen credentials has seen that the provider took them back.",
        Practice + "keys that were taken back are void, and who goes on with them fails at its next request.")
    {
        Version = ContractVersion.V0,
        Reading = Patience + " A unit has seen it when a hook of it that succeeded read the provider's databag without keys. credentials-gone is not for that: it "
            + "belongs to relation-broken.",
    };

    public static readonly Clause AfterRetry = new(
        "live.after-retry",
        ClauseLevel.Core,
        Roles.Both,
        "What is asked, answered, shown and seen once the model is quiet is the same if a hook was killed or failed on the way and ran "
        + "again.",
        Juju + "a hook that fails or is killed leaves no databag changed and runs again.")
    {
        Version = ContractVersion.V0,
        Reading = Patience,
    };

    public static readonly Clause AfterScaling = new(
        "live.after-scaling",
        ClauseLevel.Core,
        Roles.Both,
        "What is asked, answered, shown and seen once the model is quiet is the same if units were added or removed during the life of "
        + "the relation.",
        Juju + "units come and go; the application's databag stays.")
    {
        Version = ContractVersion.V0,
        Reading = Patience + " If the leader was the unit removed, the clauses on leader changes judge it.",
    };

    public static readonly Clause AfterRelatingAgain = new(
        "live.after-relating-again",
        ClauseLevel.Core,
        Roles.Both,
        "A relation between two applications that were related before is asked, answered, shown and seen like the first.",
        Juju + "a new relation has a new number and empty databags.")
    {
        Version = ContractVersion.V0,
        Reading = Patience,
    };

    public static readonly Clause[] All =
    [
        Asked, AskedAtOnce, AskedAfterLeaderChange, AskedUnprompted, Answered, AnsweredAtOnce, AnsweredAfterLeaderChange, LatestCredentials,
        LatestAfterLeaderChange, EveryField, OperatorsBucket, FieldsAfterMishap, EveryUnit, WithdrawnSeen, AfterRetry, AfterScaling, AfterRelatingAgain,
    ];
}
