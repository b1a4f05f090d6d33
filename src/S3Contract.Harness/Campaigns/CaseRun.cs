using S3Contract.Harness.Scripts;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>What one run of a script came to.</summary>
/// <param name="Steps">What happened.</param>
/// <param name="Violations">The first violation of each clause that counts and was broken, in the order in which they came. Clauses on custom
/// events are among them, whether or not the charm under test is known to show the event.</param>
internal readonly record struct CaseRun(IReadOnlyList<Step> Steps, IReadOnlyList<Violation> Violations)
{
    /// <summary>The run of the script; null if it was ended on the way.</summary>
    public ScriptRun? Whole { get; init; }

    /// <summary>How many hooks ran.</summary>
    public int Hooks => Steps.Count(step => step is HookStep);

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
