using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what a charm does with an S3: only judged if it talks to one at all.</summary>
internal static class UseClauses
{
    private const string Talks = "Only requests to the S3 of the run are seen (`--s3`). ";

    public static readonly Clause LatestCredentials = new(
        "use.latest-credentials",
        ClauseLevel.Strict,
        Roles.Requirer,
        "Once a unit has read new credentials, it signs no request to S3 with those that they replaced.",
        Practice + "who rotates credentials deletes the old ones.")
    {
        Reading = Talks + "What a unit has not read yet it need not use. Keys that no provider has ever shown the unit are the charm's own matter.",
    };

    public static readonly Clause WithinPlace = new(
        "use.within-place",
        ClauseLevel.Strict,
        Roles.Requirer,
        "With the credentials of a relation, a requirer uses the bucket that it was given, and objects below the path that it was given.",
        Data + "\"path: the path inside the bucket to store objects\".")
    {
        Reading = Talks + "Buckets may be listed, and what is in a bucket. A path with `..` in it says nothing.",
    };

    public static readonly Clause NothingAfterGone = new(
        "use.nothing-after-gone",
        ClauseLevel.Strict,
        Roles.Requirer,
        "Once relation-broken has run on a unit, it signs no request to S3 with the credentials of that relation.",
        Practice + "they may be given to somebody else.")
    {
        Reading = Talks + "In relation-broken itself a charm may tidy up. Credentials that another relation shows as well are that relation's.",
    };

    public static readonly Clause GivenChain = new(
        "use.given-chain",
        ClauseLevel.Strict,
        Roles.Requirer,
        "A requirer that was given a chain of certificates and talks to S3 by TLS trusts whom the chain certifies, and nobody else.",
        Practice + "who trusts anybody hands the keys' power to whoever answers, and who does not trust the chain never comes to its bucket.")
    {
        Reading = Talks + "A request to somebody whom the chain does not certify breaks it. Not to trust whom it does certify breaks it once a relation-changed has brought the "
            + "chain, if the unit has never trusted it and does not in that hook; it shows if the charm's client says why it goes away, as OpenSSL does.",
    };

    public static readonly Clause MakesItsBucket = new(
        "use.makes-its-bucket",
        ClauseLevel.Strict,
        Roles.Provider,
        "A provider that makes buckets has made the one that it answers with.",
        Practice + "the requirer relies on it, and may not be allowed to make it.")
    {
        Reading = Talks + "It is as good to have found it there. A bucket that an operator has named is the operator's to make.",
    };

    public static readonly Clause[] All = [LatestCredentials, WithinPlace, NothingAfterGone, GivenChain, MakesItsBucket];
}
