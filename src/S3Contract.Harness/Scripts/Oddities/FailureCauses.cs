using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;
using S3Contract.Reference;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Scripts.Oddities;

/// <summary>Finds out what the failures of hooks hang on: where something is odd, the script is run again without it. Says so in the steps
/// (<see cref="HookStep.FailsOnlyWith"/>), so that whoever judges them, now or later, blames the oddity or the charm. A cause that was found in one
/// script is known in the next. One thread at a time.</summary>
/// <param name="cast">Who plays the roles.</param>
/// <param name="options">How the scripts are run.</param>
internal sealed class FailureCauses(Cast cast, RunOptions options)
{
    private readonly Dictionary<string, string[]> _known = new(StringComparer.Ordinal);

    /// <summary>The run, with what each failure of a charm under test hangs on.</summary>
    /// <param name="run">A run of a script.</param>
    /// <param name="row">The row of its examples that was run.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public ScriptRun Explained(ScriptRun run, int row = 0, CancellationToken cancellation = default)
    {
        // A retry that fails as its hook did is no finding, until the cause of that is known.
        Step[] steps = [.. run.Trace.Steps];
        bool any = false;
        while (Unexplained(steps) is { Count: > 0 } failures)
        {
            any = true;
            foreach (Violation failure in failures)
            {
                if (steps[failure.StepIndex] is not HookStep { FailsOnlyWith: null } hook)
                {
                    continue;
                }

                string key = Key(hook, failure);
                if (!_known.TryGetValue(key, out string[]? causes))
                {
                    _known[key] = causes = Search(run, hook, failure, row, cancellation);
                }

                steps[failure.StepIndex] = hook with { FailsOnlyWith = causes };
            }
        }

        return any ? run with { Trace = run.Trace with { Steps = steps } } : run;
    }

    private List<Violation> Unexplained(Step[] steps) => Failures(steps).FindAll(
        finding => finding.Suspects.Count > 0 && options.UnderTest.HasFlag(finding.Role) && steps[finding.StepIndex] is HookStep { FailsOnlyWith: null });

    // One alone, else all optional fields, else everything odd.
    private string[] Search(ScriptRun run, HookStep hook, Violation failure, int row, CancellationToken cancellation)
    {
        ILookup<bool, string> suspects = failure.Suspects.ToLookup(name => Oddity.FieldLeftOut(name) is null);
        bool Helps(params IEnumerable<string> without) => GoesWell(run, hook, failure.Role, without, row, cancellation);
        string[] odd = [.. suspects[true]];
        string[] fields = [.. suspects[false]];
        string[] alone = [.. odd.Where(name => Helps(name))];
        if (alone.Length == 0 && fields.Length > 0 && Helps(fields))
        {
            alone = [.. fields.Where(name => Helps(name))];
            return alone.Length > 0 ? alone : fields;
        }

        return alone.Length == 0 && odd.Length > 1 && Helps(odd) ? odd : alone;
    }

    // No hook of this name fails any more, and one runs well.
    private bool GoesWell(ScriptRun run, HookStep hook, Roles role, IEnumerable<string> without, int row, CancellationToken cancellation)
    {
        string? asked = Asked(run.Trace);
        Script script = without.Aggregate(run.Script, (rest, oddity) => new ScriptWithout(oddity, role, asked).Of(rest));
        if (script.Equals(run.Script))
        {
            return false;
        }

        ScriptRun again = new ScriptRunner(cast, options with { StepTaken = null, StopAtFailure = false, Row = row }).Run(script, cancellation);
        bool IsSame(HookStep step) => string.Equals(step.Unit.Application, hook.Unit.Application, StringComparison.Ordinal)
            && string.Equals(step.Hook.Name, hook.Hook.Name, StringComparison.Ordinal);
        return again.Errors.Count == 0
            && again.Shortfalls.All(shortfall => run.Shortfalls.Any(known => string.Equals(known.Reason, shortfall.Reason, StringComparison.Ordinal)))
            && !Failures(again.Trace.Steps).Any(finding => IsSame((HookStep)again.Trace.Steps[finding.StepIndex]))
            && again.Trace.Steps.OfType<HookStep>().Any(step => step.Outcome == HookOutcome.Committed && IsSame(step));
    }

    private static List<Violation> Failures(IReadOnlyList<Step> steps)
    {
        var findings = new Tally();
        MachineState state = ReferenceMachine.Start;
        foreach (Step step in steps)
        {
            state = ReferenceMachine.Advance(state, step, findings);
        }

        return [.. findings.Violations.Where(finding => string.Equals(finding.Clause.Family, "tolerance", StringComparison.Ordinal))];
    }

    private static string? Asked(Trace trace) => trace.Steps.OfType<HookStep>()
        .Where(step => string.Equals(Names.RoleOf(step.Unit.Application), "requirer", StringComparison.Ordinal))
        .SelectMany(step => step.Commits)
        .Select(commit => commit.Application ? commit.After.Get(ContractFields.Bucket) : null)
        .LastOrDefault(bucket => bucket is not null);

    // The same hook that dies with the same words among the same oddities dies of the same cause.
    private static string Key(HookStep hook, Violation failure)
    {
        string[] lines = hook.Stderr.TrimEnd().Split('\n');
        string words = string.Concat((hook.Failure + lines[^1]).Where(character => !char.IsAsciiDigit(character)));
        return string.Join('\n', [failure.Role.ToString(), hook.Hook.Name, words, .. failure.Suspects]);
    }
}
