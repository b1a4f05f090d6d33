using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What of one relation shows in another, in words.</summary>
internal static class IsolationReasons
{
    /// <summary>References: the requirer that sees them, and the one for which they were issued.</summary>
    public static readonly Reason OthersKeys = new(
        v => $"{v.HookName} on {v.Unit} shows {v[0]} on relation {v.Relation} keys that were issued for {v[1]}",
        _ => ["keys issued for this relation", "keys issued for all relations", "no keys"], v => $"keys issued for {v[1]}");

    /// <summary>References: the bucket, the relation that asked for it, nothing or that it has ended, and what this one asks for, if it does.</summary>
    public static readonly Reason OthersBucket = new(
        v => $"{v.HookName} on {v.Unit} answers relation {v.Relation} with the bucket that relation {v[1]}{v[2]} asked for",
        v => [v.References.Count < 4 ? "a bucket of the provider's own" : $"\"{v[3]}\"", "a bucket of the provider's own"], v => $"\"{v[0]}\"");

    /// <summary>References: the relation whose key it is, and the name that it stands under.</summary>
    public static readonly Reason KeyElsewhere = new(
        v => $"{v.HookName} on {v.Unit} put a key of relation {v[0]} into relation {v.Relation}, under \"{v[1]}\"",
        _ => ["keys stay where the provider put them"], v => $"\"{v[1]}\" holds a key of relation {v[0]}");
}
