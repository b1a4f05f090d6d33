using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what a requirer can see at any moment.</summary>
internal static class AtomicityClauses
{
    public static readonly Clause PairIssuedTogether = new(
        "atomicity.pair-issued-together",
        ClauseLevel.Core,
        Roles.Provider,
        "An `access-key` and a `secret-key` that stand in a databag together were issued together.",
        "Interface description v0, Direction: the provider gives \"new unique credentials\". "
        + Juju + "what a hook writes becomes visible together, when the hook has succeeded.")
    {
        Version = ContractVersion.V0,
        Reading = "Only what a hook commits counts: a rotation by two `relation-set` calls in one hook is fine, one by two hooks is not. "
            + "Which keys belong together is known from the scenario, else from the answer in which a key first showed. Keys that the "
            + "operator sets one by one belong together as the operator leaves them.",
    };

    public static readonly Clause NoPartialAnswer = new(
        "atomicity.no-partial-answer",
        ClauseLevel.Core,
        Roles.Provider,
        "No requirer ever sees one of `access-key` and `secret-key` without the other, or both without a `bucket`.",
        ProviderSchema + "`bucket`, `access-key` and `secret-key` are `required`: a databag with only some of them is not valid.")
    {
        Version = ContractVersion.V0,
        Reading = "The library's setters allow each field to be set on its own; in one hook that is fine, because only what the hook commits "
            + "becomes visible. Optional fields may come before the keys. Keys that the operator sets one by one are the operator's.",
    };

    public static readonly Clause OneRevisionOnePair = new(
        "atomicity.one-revision-one-pair",
        ClauseLevel.Core,
        Roles.Provider,
        "The `access-key` and `secret-key` in one revision of a secret were issued together.",
        Page1 + "the secret holds both keys. " + Juju + "a revision never changes, and who reads it reads all of it.")
    {
        Version = ContractVersion.V1,
        Reading = "Page, schema and library agree. What belongs together is known as for atomicity.pair-issued-together. Only what a hook leaves counts: of two "
            + "`secret-set` in one hook the later.",
    };

    public static readonly Clause SecretHoldsBoth = new(
        "atomicity.secret-holds-both-keys",
        ClauseLevel.Core,
        Roles.Provider,
        "No revision of a secret that is shown holds one of `access-key` and `secret-key` without the other.",
        Page1 + "the secret holds `access-key` and `secret-key`. " + Library1 + "a requirer waits until both can be read.")
    {
        Version = ContractVersion.V1,
        Reading = "Page, schema and library agree.",
    };

    public static readonly Clause ReadableWhenShown = new(
        "atomicity.readable-when-shown",
        ClauseLevel.Core,
        Roles.Provider,
        "When `secret-extra` becomes visible, the requirer may read the secret.",
        Juju + "a grant and a databag written in one hook become visible together; who reads a secret that is not granted is refused, by which most hooks fail.")
    {
        Version = ContractVersion.V1,
        Reading = "Page, schema and library do not speak of it; the library grants before it writes.",
    };

    public static readonly Clause[] All = [PairIssuedTogether, NoPartialAnswer, OneRevisionOnePair, SecretHoldsBoth, ReadableWhenShown];
}
