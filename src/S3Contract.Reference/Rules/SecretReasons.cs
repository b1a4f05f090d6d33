using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What is wrong with a secret that a relation shows, in words.</summary>
internal static class SecretReasons
{
    public static readonly Reason TakenBack = new(
        v => $"{v.HookName} on {v.Unit} took the secret away from relation {v.Relation}",
        _ => ["the secret as it was", "another secret in its place", "no answer, if the operator withdrew it"], _ => "the requirer can read no keys any more");

    /// <summary>References: the unit.</summary>
    public static readonly Reason UnitMayNotRead = new(
        v => $"the model is quiet, and {v[0]} may not read the secret shown on relation {v.Relation}", _ => ["the secret is granted to the application"],
        v => $"nothing is granted to {v[0]}");

    public static readonly Reason SetToTheSame = new(
        v => $"{v.HookName} on {v.Unit} set a secret to the content that it had", _ => ["no secret-set", "other content"], _ => "the content is the same");

    /// <summary>References: what is shown.</summary>
    public static readonly Reason NoSecret = new(
        v => $"{v.HookName} on {v.Unit} shows on relation {v.Relation} what is not the URI of a secret that {v.Application} has: \"{v[0]}\"",
        _ => ["the URI of a secret that the charm has made and not removed"], v => $"\"secret-extra\" is \"{v[0]}\"");

    public static readonly Reason OfUnit = new(
        v => $"{v.HookName} on {v.Unit} shows on relation {v.Relation} a secret that a unit owns", _ => ["a secret that the application owns"], _ => "its owner is a unit");

    /// <summary>References: the label that the library gives, and the one that the secret has (empty: none).</summary>
    public static readonly Reason OtherLabel = new(
        v => $"{v.HookName} on {v.Unit} shows on relation {v.Relation} a secret without the library's label", v => [v[0]],
        v => v[1] is "" ? "it has no label" : $"its label is {DataReasons.Shorten(v[1])}");

    public static readonly Reason NotReadable = new(
        v => $"{v.HookName} on {v.Unit} shows on relation {v.Relation} a secret that is not granted to the requirer",
        _ => ["the grant in the same hook", "the grant in an earlier hook"], _ => "the requirer is refused when it reads");

    public static readonly Reason SharedSecret = new(
        v => $"{v.HookName} on {v.Unit} shows on relation {v.Relation} a secret that another relation shows", _ => ["a secret of its own"],
        _ => "two relations show one secret");

    /// <summary>References: the key.</summary>
    public static readonly Reason LacksKey = new(
        v => $"{v.HookName} on {v.Unit} leaves the secret of relation {v.Relation} without \"{v[0]}\"", _ => ["both keys in one revision"], v => $"\"{v[0]}\" is missing");

    /// <summary>References: to whom it is granted.</summary>
    public static readonly Reason GrantedElsewhere = new(
        v => $"{v.HookName} on {v.Unit} leaves the secret of relation {v.Relation} readable by {v[0]}, which is not shown it", _ => ["a grant to the requirer alone"],
        v => $"{v[0]} may read it");

    public static readonly Reason NotRemoved = new(
        v => $"the model is quiet, and {v.Application} still has the secret of a relation that is no more", _ => ["the secret is removed"], _ => "it is still there");

    public static readonly Reason ReplacedNotRemoved = new(
        v => $"the model is quiet, and {v.Application} still has a secret that another one has replaced", _ => ["the secret is removed"], _ => "it is still there");
}
