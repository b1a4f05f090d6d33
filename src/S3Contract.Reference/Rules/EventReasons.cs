using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What is wrong with an event that came, or did not come, in words.</summary>
internal static class EventReasons
{
    private static readonly string[] s_noEvent = ["no event"];
    private static readonly string[] s_once = ["one event"];

    public static readonly Reason GoneMissing = new(v => $"{v.HookName} on {v.Unit} emitted no {EventClauses.Gone}", _ => s_once, _ => "no event");

    public static readonly Reason FollowerEmitted = new(
        v => $"{v.Unit} emitted {EventClauses.Requested} for relation {v.Relation} although it does not lead",
        _ => ["the leader emits it", "nobody emits it"], v => $"{v.Unit}, not the leader, emitted it");

    public static readonly Reason NothingAsked = new(
        v => $"{v.Unit} emitted {EventClauses.Requested} for relation {v.Relation}, on which no bucket is asked for",
        _ => ["no event until a bucket is asked for"], InHook);

    public static readonly Reason RequestedTwice = Twice(EventClauses.Requested);

    public static readonly Reason HandledBefore = new(
        v => $"{v.Unit} emitted {EventClauses.Requested} for relation {v.Relation} although its bucket was handled before", _ => s_noEvent, InHook);

    public static readonly Reason RequestedMissing = new(
        v => $"{v.HookName} on {v.Unit} showed a bucket newly asked for and emitted no {EventClauses.Requested}", _ => s_once, _ => "no event");

    /// <summary>References: which keys are there.</summary>
    public static readonly Reason WithoutKeys = new(
        v => $"{v.Unit} emitted {EventClauses.Changed} for relation {v.Relation} without both keys", _ => ["no event until both keys are there"], v => v[0]);

    /// <summary>References: which keys are there.</summary>
    public static readonly Reason WithOthersKeys = WithoutKeys with { Message = v => WithoutKeys.Message(v) + ", because another relation has them" };

    public static readonly Reason ChangedTwice = Twice(EventClauses.Changed);

    public static readonly Reason ChangedElsewhere = new(
        v => $"{v.Unit} emitted {EventClauses.Changed} for relation {v.Relation} in {v.HookName}",
        _ => ["one event, in relation-changed of that relation", "no event"], InHook);

    public static readonly Reason PassedOver = new(
        v => $"{v.HookName} on {v.Unit} showed both keys and emitted no {EventClauses.Changed}, because another relation has no keys",
        _ => s_once, _ => "no event");

    /// <summary>References: nothing, or that it does not lead.</summary>
    public static readonly Reason ChangedMissing = new(
        v => $"{v.HookName} on {v.Unit}{v[0]} showed both keys and emitted no {EventClauses.Changed}", _ => s_once, _ => "no event");

    public static readonly Reason GoneTwice = new(
        v => $"{v.Unit} emitted {EventClauses.Gone} for relation {v.Relation} a second time", _ => s_once, InHook);

    public static readonly Reason GoneElsewhere = new(
        v => $"{v.Unit} emitted {EventClauses.Gone} for relation {v.Relation} in {v.HookName}",
        _ => ["one event, in relation-broken of that relation", "no event"], InHook);

    /// <summary>References: the event.</summary>
    public static readonly Reason AfterGone = new(
        v => $"{v.Unit} emitted {v[0]} for relation {v.Relation} after {EventClauses.Gone}", _ => s_noEvent, InHook);

    private static Reason Twice(string name) => new(v => $"{v.Unit} emitted {name} for relation {v.Relation} twice in one hook", _ => s_once, InHook);

    private static string InHook(Violation v) => $"an event in {v.HookName}";
}
