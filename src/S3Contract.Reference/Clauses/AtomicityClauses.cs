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
        Reading = "The library's setters allow each field to be set on its own; in one hook that is fine, because only what the hook commits "
            + "becomes visible. Optional fields may come before the keys. Keys that the operator sets one by one are the operator's.",
    };

    public static readonly Clause[] All = [PairIssuedTogether, NoPartialAnswer];
}
