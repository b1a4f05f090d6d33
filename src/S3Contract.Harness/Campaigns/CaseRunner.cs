using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>Runs scripts of a campaign, each in a world of its own, judging step by step. Keeps nothing from one run to the next, so that
/// a run depends on its script alone, and several may go on at once.</summary>
internal sealed class CaseRunner(CampaignOptions options)
{
    /// <summary>Runs a script to its end, whatever it breaks on the way. The world is always torn down.</summary>
    /// <param name="script">The script.</param>
    /// <param name="findings">What the reference machine says is added here.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CaseRun Run(Script script, Findings findings, CancellationToken cancellation) => Run(script, only: null, findings, cancellation);

    /// <summary>Runs a script until it breaks a clause.</summary>
    /// <param name="script">The script.</param>
    /// <param name="clause">The clause; others do not count.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>How the clause was broken; null if it was not.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Violation? Breaks(Script script, string clause, CancellationToken cancellation) =>
        Run(script, clause, new Findings(), cancellation).Violations is [Violation violation, ..] ? violation : null;

    private CaseRun Run(Script script, string? only, Findings findings, CancellationToken cancellation)
    {
        List<Step> steps = [];
        List<Violation> violations = [];
        MachineState state = ReferenceMachine.Start;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var runner = new ScriptRunner(options.Cast, new RunOptions
        {
            UnderTest = options.SubjectRoles,
            StopAtFailure = false,
            StepTaken = step =>
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                steps.Add(step);
                int before = findings.Violations.Count;
                state = ReferenceMachine.Advance(state, step, findings);
                for (int i = before; i < findings.Violations.Count; i++)
                {
                    Finding finding = findings.Violations[i];
                    if (options.Counts(finding) && IsMeant(finding, only) && IsNew(finding, violations))
                    {
                        violations.Add(Violation.From(finding, script.Name));
                    }
                }

                if (only is not null && violations.Count > 0)
                {
                    stop.Cancel();
                }
            },
        });
        try
        {
            runner.Run(script, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What we came for has been seen.
        }

        return new CaseRun(steps, violations);
    }

    private static bool IsMeant(Finding finding, string? only) => only is null || string.Equals(only, finding.Clause.Id, StringComparison.Ordinal);

    private static bool IsNew(Finding finding, List<Violation> violations) =>
        !violations.Exists(known => string.Equals(known.ClauseId, finding.Clause.Id, StringComparison.Ordinal));
}
