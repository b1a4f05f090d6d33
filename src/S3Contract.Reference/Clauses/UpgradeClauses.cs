using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on a living relation one or both of whose charms were refreshed from version 0 to version 1.</summary>
internal static class UpgradeClauses
{
    private const string Beyond = "The page has such a relation made anew, and the library leaves the keys where they are, hence the level. Judged once both sides speak "
        + "version 1 and the provider's leader has run update-status since.";

    public static readonly Clause KeysLeave = new(
        "upgrade.keys-leave-the-databag",
        ClauseLevel.Strict,
        Roles.Provider,
        "Once the model is quiet, the keys of a relation that now speaks version 1 stand in clear in the provider's databag no more.",
        Practice + "a charm is refreshed in order that its keys are secret, and operators do not relate anew what works.")
    {
        Version = ContractVersion.V1,
        Reading = Beyond,
    };

    public static readonly Clause SecretTakesOver = new(
        "upgrade.secret-takes-over",
        ClauseLevel.Strict,
        Roles.Provider,
        "Once the model is quiet, a relation that was answered in clear and now speaks version 1 shows a secret with both keys.",
        Practice + "an application that asks for secrets reads its keys there.")
    {
        Version = ContractVersion.V1,
        Reading = Beyond,
    };

    public static readonly Clause[] All = [KeysLeave, SecretTakesOver];
}
