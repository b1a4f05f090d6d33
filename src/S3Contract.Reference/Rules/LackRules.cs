using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>A charm is not convicted of what the simulation lacks: from the hook on that asked for it, what its application does, or leaves
/// undone, is set aside.</summary>
internal static class LackRules
{
    public static void OnHook(ref Draft draft, HookStep step)
    {
        int at = draft.FindApplication(step.Unit.Application);
        if (at >= 0 && draft.Applications[at].Lacks is null && step.WhyLacking() is { } reason)
        {
            draft.Set(at, draft.Applications[at] with { Lacks = reason });
        }

        draft.Tally.SetAside.Begin(draft.Applications, step.Unit.Application);
    }
}
