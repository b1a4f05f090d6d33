using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what comes first between two sides of version 1.</summary>
internal static class OrderClauses
{
    private const string Follows = "Follows the library; page and schema set no order. ";

    public static readonly Clause VersionFirst = new(
        "order.version-first",
        ClauseLevel.Library,
        Roles.Provider,
        "The first thing that a provider writes on a relation is its version, alone or with more.",
        Library1 + "writes `version` in relation-created, and takes a provider that has written anything without it for one of version 0.")
    {
        Version = ContractVersion.V1,
        Reading = Follows + "A charm that was refreshed on a living relation announces itself when it can.",
    };

    public static readonly Clause Unprompted = new(
        "order.version-unprompted",
        ClauseLevel.Library,
        Roles.Provider,
        "Once the model is quiet, a provider has announced its version, whether or not anybody has asked.",
        Library1 + "the leader writes `version` in relation-created; requirers wait for it.")
    {
        Version = ContractVersion.V1,
        Reading = Follows + "Not judged where the leader changed before it could.",
    };

    public static readonly Clause NothingBefore = new(
        "order.nothing-before-the-requirer",
        ClauseLevel.Library,
        Roles.Provider,
        "Before the requirer has announced its version, or asked for a bucket, the provider writes nothing but its own version.",
        Library1 + "raises PrematureDataAccessError: which form the answer takes is not known yet.")
    {
        Version = ContractVersion.V1,
        Reading = Follows,
    };

    public static readonly Clause VersionStays = new(
        "order.version-stays",
        ClauseLevel.Core,
        Roles.Both,
        "While the relation lives, a side does not take back the version that it announced.",
        Page1 + "`lib-version` is required of both sides.")
    {
        Version = ContractVersion.V1,
        Reading = "Page, schema and library agree, but for the name of the key.",
    };

    public static readonly Clause[] All = [VersionFirst, Unprompted, NothingBefore, VersionStays];
}
