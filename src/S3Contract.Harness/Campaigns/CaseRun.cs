using S3Contract.Harness.Judging;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>What one run of a script came to.</summary>
/// <param name="Steps">What happened, up to and with the step that broke a clause that counts.</param>
/// <param name="Violation">The first violation of a clause that counts; null if there was none.</param>
internal readonly record struct CaseRun(IReadOnlyList<Step> Steps, Violation? Violation)
{
    /// <summary>How many hooks ran.</summary>
    public int Hooks => Steps.Count(step => step is HookStep);

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
