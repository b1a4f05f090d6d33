using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns;

/// <summary>A run of a script that was judged as it went.</summary>
/// <param name="Run">What happened, and what became of the script.</param>
/// <param name="Judge">Who judged it, and nothing else.</param>
/// <param name="Violations">The first violation of each clause that counts and was broken, in the order in which they came. Clauses on custom
/// events are among them, whether or not the charm under test is known to show the event.</param>
internal sealed record CaseRun(ScriptRun Run, Judge Judge, IReadOnlyList<Violation> Violations)
{
    /// <summary>What happened.</summary>
    public IReadOnlyList<Step> Steps => Run.Trace.Steps;

    /// <summary>The custom events that were seen.</summary>
    public IEnumerable<EventEmitted> Events => Steps.OfType<HookStep>().SelectMany(hook => hook.Entries).OfType<EventEmitted>();

    /// <summary>The index of the first step in which two runs differ; null if they are the same.</summary>
    public static int? FirstDifference(CaseRun a, CaseRun b)
    {
        int common = Math.Min(a.Steps.Count, b.Steps.Count);
        for (int i = 0; i < common; i++)
        {
            if (!StepComparison.AreSame(a.Steps[i], b.Steps[i]))
            {
                return i;
            }
        }

        return a.Steps.Count == b.Steps.Count ? null : common;
    }
}
