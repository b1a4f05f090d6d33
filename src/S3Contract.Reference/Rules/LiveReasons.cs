using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What has not happened although the model is quiet, in words. The first reference is what is added to the sentence.</summary>
internal static class LiveReasons
{
    private static readonly string[] s_asks = ["a bucket is asked for"];
    private static readonly string[] s_answers = ["bucket, access-key and secret-key are there"];
    private static readonly string[] s_sees = ["a hook reads them", "credentials-changed is emitted with them"];

    /// <summary>References: nothing added, and the provider.</summary>
    public static readonly Reason BothWait = new(
        v => $"the model is quiet, and {v.Application} and {v[1]} wait for each other on relation {v.Relation}", _ => s_asks, _ => "no bucket is asked for");

    public static readonly Reason NotAsked = new(
        v => $"the model is quiet, and {v.Application} has not asked for a bucket on relation {v.Relation}{v[0]}", _ => s_asks, _ => "no bucket is asked for");

    public static readonly Reason NotAnnounced = new(
        v => $"the model is quiet, and {v.Application} has not announced its version on relation {v.Relation}{v[0]}",
        _ => ["\"version\" is 1"], _ => "no version is announced");

    public static readonly Reason NoKeys = NotAnswered("no keys are there");

    public static readonly Reason NoBucket = NotAnswered("the bucket is missing");

    public static readonly Reason NotLatest = new(
        v => $"the model is quiet, and {v.Application} does not show the keys issued last on relation {v.Relation}{v[0]}",
        _ => ["the keys issued last are there"], _ => "other keys are there");

    /// <summary>References: nothing added, and the unit.</summary>
    public static readonly Reason NotSeenByUnit = new(
        v => $"the model is quiet, and {v[1]} has not seen the keys shown on relation {v.Relation}", _ => s_sees, _ => "nothing shows that they were seen");

    public static readonly Reason NotSeen = new(
        v => $"the model is quiet, and no unit of {v.Application} has seen the keys shown on relation {v.Relation}{v[0]}",
        _ => s_sees, _ => "nothing shows that they were seen");

    /// <summary>References: nothing added, and the unit.</summary>
    public static readonly Reason WithdrawalNotSeen = new(
        v => $"the model is quiet, and {v[1]} has not seen that the keys on relation {v.Relation} were taken back",
        _ => ["a hook reads that they are gone"], _ => "nothing shows that it was seen");

    /// <summary>References: the key.</summary>
    public static readonly Reason LacksKey = new(
        v => $"the model is quiet, and the answer on relation {v.Relation} lacks \"{v[0]}\"", _ => s_answers, v => $"\"{v[0]}\" is missing");

    /// <summary>References: the field, what was given last (empty: it was taken back), what is shown (empty: nothing), and the bucket asked
    /// for.</summary>
    public static readonly Reason OtherField = new(
        v => $"the model is quiet, and {v.Application} {Shows(v)}, on relation {v.Relation}",
        v => [v[1] is "" ? $"no \"{v[0]}\"" : $"\"{v[0]}\" is {Value(v[0], v[1], "the one set last")}"],
        v => v[2] is "" ? $"\"{v[0]}\" is missing" : $"\"{v[0]}\" is {Value(v[0], v[2], "another")}");

    private static Reason NotAnswered(string observed) => new(
        v => $"the model is quiet, and {v.Application} has not answered relation {v.Relation}{v[0]}", _ => s_answers, _ => observed);

    private static string Shows(Violation v) => v[1] is "" ? $"still shows the \"{v[0]}\" that was taken back"
        : v[2] is "" ? $"does not show the \"{v[0]}\" that was given"
        : v[0] is not ContractFields.Bucket ? $"shows another \"{v[0]}\" than the one given last"
        : $"shows another bucket than the one the operator gave{(string.Equals(v[2], v[3], StringComparison.Ordinal) ? ": the one that was asked for" : "")}";

    private static string Value(string field, string value, string key) => ContractFields.IsKey(field) ? key : DataReasons.Shorten(value);
}
