using S3Contract.Harness.Scripts;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Observations;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>Runs scripts of a campaign, each in a world of its own, judging step by step. A run depends on its script alone, and several may
/// go on at once; what failures hang on is found out by one thread at a time.</summary>
internal sealed class CaseRunner(CampaignOptions options)
{
    private readonly FailureCauses _causes = new(options.Cast, new RunOptions { UnderTest = options.SubjectRoles, StopAtFailure = false });

    /// <summary>Runs a script to its end, whatever it breaks on the way. The world is always torn down.</summary>
    /// <param name="script">The script.</param>
    /// <param name="findings">What the reference machine says is added here.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CaseRun Run(Script script, Findings findings, CancellationToken cancellation) => Run(script, only: null, findings, cancellation);

    /// <summary>Runs a script to its end, judged by what the failures of its hooks hang on.</summary>
    /// <param name="script">The script.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CaseRun RunExplained(Script script, CancellationToken cancellation)
    {
        var findings = new Findings();
        return Explained(Run(script, findings, cancellation), findings, cancellation);
    }

    /// <summary>The run, judged by what the failures of its hooks hang on, where it says no more than what is odd.</summary>
    /// <param name="run">A run of a script.</param>
    /// <param name="findings">What the reference machine has said of the run; cleared and written anew if a failure hangs on something.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public CaseRun Explained(CaseRun run, Findings findings, CancellationToken cancellation)
    {
        ScriptRun? explained = run.Whole is { } whole ? _causes.Explained(whole, cancellation: cancellation) : null;
        if (explained is null || ReferenceEquals(explained, run.Whole))
        {
            return run;
        }

        findings.Clear();
        var watch = new Watch(options, explained.Script.Name, only: null, findings);
        foreach (Step step in explained.Trace.Steps)
        {
            watch.Observe(step);
        }

        return new CaseRun(explained.Trace.Steps, watch.Violations) { Whole = explained };
    }

    /// <summary>Runs a script until it breaks a clause.</summary>
    /// <param name="script">The script.</param>
    /// <param name="clause">The clause; others do not count.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>How the clause was broken; null if it was not.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Violation? Breaks(Script script, string clause, CancellationToken cancellation)
    {
        // What a failure hangs on is known only when the script has come to its end.
        CaseRun run = ClauseCatalogue.Find(clause) is { Family: "tolerance" }
            ? RunExplained(script, cancellation)
            : Run(script, clause, new Findings(), cancellation);
        return run.Violations.FirstOrDefault(violation => string.Equals(violation.ClauseId, clause, StringComparison.Ordinal));
    }

    private CaseRun Run(Script script, string? only, Findings findings, CancellationToken cancellation)
    {
        List<Step> steps = [];
        var watch = new Watch(options, script.Name, only, findings);
        ScriptRun? whole = null;
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
                watch.Observe(step);
                if (only is not null && watch.Violations.Count > 0)
                {
                    stop.Cancel();
                }
            },
        });
        try
        {
            whole = runner.Run(script, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What we came for has been seen.
        }

        return new CaseRun(steps, watch.Violations) { Whole = whole };
    }

    // Follows a run and keeps the first violation of each clause.
    private sealed class Watch(CampaignOptions options, string script, string? only, Findings findings)
    {
        private MachineState _state = ReferenceMachine.Start;

        public List<Violation> Violations { get; } = [];

        public void Observe(Step step)
        {
            int before = findings.Violations.Count;
            _state = ReferenceMachine.Advance(_state, step, findings);
            for (int i = before; i < findings.Violations.Count; i++)
            {
                Violation violation = findings.Violations[i];
                if (options.Counts(violation) && IsMeant(violation) && IsNew(violation))
                {
                    Violations.Add(violation with { Script = script });
                }
            }
        }

        private bool IsMeant(Violation violation) => only is null || string.Equals(only, violation.ClauseId, StringComparison.Ordinal);

        private bool IsNew(Violation violation) =>
            !Violations.Exists(known => known.Clause == violation.Clause);
    }
}
