namespace S3Contract.Reference.State;

/// <summary>What is odd about what a charm has to live with.</summary>
[Flags]
internal enum Odds
{
    None = 0,

    /// <summary>Nothing in the other side's databag.</summary>
    Empty = 1,

    /// <summary>Only some of what is mandatory.</summary>
    HalfFilled = 2,

    /// <summary>Keys that the interface does not know.</summary>
    UnknownKeys = 4,

    /// <summary>A list field that is not a JSON list of strings.</summary>
    MalformedLists = 8,

    /// <summary>Bookkeeping of the library that is not a JSON object.</summary>
    BrokenBookkeeping = 16,

    /// <summary>An answer that leaves fields out which nobody has to give.</summary>
    Sparse = 32,

    /// <summary>An answer with another bucket than was asked for.</summary>
    OtherBucket = 64,

    /// <summary>Attributes of an answer of the other version that are a text.</summary>
    AttributesText = 256,

    /// <summary>The end of a relation that was never answered.</summary>
    Unanswered = 128,
}

/// <summary>An oddity that the failure of a hook may hang on, and the clause that says that it must not.</summary>
/// <param name="Name">What it is called where a run says what a failure hangs on (<see cref="Observations.HookStep.FailsOnlyWith"/>).</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Circumstance">What is odd, for people: "… failed, where {circumstance}".</param>
internal sealed record Oddity(string Name, Odds Kind, Clause Clause, string Circumstance)
{
    private const string Without = "without-";

    /// <summary>All oddities but that of a field which is left out: each field is one of its own.</summary>
    public static readonly Oddity[] All =
    [
        new("broken-bookkeeping", Odds.BrokenBookkeeping, ToleranceClauses.BrokenBookkeeping, "the own key \"data\" holds no JSON object"),
        new("empty-databag", Odds.Empty, ToleranceClauses.EmptyDatabag, "the other side's databag is empty"),
        new("unknown-keys", Odds.UnknownKeys, ToleranceClauses.UnknownKeys, "the other side's databag holds unknown keys"),
        new("half-filled", Odds.HalfFilled, ToleranceClauses.HalfFilled, "the answer is half-filled"),
        new("malformed-lists", Odds.MalformedLists, ToleranceClauses.MalformedLists, "a list field of the answer is malformed"),
        new("attributes-text", Odds.AttributesText, MixedClauses.AttributesText, "\"attributes\" of the answer is a text, as the other version has it"),
        new("other-bucket", Odds.OtherBucket, ToleranceClauses.OtherBucket, "the answer names another bucket than asked for"),
        new("broken-unanswered", Odds.Unanswered, ToleranceClauses.BrokenUnanswered, "the relation ends before it was answered"),
    ];

    private static readonly SortedDictionary<string, Oddity> s_absences = new(
        ContractFields.Optional.ToDictionary(
            field => field, field => new Oddity(Without + field, Odds.Sparse, ToleranceClauses.OptionalFields, $"the answer has no {field}"),
            StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The optional field that is left out; null if it is another oddity.</summary>
    public static string? FieldLeftOut(string name) => name.StartsWith(Without, StringComparison.Ordinal) ? name[Without.Length..] : null;

    /// <summary>The oddities that an answer leaves out optional fields, one by one.</summary>
    public static IEnumerable<Oddity> LeftOutOf(Databag answer) =>
        ContractFields.Optional.Where(field => !answer.ContainsKey(field)).Select(field => s_absences[field]);
}
