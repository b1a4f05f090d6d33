using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what the databags and the secret hold between two sides of version 1.</summary>
internal static class SecretDataClauses
{
    private const string AllAgree = "Page, schema and library agree. ";

    public static readonly Clause Version = new(
        "data.version",
        ClauseLevel.Core,
        Roles.Both,
        "The version that a side announces is `1`, or `1.` and a number.",
        Page1 + "`lib-version`, such as `1.10`. " + Library1 + "`version` is `1`.")
    {
        Version = ContractVersion.V1,
        Reading = "Page and schema call the key `lib-version`, the library `version`: either will do.",
    };

    public static readonly Clause RequestedSecrets = new(
        "data.requested-secrets",
        ClauseLevel.Core,
        Roles.Requirer,
        "Once the model is quiet, a requirer's `requested-secrets` is a JSON list that holds `access-key` and `secret-key`.",
        Page1 + "the requirer names the fields that it takes as secrets. " + Library1 + "writes `[\"access-key\", \"secret-key\"]` in relation-created.")
    {
        Version = ContractVersion.V1,
        Reading = AllAgree + "Who asks for no secrets is given the keys in clear.",
    };

    public static readonly Clause KeysOnlyInSecret = new(
        "data.keys-only-in-secret",
        ClauseLevel.Core,
        Roles.Provider,
        "Once the requirer has asked for secrets, the provider puts neither `access-key` nor `secret-key` into the databag.",
        Page1 + "the keys are shared in the secret that `secret-extra` names. " + Library1 + "writes keys in clear only where no secret was asked for.")
    {
        Version = ContractVersion.V1,
        Reading = AllAgree + "Judged is what a hook writes; keys that stand there from before the requirer asked are judged by upgrade.keys-leave-the-databag.",
    };

    public static readonly Clause SecretExtra = new(
        "data.secret-extra",
        ClauseLevel.Core,
        Roles.Provider,
        "`secret-extra`, if there, names a secret that the provider has made and that is there.",
        Page1 + "`secret-extra` is the URI of a secret. " + Juju + "who reads a secret that is not there is refused.")
    {
        Version = ContractVersion.V1,
        Reading = "Page and schema write `secret://MODEL/ID`, the library what Juju gives, `secret:ID`: either will do, also the bare id. A secret that was "
            + "made before the run began cannot be told from one that is not there.",
    };

    public static readonly Clause OwnedByApplication = new(
        "data.secret-owned-by-application",
        ClauseLevel.Library,
        Roles.Provider,
        "The secret that `secret-extra` names is owned by the application, not by a unit.",
        Library1 + "adds it for the application. " + Juju + "only its own unit manages what a unit owns, and it goes with that unit.")
    {
        Version = ContractVersion.V1,
        Reading = "Follows the library; page and schema do not say.",
    };

    public static readonly Clause Label = new(
        "data.secret-label",
        ClauseLevel.Library,
        Roles.Provider,
        "The secret bears the label `ENDPOINT.RELATION.extra.secret`.",
        Library1 + "finds the secret of a relation by that label.")
    {
        Version = ContractVersion.V1,
        Reading = "Follows the library, which does not find the secret of a charm that is refreshed to it otherwise; page and schema do not say.",
    };

    public static readonly Clause EveryUnitReads = new(
        "data.secret-readable",
        ClauseLevel.Core,
        Roles.Provider,
        "Once the model is quiet, each unit of the requirer may read the secret that it is shown.",
        Page1 + "the secret is granted to the relation. " + Juju + "a grant to the application holds for all its units, one to a unit for that alone.")
    {
        Version = ContractVersion.V1,
        Reading = AllAgree,
    };

    public static readonly Clause StaysAnswered = new(
        "data.secret-stays",
        ClauseLevel.Core,
        Roles.Provider,
        "While the relation lives, the provider takes back neither `secret-extra` nor the secret, nor the grant, unless its operator withdraws the answer.",
        Page1 + "the provider shares the secret while the relation is joined.")
    {
        Version = ContractVersion.V1,
        Reading = AllAgree + "A new secret in place of the old one is fine.",
    };

    public static readonly Clause UnsetIsAbsent = new(
        "data.nothing-stands-for-nothing",
        ClauseLevel.Library,
        Roles.Both,
        "A field that is not set is not in the databag: none holds blanks or the text of an absent value (`null`, `None`, `\"\"`).",
        Library1 + "writes an empty text for what is not set, by which Juju deletes the key.")
    {
        Version = ContractVersion.V1,
        Reading = "Follows the library; by the schema each field is there and may be null, hence the level. A value that the operator gave word for word is the "
            + "operator's.",
    };

    public static readonly Clause[] All =
        [Version, RequestedSecrets, KeysOnlyInSecret, SecretExtra, OwnedByApplication, Label, EveryUnitReads, StaysAnswered, UnsetIsAbsent];
}
