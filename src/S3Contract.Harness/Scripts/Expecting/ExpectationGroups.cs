using System.Globalization;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>Compares groups of expectations with what happened since the group before.</summary>
/// <param name="cast">Who plays the roles.</param>
/// <param name="options">How the run goes.</param>
/// <param name="from">The first step that the first group looks at.</param>
internal sealed class ExpectationGroups(Cast cast, RunOptions options, int from = 0)
{
    private readonly List<ExpectationResult> _results = [];
    private ObservedModel _model = ObservedModel.Empty;
    private int _observed;
    private int _windowStart = from;

    /// <summary>Compares one group.</summary>
    /// <param name="group">Its lines.</param>
    /// <param name="steps">All steps so far.</param>
    /// <returns>The line that ends the script; null to go on.</returns>
    public int? Compare(ReadOnlySpan<ScriptLine> group, IReadOnlyList<Step> steps)
    {
        for (; _observed < steps.Count; _observed++)
        {
            _model = _model.After(steps[_observed]);
        }

        Step[] window = [.. steps.Skip(_windowStart)];
        ExpectCommand[] expects = new ExpectCommand[group.Length];
        for (int i = 0; i < group.Length; i++)
        {
            expects[i] = (ExpectCommand)group[i].Command!;
        }

        List<Occurrence>? unnamed = Array.Exists(expects, expect => expect.Only) ? Unnamed(expects, window, _model) : null;
        for (int i = 0; i < group.Length; i++)
        {
            ExpectationResult result = Compare(group[i], expects[i], window, _model, expects[i].Only ? unnamed : null);
            _results.Add(result with { WindowStart = _windowStart, WindowEnd = steps.Count });
            if (expects[i].Only)
            {
                // What was not named is said once a group.
                unnamed = null;
            }

            bool stop = options.StopAtFailure && !expects[i].Soft && result.Outcome == ExpectationOutcome.NotHeld && !IsUnseen(expects[i], steps);
            if (stop)
            {
                return group[i].Number;
            }
        }

        _windowStart = steps.Count;
        return null;
    }

    /// <summary>All results. An expectation about an event that the subject never showed in the whole run cannot be told, nor can one that
    /// does not hold behind a line that could not be carried out.</summary>
    public List<ExpectationResult> Finish(IReadOnlyList<Step> steps, List<Shortfall> shortfalls)
    {
        HookStep? lacking = FirstLacking(steps);
        int leftOut = shortfalls.Count == 0 ? int.MaxValue : shortfalls.Min(shortfall => shortfall.Line);
        for (int i = 0; i < _results.Count; i++)
        {
            ExpectationResult result = _results[i];
            if (result.Outcome == ExpectationOutcome.NotHeld && lacking is not null && result.WindowEnd > lacking.Index)
            {
                _results[i] = result = result with
                {
                    Outcome = ExpectationOutcome.Inconclusive,
                    Reason = $"{result.Reason}, but {lacking.WhyLacking()!}",
                };
            }
            else if (result.Outcome == ExpectationOutcome.NotHeld && result.Line.Number > leftOut)
            {
                _results[i] = result = result with
                {
                    Outcome = ExpectationOutcome.Inconclusive,
                    Reason = leftOut == 0
                        ? $"{result.Reason}, but {shortfalls.First(shortfall => shortfall.Line == 0).Reason}"
                        : $"{result.Reason}, but line {leftOut.ToString(CultureInfo.InvariantCulture)} could not be carried out",
                };
            }

            if (!IsUnseen(result.Expect, steps))
            {
                continue;
            }

            var seen = (EventExpectation)result.Expect.Expectation;
            string charm = cast.Of(seen.Units.Application).Charm.Metadata.Name;
            string reason = $"charm {charm} showed no event {seen.Event} in this run, so it cannot be told whether it emits any";
            _results[i] = result with { Outcome = ExpectationOutcome.Inconclusive, Reason = reason };
            shortfalls.Add(new Shortfall(result.Line.Number, reason));
        }

        return _results;
    }

    /// <summary>The first hook that asked for something that the simulation lacks; null if none did.</summary>
    public static HookStep? FirstLacking(IReadOnlyList<Step> steps) =>
        steps.OfType<HookStep>().FirstOrDefault(step => step.FirstLacking() is not null);

    private bool IsUnseen(ExpectCommand expect, IReadOnlyList<Step> steps) =>
        expect.Expectation is EventExpectation seen
        && cast.Of(seen.Units.Application) is { SurelyShowsEvents: false } player
        && !steps.Any(step => step is HookStep hook
            && ReferenceEquals(cast.Of(hook.Unit.Application), player)
            && hook.Entries.Any(entry => entry is EventEmitted emitted && IsCounted(emitted) && string.Equals(emitted.Name, seen.Event, StringComparison.Ordinal)));

    // An event of another library comes by other rules, unless it is that of version 1 and so does whom it is about.
    private static bool IsCounted(EventEmitted emitted) => emitted.As is null || ContractFields.Announced(emitted.Seen) is not null;

    private static ExpectationResult Compare(
        ScriptLine line, ExpectCommand expect, Step[] window, ObservedModel model, List<Occurrence>? unnamed)
    {
        Checked comparison = ExpectationCheck.Check(expect, window, model);
        bool closed = unnamed is null or [];
        List<Observed> observed = closed ? comparison.Observed : [.. comparison.Observed, .. unnamed!.Select(occurrence => occurrence.Observed)];
        List<ExpectCommand> instead = closed
            ? comparison.Instead
            : [.. comparison.Instead, .. Drafts.Filled(unnamed!, window, model).Select(draft => draft with { Soft = expect.Soft })];
        if (unnamed is [] && instead.Count > 0 && instead.TrueForAll(each => each.Negated) && Occurrences.In(window, model).Count == 0)
        {
            // The line closed the world; where nothing happened this closes it, and says what most negations say.
            instead =
            [
                .. instead.Where(each => each.Expectation is not (EventExpectation or WriteExpectation or RefusedExpectation or ErrorExpectation)),
                expect with { Negated = false, Only = false, Expectation = new NothingExpectation() },
            ];
        }

        string reason = comparison.Held && !closed
            ? "something happened that no line of this group names"
            : comparison.Reason;
        return new ExpectationResult(
            line, expect, comparison.Held && closed ? ExpectationOutcome.Held : ExpectationOutcome.NotHeld, reason, observed)
        {
            Steps = [.. observed.Where(each => each.Step is not null).Select(each => each.Step!.Value).Distinct().Order()],
            Instead = instead,
        };
    }

    private static List<Occurrence> Unnamed(ExpectCommand[] expects, Step[] window, ObservedModel model) =>
        [.. Occurrences.In(window, model).Where(occurrence => !Array.Exists(expects, expect => occurrence.IsNamedBy(expect, model)))];
}
