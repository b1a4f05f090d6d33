using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>Of the steps that an expectation looked at, those that have to do with it: where something was written, emitted, refused or went
/// wrong, and what an operator did to relations, leaders and credentials.</summary>
internal static class StepsThatMattered
{
    private const int Most = 10;

    /// <summary>The lines.</summary>
    /// <param name="results">Expectations that looked at the same steps.</param>
    /// <param name="trace">What happened, masked.</param>
    public static IEnumerable<TextLine> Of(IReadOnlyList<ExpectationResult> results, Trace trace)
    {
        Step[] window = [.. trace.Steps.Skip(results[0].WindowStart).Take(results[0].WindowEnd - results[0].WindowStart)];
        Step[] mattered = [.. window.Where(step => results.Any(result => result.Steps.Contains(step.Index) || Matters(step, result.Expect.Expectation)))];
        if (mattered.Length == 0)
        {
            mattered = [.. window.Where(step => step is HookStep).TakeLast(3)];
        }

        if (mattered.Length == 0)
        {
            yield return new TextLine("  no step was taken since the expectations before", Tone.Faint);
            yield break;
        }

        Step[] shown = mattered.Length <= Most ? mattered : [.. mattered.TakeLast(Most)];
        yield return new TextLine(FormattableString.Invariant($"  steps that mattered, {shown.Length} of {window.Length}:"), Tone.Faint);
        foreach (Step step in shown)
        {
            yield return new TextLine("    " + StepLine.Of(step));
        }
    }

    private static bool Matters(Step step, Expectation expectation) => step switch
    {
        ModelStep model => model.Change is RelationAdded { IsPeer: false } or RelationRemoved or RelationGone or LeaderMoved { From: not null }
            or CredentialsIssued or FaultArmed or OperationRefused or ModelRestless or UnitRemoved or ApplicationRemoved or CharmRefreshed,
        HookStep hook => IsNoteworthy(hook) || expectation switch
        {
            HookExpectation { Units.Application: var application } => IsOf(hook, application) && hook.Hook.Kind != HookKind.Action,
            StatusExpectation { Units.Application: var application } => IsOf(hook, application) && hook.Entries.Any(entry => entry is StatusChanged),
            ActionExpectation { Units.Application: var application } => IsOf(hook, application) && hook.Action is not null,
            _ => false,
        },
        _ => false,
    };

    private static bool IsNoteworthy(HookStep hook) =>
        hook.Outcome is not (HookOutcome.Committed or HookOutcome.Missing)
        || hook.Commits.Any(commit => commit.Application)
        || hook.Entries.Any(entry => entry is EventEmitted or Refusal or Lacking);

    private static bool IsOf(HookStep hook, string application) => string.Equals(hook.Unit.Application, application, StringComparison.Ordinal);
}
