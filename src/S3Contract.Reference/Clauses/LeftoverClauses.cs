using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what is left behind.</summary>
internal static class LeftoverClauses
{
    private const string Beyond = "Beyond page, schema and library, which leave it, hence the level. Judged once the leader has run the relation's relation-broken, or "
        + "update-status since.";

    public static readonly Clause SecretRemoved = new(
        "leftovers.secret-removed",
        ClauseLevel.Strict,
        Roles.Provider,
        "Once the model is quiet, the secret of a relation that is no more has been removed.",
        Practice + "keys that nobody may read any more are kept for ever otherwise, and an application has room for so many secrets.")
    {
        Version = ContractVersion.V1,
        Reading = Beyond,
    };

    public static readonly Clause ReplacedSecretRemoved = new(
        "leftovers.replaced-secret-removed",
        ClauseLevel.Strict,
        Roles.Provider,
        "Once the model is quiet, a secret that another one has replaced has been removed.",
        Practice + "the keys in it are void, and whoever holds its URI goes on with them.")
    {
        Version = ContractVersion.V1,
        Reading = "Beyond page, schema and library; the library keeps to one secret for each relation. Judged once the leader has run update-status since.",
    };

    public static readonly Clause[] All = [SecretRemoved, ReplacedSecretRemoved];
}
