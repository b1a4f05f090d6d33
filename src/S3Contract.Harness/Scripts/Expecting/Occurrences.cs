using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>Something noteworthy that happened: what <c>expect nothing</c> forbids and <c>expect only</c> wants named.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Kind">What it was: an event's name, <c>write</c>, <c>refused</c> or <c>error</c>.</param>
/// <param name="Other">The application at the other end of a databag that was written; else null.</param>
/// <param name="Step">The step.</param>
internal sealed record Occurrence(UnitName Unit, string Kind, string? Other, int Step)
{
    /// <summary>For people.</summary>
    public Observed Observed => new(Unit.ToString(), Kind, [], Step);

    /// <summary>Does an expectation name it?</summary>
    public bool IsNamedBy(ExpectCommand expect, ObservedModel model) => !expect.Negated && expect.Expectation switch
    {
        EventExpectation seen => Is(seen.Event) && Within(seen.Units, model),
        WriteExpectation write => Is(Occurrences.Write) && Within(write.Units, model),
        RefusedExpectation refused => Is(Occurrences.Refused) && Within(refused.Units, model),
        ErrorExpectation error => Is(Occurrences.Error) && Within(error.Units, model),
        DatabagExpectation databag => Is(Occurrences.Write)
            && string.Equals(Unit.Application, databag.Owner, StringComparison.Ordinal)
            && string.Equals(Other, databag.Other, StringComparison.Ordinal),
        _ => false,
    };

    private bool Is(string kind) => string.Equals(Kind, kind, StringComparison.Ordinal);

    private bool Within(UnitReference units, ObservedModel model) => units.Among(model).Contains(Unit);
}

/// <summary>Finds what is noteworthy in steps.</summary>
internal static class Occurrences
{
    /// <summary>An application's databag changed on a relation under contract.</summary>
    public const string Write = "write";

    /// <summary>Juju refused a hook command.</summary>
    public const string Refused = "refused";

    /// <summary>A hook failed.</summary>
    public const string Error = "error";

    /// <summary>All that is noteworthy, in order.</summary>
    public static List<Occurrence> In(IReadOnlyList<Step> window, ObservedModel model)
    {
        List<Occurrence> occurrences = [];
        foreach (Step step in window)
        {
            if (step is not HookStep hook)
            {
                continue;
            }

            foreach (HookEntry entry in hook.Entries)
            {
                if (entry is EventEmitted emitted && hook.Outcome == HookOutcome.Committed)
                {
                    occurrences.Add(new Occurrence(hook.Unit, emitted.Name, null, hook.Index));
                }
                else if (entry is Refusal)
                {
                    occurrences.Add(new Occurrence(hook.Unit, Refused, null, hook.Index));
                }
            }

            foreach (DatabagCommit commit in hook.Commits)
            {
                if (IsAnswerOrRequest(commit, model))
                {
                    string? other = model.Find(commit.Relation)?.Other(hook.Unit.Application);
                    occurrences.Add(new Occurrence(hook.Unit, Write, other, hook.Index));
                }
            }

            if (IsError(hook))
            {
                occurrences.Add(new Occurrence(hook.Unit, Error, null, hook.Index));
            }
        }

        return occurrences;
    }

    /// <summary>Is this a change of an application databag on a relation that is, or was, under contract?</summary>
    public static bool IsAnswerOrRequest(DatabagCommit commit, ObservedModel model) =>
        commit.Application && model.WasUnderContract(commit.Relation);

    /// <summary>Did a hook fail (an action that fails is no error of the unit)?</summary>
    public static bool IsError(HookStep step) =>
        step.Outcome is HookOutcome.Failed or HookOutcome.CommitRefused && step.Hook.Kind != HookKind.Action;

    /// <summary>Is it the hook of this name, with or without its endpoint in front?</summary>
    public static bool IsHook(Hook hook, string name) =>
        hook.Kind != HookKind.Action
        && (string.Equals(hook.Name, name, StringComparison.Ordinal)
            || (hook.IsRelationHook && string.Equals(hook.Name, $"{hook.Endpoint}-{name}", StringComparison.Ordinal)));
}
