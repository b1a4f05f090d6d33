using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>Runs scripts of a campaign, each in a world of its own, judging step by step.</summary>
internal sealed class CaseRunner(CampaignOptions options)
{
    // A charm that was seen to show an event once is held to it from then on, in later runs too.
    private readonly SeenEvents _seenEvents = new();

    /// <summary>Runs a script until its end or until a clause that counts is broken. The world is always torn down.</summary>
    /// <param name="script">The script.</param>
    /// <param name="clause">The only clause that counts; null for all that count in the campaign.</param>
    /// <param name="findings">What the reference machine says is added here.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CaseRun Run(Script script, string? clause, Findings findings, CancellationToken cancellation)
    {
        List<Step> steps = [];
        MachineState state = ReferenceMachine.Start;
        Violation? violation = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var runner = new ScriptRunner(options.Cast, new RunOptions
        {
            UnderTest = options.SubjectRoles,
            StopAtFailure = false,
            StepTaken = step =>
            {
                if (violation is not null)
                {
                    return;
                }

                steps.Add(step);
                NoteEvents(step);
                int before = findings.Violations.Count;
                state = ReferenceMachine.Advance(state, step, findings);
                for (int i = before; i < findings.Violations.Count && violation is null; i++)
                {
                    if (Counts(findings.Violations[i], clause))
                    {
                        violation = Violation.From(findings.Violations[i], script.Name);
                        stop.Cancel();
                    }
                }
            },
        });
        try
        {
            runner.Run(script, stop.Token);
        }
        catch (OperationCanceledException) when (violation is not null)
        {
            // What we came for has been seen.
        }

        return new CaseRun(steps, violation);
    }

    private bool Counts(Finding finding, string? only) =>
        options.Counts(finding, _seenEvents) && (only is null || string.Equals(only, finding.Clause.Id, StringComparison.Ordinal));

    private void NoteEvents(Step step)
    {
        if (step is HookStep { Entries: { Count: > 0 } entries })
        {
            for (int i = 0; i < entries.Count; i++)
            {
                if (entries[i] is EventEmitted emitted)
                {
                    _seenEvents.Add(emitted);
                }
            }
        }
    }
}
