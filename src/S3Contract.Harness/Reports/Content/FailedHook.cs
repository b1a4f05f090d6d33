using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Content;

/// <summary>A hook that failed, and what the charm said last in it. Holds no secret.</summary>
/// <param name="Step">The index of the step in its trace.</param>
/// <param name="Unit">The unit: <c>provider/0</c>.</param>
/// <param name="Hook">The hook: <c>s3-relation-changed</c>.</param>
/// <param name="Kind">The kind of hook, whatever the endpoint or the action is called: <c>relation-changed</c>.</param>
/// <param name="Failure">How it ended: <c>exit status 1</c>.</param>
/// <param name="LastWords">The last lines of its standard error, or of what it logged, the last one last.</param>
public sealed record FailedHook(int Step, string Unit, string Hook, string Kind, string Failure, IReadOnlyList<string> LastWords)
{
    /// <summary>The failed hook that a violation goes back to: the first try of the hook in which the unit stood when the clause was broken,
    /// or, where the clause was found broken at rest, in which a unit of the application stood; null if none did. A hook that a script let
    /// fail is none.</summary>
    /// <param name="trace">What happened, masked.</param>
    /// <param name="step">The step at which the clause was broken.</param>
    /// <param name="application">The application that broke it.</param>
    public static FailedHook? Behind(Trace trace, int step, string application)
    {
        var standing = new SortedDictionary<string, HookStep>(StringComparer.Ordinal);
        var armed = new HashSet<UnitName>();
        for (int i = 0; i <= step && i < trace.Steps.Count; i++)
        {
            switch (trace.Steps[i])
            {
                case ModelStep { Change: FaultArmed { Fault: "fail" } fault }:
                    armed.Add(fault.Unit);
                    break;
                case ModelStep { Change: HookResolved resolved }:
                    standing.Remove(resolved.Unit.ToString());
                    break;
                case ModelStep { Change: UnitGone gone }:
                    standing.Remove(gone.Unit.ToString());
                    break;
                case HookStep hook:
                    Note(hook, armed.Remove(hook.Unit));
                    break;
            }
        }

        HookStep? behind = step >= 0 && step < trace.Steps.Count && trace.Steps[step] is HookStep broke
            ? IsFailedAction(broke) ? broke : standing.GetValueOrDefault(broke.Unit.ToString())
            : standing.Values.Where(hook => application.Length == 0 || string.Equals(hook.Unit.Application, application, StringComparison.Ordinal)).MinBy(hook => hook.Index);
        return behind is null ? null : Of(behind);

        void Note(HookStep hook, bool wasAsked)
        {
            string unit = hook.Unit.ToString();
            if (hook.Hook.Kind == HookKind.Action)
            {
                // A unit whose action failed is not in error.
                return;
            }

            if (hook.Outcome is not (HookOutcome.Failed or HookOutcome.CommitRefused))
            {
                standing.Remove(unit);
            }
            else if (!wasAsked && !(standing.TryGetValue(unit, out HookStep? known) && known.Hook == hook.Hook))
            {
                standing[unit] = hook;
            }
        }
    }

    private static bool IsFailedAction(HookStep hook) => hook is { Hook.Kind: HookKind.Action, Outcome: HookOutcome.Failed };

    private static FailedHook Of(HookStep hook) => new(
        hook.Index, hook.Unit.ToString(), hook.Hook.Name, KindOf(hook.Hook), hook.Failure ?? "", Content.LastWords.Of(hook));

    // An action, or a hook of the model, has no other name; a relation hook is called after its endpoint.
    private static string KindOf(Hook hook) => hook.IsRelationHook && hook.Endpoint is { } endpoint && hook.Name.StartsWith(endpoint + "-", StringComparison.Ordinal)
        ? hook.Name[(endpoint.Length + 1)..]
        : hook.Name;
}
