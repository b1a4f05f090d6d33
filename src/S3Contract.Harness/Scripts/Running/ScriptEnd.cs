using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Scripts.Running;

/// <summary>What the end of a run says beside expectations and clauses: who is in error, and whether a charm ever ran. A pure function of the
/// trace.</summary>
internal static class ScriptEnd
{
    /// <summary>The units that a script leaves in error: which hook of which failed last, in the order of the steps.</summary>
    public static IReadOnlyList<HookStep> InError(Trace trace)
    {
        var failed = new SortedDictionary<int, HookStep>();
        foreach (Step step in trace.Steps)
        {
            UnitName? unit = step switch
            {
                HookStep { Hook.Kind: HookKind.Action } => null,
                HookStep hook => hook.Unit,
                ModelStep { Change: UnitGone gone } => gone.Unit,
                ModelStep { Change: HookResolved { Retry: false } resolved } => resolved.Unit,
                _ => null,
            };
            if (unit is { } concerned && failed.FirstOrDefault(pair => pair.Value.Unit == concerned) is { Value: not null } before
                && step is not HookStep { Outcome: HookOutcome.Killed })
            {
                failed.Remove(before.Key);
            }

            if (step is HookStep { Hook.Kind: not HookKind.Action, Outcome: HookOutcome.Failed or HookOutcome.CommitRefused } dead)
            {
                failed.Add(step.Index, dead);
            }
        }

        return [.. failed.Values];
    }

    /// <summary>Why nothing can be said of a charm under test: it has run, and no hook of it ever succeeded; null if that is not so.</summary>
    public static string? NeverRan(Trace trace)
    {
        foreach ((TracePlayer player, string role) in new[] { (trace.Header.Provider, "provider"), (trace.Header.Requirer, "requirer") })
        {
            HookStep[] hooks = [.. trace.Steps.OfType<HookStep>().Where(step => string.Equals(Names.RoleOf(step.Unit.Application), role, StringComparison.Ordinal))];
            if (player.UnderTest && hooks.Length > 0 && !Array.Exists(hooks, hook => hook.Outcome is HookOutcome.Committed or HookOutcome.Missing))
            {
                return $"no hook of {player.Charm} ever succeeded: {hooks[^1].Hook.Name} on {hooks[^1].Unit} failed: {hooks[^1].Failure}";
            }
        }

        return null;
    }
}
