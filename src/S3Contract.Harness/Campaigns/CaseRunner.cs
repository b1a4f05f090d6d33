using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Oddities;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns;

/// <summary>Runs scripts, each in a world of its own, and judges them step by step: for checks, campaigns and whoever else wants a script judged.
/// A run depends on its script alone, and several may go on at once; what failures hang on is found out by one thread at a time.</summary>
/// <param name="cast">Who plays the roles.</param>
/// <param name="judging">Whom to judge, and what counts.</param>
/// <param name="options">How to run.</param>
internal sealed class CaseRunner(Cast cast, JudgeOptions judging, RunOptions options)
{
    private readonly FailureCauses _causes = new(cast, options with { StepTaken = null });
    private CaseRunner? _cold;

    /// <summary>Makes one that runs scripts to their end, whatever does not hold on the way.</summary>
    /// <param name="cast">Who plays the roles.</param>
    /// <param name="judging">Whom to judge, and what counts.</param>
    /// <param name="seed">The seed of fake values.</param>
    public CaseRunner(Cast cast, JudgeOptions judging, ulong seed = 0)
        : this(cast, judging, new RunOptions { UnderTest = judging.SubjectRoles, Seed = seed, StopAtFailure = false })
    {
    }

    /// <summary>The same, with each hook started as Juju does, and nobody told of steps; itself as long as that is so anyway.</summary>
    public CaseRunner Cold
    {
        get
        {
            Cast cold = cast.Cold;
            if (ReferenceEquals(cold, cast))
            {
                return this;
            }

            _ = Interlocked.CompareExchange(ref _cold, new CaseRunner(cold, judging, options with { StepTaken = null }), null);
            return _cold;
        }
    }

    /// <summary>Runs a script to its end, whatever it breaks on the way. The world is always torn down.</summary>
    /// <param name="script">The script.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CaseRun Run(Script script, CancellationToken cancellation)
    {
        CaseRun run = RunUntil(Alone(script), isEnough: null, cancellation);
        return run.Run.Interrupted ? throw new OperationCanceledException(cancellation) : run;
    }

    /// <summary>Runs a script until it ends or is ended.</summary>
    /// <param name="script">The script; the run bears its name.</param>
    /// <param name="isEnough">Told of each step when it has been judged; ends the run with true. Null for a run to the end.</param>
    /// <param name="cancellation">Ends the run.</param>
    public CaseRun RunUntil(ScriptCase script, Func<Step, Judge, bool>? isEnough, CancellationToken cancellation)
    {
        var judge = new Judge(judging);
        judge.Begin(script.Name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var runner = new ScriptRunner(cast, options with
        {
            Row = script.Row,
            StepTaken = step =>
            {
                judge.Observe(step);
                options.StepTaken?.Invoke(step);
                if (isEnough?.Invoke(step, judge) == true)
                {
                    stop.Cancel();
                }
            },
        });
        ScriptRun run = runner.RunUntil(script.Script, stop.Token);
        return Judged(run with { Trace = run.Trace with { Header = run.Trace.Header with { Script = script.Name } } }, judge);
    }

    /// <summary>Runs a script once more, with each hook started as Juju does, where it is not sure that this makes no difference: where anything
    /// went wrong in it, nothing is told that was not seen so.</summary>
    /// <param name="script">The script.</param>
    /// <param name="run">How it went.</param>
    /// <param name="compare">Also where all went well?</param>
    /// <param name="cancellation">Ends the run.</param>
    public ColdRun Confirmed(ScriptCase script, CaseRun run, bool compare, CancellationToken cancellation)
    {
        CaseRunner cold = Cold;
        bool isCold = ReferenceEquals(cold, this);
        if (isCold || run.Run.Interrupted || (!compare && WentWell(run)))
        {
            return new ColdRun(run) { IsCold = isCold };
        }

        CaseRun again = cold.RunUntil(script, isEnough: null, cancellation);
        if (again.Run.Interrupted || CaseRun.FirstDifference(run, again) is not { } step)
        {
            return new ColdRun(again) { IsCold = true };
        }

        CaseRun third = cold.RunUntil(script, isEnough: null, cancellation);
        return new ColdRun(again)
        {
            IsCold = true,
            Elsewise = cast.Elsewise,
            DiffersAt = step,
            IsNondeterministic = !third.Run.Interrupted && CaseRun.FirstDifference(again, third) is not null,
        };
    }

    /// <summary>Runs a script to its end, judged by what the failures of its hooks hang on.</summary>
    /// <param name="script">The script.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CaseRun RunExplained(Script script, CancellationToken cancellation) => Explained(Run(script, cancellation), row: 0, cancellation);

    /// <summary>The run, judged by what the failures of its hooks hang on, where it says no more than what is odd.</summary>
    /// <param name="run">A run of a script.</param>
    /// <param name="row">The row of its examples.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public CaseRun Explained(CaseRun run, int row, CancellationToken cancellation)
    {
        ScriptRun explained = run.Judge.HasSuspects ? _causes.Explained(run.Run, row, cancellation) : run.Run;
        if (ReferenceEquals(explained, run.Run))
        {
            return run;
        }

        var judge = new Judge(judging);
        judge.Add(explained.Trace);
        return Judged(explained, judge);
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
            : RunUntil(Alone(script), (_, judge) => judge.Violations.Any(IsMeant), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return run.Violations.FirstOrDefault(IsMeant);

        bool IsMeant(Violation violation) => string.Equals(violation.ClauseId, clause, StringComparison.Ordinal);
    }

    private CaseRun Judged(ScriptRun run, Judge judge)
    {
        judge.Mask(new Lazy<Redaction>(() => Redaction.Of(run.Trace)));
        return new(run, judge, [.. judge.Violations.Where(violation => judging.Counts(violation.Clause)).DistinctBy(violation => violation.Clause.Index)]);
    }

    /// <summary>A script that is run for itself.</summary>
    public static ScriptCase Alone(Script script) => new(script.Name, script, 0);

    private static bool WentWell(CaseRun run) =>
        run.Run.Verdict != ScriptVerdict.Failed
        && !run.Judge.Violations.Any()
        && !run.Steps.Any(step => step is HookStep { Outcome: HookOutcome.Failed or HookOutcome.CommitRefused });
}
