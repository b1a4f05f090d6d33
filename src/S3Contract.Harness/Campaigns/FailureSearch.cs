using S3Contract.Harness.Campaigns.Shrinking;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns;

/// <summary>From a failing run to the shortest scripts that fail for the same reasons.</summary>
internal sealed class FailureSearch(CampaignOptions options, CaseRunner runner, Script script, ulong? seed, CaseRun run)
{
    private const int RunsInProcess = 3000;
    private const int RunsOfProcess = 60;

    private CaseRun? _again;

    /// <summary>Looks whether the charm fails the same way twice; if so, shrinks, and confirms what came of it.</summary>
    /// <param name="violation">One of the violations of the run.</param>
    /// <param name="cancellation">Ends the search: then the best script until then is returned.</param>
    public CampaignFailure Find(Violation violation, CancellationToken cancellation)
    {
        var asDrawn = new CampaignFailure(violation, violation.Clause, seed ?? 0, 0, script, Counterexample.Write(script.Commands, violation, seed, options));
        try
        {
            _again ??= runner.Cold.RunExplained(script, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return asDrawn;
        }

        if (CaseRun.FirstDifference(run, _again) is { } step)
        {
            string message = $"the subject is nondeterministic at step {step}: the same script had another course when it was run again; first it was seen that {violation.Message}";
            Violation told = violation with { Reason = violation.Reason with { Message = _ => message } };
            return asDrawn with { Violation = told, Script = Counterexample.Write(script.Commands, told, seed, options), NondeterministicAt = step };
        }

        return options.Shrink ? Shrunk(asDrawn, cancellation) : asDrawn;
    }

    private CampaignFailure Shrunk(CampaignFailure asDrawn, CancellationToken cancellation)
    {
        Clause clause = asDrawn.Clause;
        int most = options.ShrinkRuns ?? (options.IsProcess ? RunsOfProcess : RunsInProcess);
        Shrunk shrunk = ShrinkSearch.Shrink(
            [.. script.Commands], commands => Fails(runner, commands, clause, cancellation) is not null, most, guess: FreeCuts.Of(script, run.Steps, asDrawn.Violation));
        Violation? confirmed = Fails(runner.Cold, shrunk.Commands, clause, CancellationToken.None);
        if (confirmed is null)
        {
            return asDrawn with { ShrinkRuns = shrunk.Runs };
        }

        Script numbered = Counterexample.Write(shrunk.Commands, confirmed, seed, options);
        Violation last = runner.Cold.Breaks(numbered, clause.Id, CancellationToken.None) ?? confirmed;
        return asDrawn with { Violation = last, Script = numbered, ShrinkRuns = shrunk.Runs };
    }

    private static Violation? Fails(CaseRunner runner, Commands commands, Clause clause, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return null;
        }

        Script candidate = Counterexample.Numbered(Script.Of("shrinking", [], commands));
        return runner.Breaks(candidate, clause.Id, CancellationToken.None);
    }
}
