using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What is wrong with a request or an answer, in words.</summary>
internal static class DataReasons
{
    public static readonly Reason Placeholder = Field("stands for an absent value", "the key is absent", "the key holds a value");
    public static readonly Reason Style = NotTaken("host", "path", "the key is absent");
    public static readonly Reason Version = NotTaken("4", "2", "the key is absent");
    public static readonly Reason List = NotTaken("a JSON list of strings, such as [\"a\", \"b\"]", "the key is absent");
    public static readonly Reason Certificates = NotTaken("a JSON list of PEM or base64 strings", "the key is absent");
    public static readonly Reason Days = NotTaken("a positive integer in decimal digits", "the key is absent");
    public static readonly Reason Url = NotTaken("an http or https URL", "the key is absent");

    public static readonly Reason Withdrawn = new(
        v => $"{v.HookName} on {v.Unit} took the bucket out of its request on relation {v.Relation}",
        _ => ["the bucket as it was", "another bucket"], _ => "no bucket is asked for any more");

    /// <summary>References: the bucket.</summary>
    public static readonly Reason OthersName = new(
        v => $"{v.HookName} on {v.Unit} asked for \"{v[0]}\" on relation {v.Relation}",
        v => [$"\"relation-{v.Relation}\"", "a bucket that the charm was given"], v => $"\"{v[0]}\", the generated name for another relation");

    /// <summary>References: what is there.</summary>
    public static readonly Reason NoBucket = new(
        v => $"the answer on relation {v.Relation} lacks \"{ContractFields.Bucket}\"", _ => ["bucket, access-key and secret-key"], v => v[0]);

    /// <summary>References: what is there, and what the hook did.</summary>
    public static readonly Reason Partial = new(
        v => $"{v.HookName} on {v.Unit} {v[1]} the answer on relation {v.Relation}: a requirer now sees {v[0]}",
        _ => ["bucket, access-key and secret-key in one hook", "none of the keys yet"], v => v[0]);

    /// <summary>References: what is there.</summary>
    public static readonly Reason TakenAway = new(
        v => $"{v.HookName} on {v.Unit} took away what relation {v.Relation} had been answered",
        _ => ["a whole new answer", "the answer as it was", "no answer, if the operator withdrew it"], v => v[0]);

    /// <summary>References: the pairs that the keys belong to.</summary>
    public static readonly Reason Mixture = new(
        v => $"{v.HookName} on {v.Unit} leaves relation {v.Relation} showing keys that were not issued together: {Mixed(v)}",
        _ => ["both keys of one pair", "the pair as it was"], Mixed);

    /// <summary>A value as a message shows it.</summary>
    public static string Shorten(string value) => value.Length <= 60 ? value : string.Concat(value.AsSpan(0, 57), "...");

    private static Reason NotTaken(params string[] allowed) => Field("is not what the interface takes", allowed);

    // References: the key and its value.
    private static Reason Field(string wrong, params string[] allowed) => new(
        v => $"\"{v[0]}\" on relation {v.Relation} {wrong}: {Shown(v)}", _ => allowed, v => $"{v.HookName} on {v.Unit} set it to {Shown(v)}");

    private static string Shown(Violation v) => ContractFields.IsKey(v[0]) && !ContractFields.IsPlaceholder(v[1]) ? "a value" : $"\"{Shorten(v[1])}\"";

    private static string Mixed(Violation v) => $"the access key of {v[0]} with the secret key of {v[1]}";
}
