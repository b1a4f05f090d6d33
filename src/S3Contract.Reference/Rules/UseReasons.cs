using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What is wrong with how a charm uses S3, in words.</summary>
internal static class UseReasons
{
    /// <summary>References: the operation.</summary>
    public static readonly Reason Replaced = new(
        v => $"{v.HookName} on {v.Unit} signs {v[0]} with credentials that were replaced on relation {v.Relation}, as the unit has read",
        _ => ["the latest credentials", "no request"], v => $"{v[0]} with an access key that was replaced");

    /// <summary>References: the operation, the bucket that it is about, the one that was given.</summary>
    public static readonly Reason OtherBucket = new(
        v => $"{v.HookName} on {v.Unit} asks S3 for {v[0]} on the bucket \"{v[1]}\", and was given \"{v[2]}\" on relation {v.Relation}",
        v => [$"the bucket \"{v[2]}\""], v => $"the bucket \"{v[1]}\"");

    /// <summary>References: the operation, the key of the object, the path that was given.</summary>
    public static readonly Reason OtherPath = new(
        v => $"{v.HookName} on {v.Unit} asks S3 for {v[0]} on the object \"{v[1]}\", and was given the path \"{v[2]}\" on relation {v.Relation}",
        v => [$"objects below \"{v[2]}\""], v => $"the object \"{v[1]}\"");

    /// <summary>References: the operation.</summary>
    public static readonly Reason Gone = new(
        v => $"{v.HookName} on {v.Unit} signs {v[0]} with credentials of relation {v.Relation}, whose relation-broken it has run",
        _ => ["no request with them"], v => $"{v[0]} with credentials that are gone");

    /// <summary>References: the operation.</summary>
    public static readonly Reason TrustsAnybody = new(
        v => $"{v.HookName} on {v.Unit} asks S3 for {v[0]} by TLS and goes by a certificate that the chain it was given on relation {v.Relation} does not certify",
        _ => ["no request to whom the chain does not certify"], v => $"{v[0]} in spite of the certificate");

    /// <summary>References: the endpoint.</summary>
    public static readonly Reason Distrusts = new(
        v => $"{v.HookName} on {v.Unit} does not trust the S3 at {v[0]}, which is certified by the chain that it was given on relation {v.Relation}",
        _ => ["the chain that it was given is trusted"], v => $"the certificate at {v[0]} is refused");

    /// <summary>References: the bucket.</summary>
    public static readonly Reason NotMade = new(
        v => $"{v.HookName} on {v.Unit} answers relation {v.Relation} with the bucket \"{v[0]}\", which {v.Application} has neither made nor found, though it makes buckets",
        v => [$"the bucket \"{v[0]}\" is made before it is answered with"], v => $"\"{v[0]}\" is not made");
}
