using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on several relations of one charm.</summary>
internal static class IsolationClauses
{
    public static readonly Clause NoLeak = new(
        "isolation.no-leak",
        ClauseLevel.Core,
        Roles.Both,
        "An access key or secret key that belongs to one relation never shows in another.",
        Requirer + "\"Is expected to have unique credentials for each relation\".")
    {
        Reading = "The description wants unique credentials per relation, yet lets many applications share a bucket, and the best known "
            + "provider hands all its relations the same pair. Whether to share is the operator's choice: credentials belong to one "
            + "relation if the scenario issued them for that one alone, or if the other side showed them there alone.",
        HangsOnIssue = true,
    };

    public static readonly Clause EachRelation = new(
        "isolation.each-relation",
        ClauseLevel.Core,
        Roles.Provider,
        "Of several relations on one endpoint, each that asked is answered, and with the credentials issued for it.",
        Requirer + "\"different instances of the same Charm (juju applications) will have different relations with different credentials\".")
    {
        Version = ContractVersion.V0,
        Reading = "Judged like live.answered and live.latest-credentials, with the same patience, where several relations are alive.",
    };

    public static readonly Clause OwnBucket = new(
        "isolation.own-bucket",
        ClauseLevel.Strict,
        Roles.Provider,
        "The bucket of an answer is not one that only another relation asks for, or that the relation of another application asked for before it ended.",
        Practice + "in the bucket that another application asked for lies that application's data, also after it has gone.")
    {
        Reading = "A provider may ignore the bucket asked and name its own, and nothing in description or library says which, hence the level. "
            + "A bucket that the operator gave is the operator's; an application that is related again may find its earlier bucket.",
    };

    public static readonly Clause OwnEvent = new(
        "isolation.own-event",
        ClauseLevel.Strict,
        Roles.Requirer,
        "Whether credentials-changed is emitted for a relation depends on the keys of that very relation alone.",
        Practice + "a requirer with two relations must learn of the credentials of each, and not of credentials that are not there.")
    {
        Version = ContractVersion.V0,
        Event = EventClauses.Changed,
        Reading = "In the library the first relation of the endpoint decides for all of them, hence the level.",
    };

    public static readonly Clause OwnSecret = new(
        "isolation.own-secret",
        ClauseLevel.Library,
        Roles.Provider,
        "Each relation is shown a secret of its own.",
        Library1 + "makes one secret for each relation, and finds it by a label with the relation's number.")
    {
        Version = ContractVersion.V1,
        Reading = "Follows the library; page and schema do not say.",
    };

    public static readonly Clause SecretForItsRelationAlone = new(
        "isolation.secret-for-its-relation-alone",
        ClauseLevel.Core,
        Roles.Provider,
        "A secret that is shown to a requirer is granted to no application that is not shown it.",
        Page1 + "the secret is granted to the relation. " + Requirer + "\"Is expected to have unique credentials for each relation\".")
    {
        Version = ContractVersion.V1,
        Reading = "Page and library agree; the schema knows no grants.",
    };

    public static readonly Clause EachRelationsSecret = new(
        "isolation.each-relations-secret",
        ClauseLevel.Core,
        Roles.Provider,
        "Of several relations on one endpoint, each that asked is shown a secret, and with the credentials issued for it.",
        Page1 + "each relation is answered.")
    {
        Version = ContractVersion.V1,
        Reading = "Judged like live.secret-shown and live.latest-revision, with the same patience, where several relations are alive.",
    };

    public static readonly Clause[] All = [NoLeak, EachRelation, OwnBucket, OwnEvent, OwnSecret, SecretForItsRelationAlone, EachRelationsSecret];
}
