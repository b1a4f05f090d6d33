using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>How a charm does not come to rest, in words.</summary>
internal static class CalmReasons
{
    /// <summary>References: how many hooks ran, and how many of them changed a databag.</summary>
    public static readonly Reason Restless = new(
        v => $"after {v[0]} hooks {v.Application} still changes its databags: {v[1]} of its hooks did",
        _ => ["the model becomes quiet"], v => $"{v[1]} hooks that changed a databag");

    public static readonly Reason ChangedAgain = new(
        v => $"{v.HookName} ran again on {v.Unit} with nothing changed in between, and changed a databag",
        _ => ["no databag changes"], _ => "a databag changed");
}
