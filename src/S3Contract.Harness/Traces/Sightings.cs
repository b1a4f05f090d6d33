using S3Contract.Reference;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Traces;

/// <summary>Looks for keys where they must not show while the texts are still what was said, so that a masked trace is judged alike, now or when
/// it is read again.</summary>
internal static class Sightings
{
    /// <summary>The trace with each sighting noted in its step.</summary>
    /// <param name="trace">The trace, not masked.</param>
    public static Trace Noted(Trace trace)
    {
        var findings = new Tally();
        MachineState state = ReferenceMachine.Start;
        foreach (Step step in trace.Steps)
        {
            state = ReferenceMachine.Advance(state, step, findings);
        }

        ILookup<int, KeySighting> seen = findings.Violations.Where(finding => finding.Sighting is not null)
            .ToLookup(finding => finding.StepIndex, finding => finding.Sighting!);
        return seen.Count == 0 ? trace : trace with
        {
            Steps = [.. trace.Steps.Select(step => step is HookStep hook && seen.Contains(step.Index) ? hook with { Sightings = [.. seen[step.Index].Distinct()] } : step)],
        };
    }
}
