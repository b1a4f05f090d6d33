using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on a relation one of whose sides speaks version 0 and the other version 1: what each owes the other. All are strict, since what only the
/// mixture brings is no fault of a charm that is built on either library.</summary>
internal static class MixedClauses
{
    private const string Beyond = "Page and schema of version 1 do not know version 0. ";

    private const string Patience = "Judged once the application's leader has run update-status since the duty arose.";

    public static readonly Clause Asked = Mixed(
        "mixed.asked", Roles.Requirer,
        "Once the model is quiet, a requirer has asked for a bucket on a relation with a provider of the other version.",
        Practice + "a provider of version 0 answers who asks for a bucket; one of version 1 opens to a version or a bucket.",
        Beyond + "The library of version 1 asks for `relation-<id>` once such a provider has written anything. " + Patience);

    public static readonly Clause Answered = Mixed(
        "mixed.answered", Roles.Provider,
        "Once the model is quiet, a requirer of the other version that has asked for a bucket finds both keys in the databag.",
        Practice + "who speaks version 0 reads the databag alone, and a provider of version 0 knows no other place.",
        Beyond + "The libraries do so. " + Patience);

    public static readonly Clause Bucket = Mixed(
        "mixed.answer-has-bucket", Roles.Provider,
        "An answer to a requirer of version 0 names a bucket: the operator's, or else the one that was asked for.",
        ProviderSchema + "`bucket` is `required`; a requirer of version 0 takes an answer without it for incomplete.",
        Beyond + "The library of version 1 ignores the bucket that such a requirer asked for: with none configured its answer has none, a known dead end.");

    public static readonly Clause KeysInClear = Mixed(
        "mixed.no-secret-instead", Roles.Provider,
        "A requirer of version 0 is not handed a secret in place of the keys.",
        Practice + "it does not know `secret-extra`, and waits for ever.",
        Beyond + "Follows the library, which uses a secret only where `requested-secrets` asks for one.");

    public static readonly Clause Attributes = Mixed(
        "mixed.attributes-list", Roles.Provider,
        "`attributes` of an answer to a requirer of version 0 is a JSON list of strings.",
        ProviderSchema + "`attributes` is an `array` of `string`; the library of version 0 fails on anything else.",
        "The library of version 1 writes the operator's text, page and schema of both versions have a list. A value that the operator gave word for word is judged as "
        + "well: a charm that knows whom it answers can make a list of it.");

    public static readonly Clause AttributesText = Mixed(
        "mixed.attributes-text", Roles.Requirer,
        "No hook of a requirer fails because a provider of the other version shows `attributes` as a text that is no JSON list.",
        Library1 + "hands on the text that the operator gave.",
        "Between two sides of version 0 tolerance.malformed-lists says the same at level core.");

    public static readonly Clause Latest = Mixed(
        "mixed.latest-credentials", Roles.Both,
        "Once the model is quiet, a provider that has answered a requirer of the other version shows the latest credentials, and a requirer has seen those shown.",
        Practice + "a rotation is no less urgent between two versions.",
        Beyond + Patience);

    public static readonly Clause EveryUnit = Mixed(
        "mixed.every-unit", Roles.Requirer,
        "Once the model is quiet, every live unit of the requirer has seen the credentials that a provider of the other version shows.",
        Practice + "each unit needs its storage.",
        Beyond + "Nothing is said of a charm none of whose units ever reads a key.");

    public static readonly Clause PairTogether = Mixed(
        "mixed.pair-issued-together", Roles.Provider,
        "An `access-key` and a `secret-key` that a requirer of the other version sees together were issued together, and neither shows alone.",
        Practice + "a key with the secret of another opens nothing.",
        Beyond + "Read as atomicity.pair-issued-together and atomicity.no-partial-answer are; the bucket has a clause of its own.");

    public static readonly Clause[] All =
        [Asked, Answered, Bucket, KeysInClear, Attributes, AttributesText, Latest, EveryUnit, PairTogether];

    private static Clause Mixed(string id, Roles roles, string text, string citation, string reading) =>
        new(id, ClauseLevel.Strict, roles, text, citation) { Version = ContractVersion.Mixed, Reading = reading };
}
