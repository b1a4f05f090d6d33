using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what has happened once the model is quiet, between two sides of version 1.</summary>
internal static class SecretLiveClauses
{
    private const string Patience = "A charm may wait for Juju's regular timer, so this is judged only once the application's leader has run update-status since "
        + "the duty arose; the clause that ends in -at-once does not wait. ";

    private const string Agree = "Page, schema and library agree on what is due, and set no time. ";

    private const string Beyond = "Beyond page, schema and library, which act in the hook that brings a request: a change of leader in that moment loses it.";

    public static readonly Clause Asked = V1(
        "live.secrets-asked", ClauseLevel.Core, Roles.Requirer,
        "Once the model is quiet, a requirer whose provider has units has announced its version.",
        Page1 + "`lib-version` is required. " + Library1 + "the leader writes `version` in relation-joined.", Agree + Patience);

    public static readonly Clause AskedAtOnce = V1(
        "live.secrets-asked-at-once", ClauseLevel.Library, Roles.Requirer,
        "A requirer has announced its version as soon as the model is quiet after the first unit of the provider joined.",
        Library1 + "written in relation-joined.", "Follows the library. Not judged if leadership moved in between.");

    public static readonly Clause AskedAfterLeaderChange = V1(
        "live.secrets-asked-after-leader-change", ClauseLevel.Strict, Roles.Requirer,
        "A requirer whose leader changed before it had announced its version has done so once the model is quiet.",
        Practice + "leadership moves at any moment, and an application that never asks never gets its storage.", Beyond);

    public static readonly Clause Answered = V1(
        "live.secret-shown", ClauseLevel.Core, Roles.Provider,
        "Once the model is quiet, a requirer that has announced its version is shown both keys, provided the provider has credentials to give.",
        Page1 + "the provider shares `secret-extra`.", Agree + Patience + "Nothing is due before the scenario has issued both keys, except from a provider that makes its own. "
        + "No bucket is demanded: nobody has to ask for one.");

    public static readonly Clause AnsweredAtOnce = V1(
        "live.secret-shown-at-once", ClauseLevel.Library, Roles.Provider,
        "A request is answered, and a rotation is in the secret, as soon as the model is quiet.",
        Library1 + "the event comes in the very hook that shows the request, for the charm to answer.", "Follows the library. Not judged if leadership moved in between.");

    public static readonly Clause AnsweredAfterLeaderChange = V1(
        "live.secret-shown-after-leader-change", ClauseLevel.Strict, Roles.Provider,
        "A request that stood unanswered when the provider's leader changed is answered once the model is quiet.",
        Practice + "leadership moves at any moment, and no request may be lost by it.", Beyond);

    public static readonly Clause LatestCredentials = V1(
        "live.latest-revision", ClauseLevel.Core, Roles.Both,
        "Once the model is quiet, the secret shown holds the latest credentials issued, and a requirer has read them.",
        Page1 + "the provider shares the keys in the secret. " + Library1 + "new keys are a new revision of the same secret, which each unit reads with `--refresh`.",
        Agree + Patience + "A new secret in place of a new revision is as good. A unit has read them when a hook of it that succeeded did. At this level one unit is enough.",
        hangsOnIssue: true);

    public static readonly Clause LatestAfterLeaderChange = V1(
        "live.latest-revision-after-leader-change", ClauseLevel.Strict, Roles.Provider,
        "Credentials that were issued but not yet in the secret when the provider's leader changed are there once the model is quiet.",
        Practice + "leadership moves at any moment, and no rotation may be lost by it.", Beyond, hangsOnIssue: true);

    public static readonly Clause EveryUnit = V1(
        "live.rotation-reaches-every-unit", ClauseLevel.Library, Roles.Requirer,
        "Once the model is quiet, every live unit of the requirer has read the keys that the secret holds.",
        Library1 + "each unit reads with `--refresh` in secret-changed.", "Follows the library. Nothing is said of a charm none of whose units ever reads a key.");

    public static readonly Clause WithdrawnSeen = V1(
        "live.secret-withdrawn-seen", ClauseLevel.Strict, Roles.Requirer,
        "Once the model is quiet, every live unit of the requirer that had read keys has seen that `secret-extra` was taken back.",
        Practice + "keys that were taken back are void, and who goes on with them fails at its next request.",
        "Beyond page, schema and library. " + Patience);

    public static readonly Clause AfterRetry = V1(
        "live.secret-after-retry", ClauseLevel.Core, Roles.Both,
        "What is asked, shown and read once the model is quiet is the same if a hook was killed or failed on the way and ran again.",
        Juju + "a hook that fails or is killed leaves no databag and no secret changed and runs again.", Patience);

    public static readonly Clause AfterScaling = V1(
        "live.secret-after-scaling", ClauseLevel.Core, Roles.Both,
        "What is asked, shown and read once the model is quiet is the same if units were added or removed during the life of the relation.",
        Juju + "units come and go; the application's databag and its secrets stay.", Patience);

    public static readonly Clause AfterRelatingAgain = V1(
        "live.secret-after-relating-again", ClauseLevel.Core, Roles.Both,
        "A relation between two applications that were related before is asked, answered and read like the first.",
        Juju + "a new relation has a new number and empty databags, and the grants of the old one are gone.", Patience);

    public static readonly Clause[] All =
    [
        Asked, AskedAtOnce, AskedAfterLeaderChange, Answered, AnsweredAtOnce, AnsweredAfterLeaderChange, LatestCredentials, LatestAfterLeaderChange, EveryUnit,
        WithdrawnSeen, AfterRetry, AfterScaling, AfterRelatingAgain,
    ];

    private static Clause V1(string id, ClauseLevel level, Roles roles, string text, string citation, string reading, bool hangsOnIssue = false) =>
        new(id, level, roles, text, citation) { Version = ContractVersion.V1, Reading = reading.TrimEnd(), HangsOnIssue = hangsOnIssue };
}
