using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What is wrong with a write, in words.</summary>
internal static class WriteReasons
{
    private static readonly string[] s_leaderWrites = ["the leader writes it", "nobody writes it"];
    private static readonly string[] s_nothing = ["nothing is written", "keys are deleted"];

    public static readonly Reason FollowerWrote = new(
        v => $"{v.Unit} wrote the databag of {v.Application} on relation {v.Relation} in {v.HookName} without leading it",
        _ => s_leaderWrites, v => $"{v.Unit}, not the leader, wrote it");

    public static readonly Reason FollowerChanged = new(
        v => $"{v.Unit} changed the databag of {v.Application} on relation {v.Relation} in {v.HookName} without leading it",
        _ => s_leaderWrites, v => $"{v.Unit}, not the leader, changed it");

    /// <summary>References: the command and Juju's reason.</summary>
    public static readonly Reason FollowerRefused = new(
        v => $"{v.Unit} would have written the databag of {v.Application} on relation {v.Relation} in {v.HookName} without leading it",
        _ => s_leaderWrites, RefusedToFollower);

    /// <summary>References: the command and Juju's reason, and what it did.</summary>
    public static readonly Reason FollowerTried = new(
        v => $"{v.Unit} {v[2]} its application's databag on relation {v.Relation} in {v.HookName} although it does not lead",
        _ => ["it asks is-leader first and leaves the databag alone"], RefusedToFollower);

    /// <summary>References: the command and Juju's reason.</summary>
    public static readonly Reason RefusedAfterBroken = new(
        v => $"{v.Unit} tried to write relation {v.Relation} in {v.HookName}, after its relation-broken",
        _ => s_nothing, v => $"`{v[0]}` was refused: {v[1]}");

    /// <summary>References: in or after, and the key.</summary>
    public static readonly Reason AddedAfterBroken = new(
        v => $"{v.Unit} put something into relation {v.Relation} {v[0]} its relation-broken", _ => s_nothing, v => $"{v.HookName} set \"{v[1]}\"");

    public static readonly Reason OthersSide = new(
        v => $"{v.Unit} changed relation {v.Relation}, in which {v.Application} has no part",
        _ => ["it changes databags of its own side"], _ => "it changed a databag of others");

    /// <summary>References: the key.</summary>
    public static readonly Reason Misplaced = new(
        v => $"{v.Unit} put \"{v[0]}\" into its own databag on relation {v.Relation}, where nobody looks for it",
        _ => ["they stand in the application's databag", "they stand nowhere"], v => $"\"{v[0]}\" stands in the databag of {v.Unit}");

    /// <summary>References: why it failed; none if it was refused.</summary>
    public static readonly Reason NotSilent = new(
        v => $"the action {v.HookName} on {v.Unit}, which does not lead, is not a silent no-op",
        _ => ["the action ends well and changes nothing"],
        v => v.References.Count == 0 ? "Juju refused what it tried" : $"it failed: {v[0]}");

    private static string RefusedToFollower(Violation v) => $"{v.Unit}, not the leader, ran `{v[0]}`; Juju refused: {v[1]}";
}
