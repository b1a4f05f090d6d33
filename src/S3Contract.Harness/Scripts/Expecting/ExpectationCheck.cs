using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>What one expectation comes to: a function of the steps in the window and of the model they left.</summary>
/// <param name="Held">Is it so (negation already taken into account)?</param>
/// <param name="Reason">Why not.</param>
/// <param name="Observed">What was observed.</param>
/// <param name="Instead">What would have held.</param>
internal sealed record Checked(bool Held, string Reason, List<Observed> Observed, List<ExpectCommand> Instead);

/// <summary>Compares expectations with what happened.</summary>
internal static class ExpectationCheck
{
    /// <summary>Compares one expectation.</summary>
    /// <param name="expect">The expectation.</param>
    /// <param name="window">The steps since the last group of expectations.</param>
    /// <param name="model">The model after them.</param>
    public static Checked Check(ExpectCommand expect, IReadOnlyList<Step> window, ObservedModel model) => expect.Expectation switch
    {
        EventExpectation seen => OfUnits(expect, seen.Units, model, unit => EventCheck.Check(seen, unit, expect.Negated, window)),
        WriteExpectation write => OfUnits(expect, write.Units, model, unit => Happened(
            write, unit, window, "write", step => step.Commits.Any(commit => Occurrences.IsAnswerOrRequest(commit, model)))),
        RefusedExpectation refused => OfUnits(expect, refused.Units, model, unit => Happened(
            refused, unit, window, "refused", step => step.Entries.Any(entry => entry is Refusal))),
        ErrorExpectation error => OfUnits(expect, error.Units, model, unit => Happened(
            error, unit, window, "error", Occurrences.IsError)),
        HookExpectation hook => OfUnits(expect, hook.Units, model, unit => Happened(
            hook, unit, window, "hook " + hook.Hook, step => Occurrences.IsHook(step.Hook, hook.Hook))),
        StatusExpectation status => OfUnits(expect, status.Units, model, unit => Status(status, unit, model)),
        ActionExpectation action => OfUnits(expect, action.Units, model, unit => Action(action, unit, window)),
        LeaderExpectation leader => OfUnits(expect, leader.Units, model, unit => Leads(leader, unit, model)),
        DatabagExpectation databag => DatabagCheck.Check(databag, expect, model),
        QuietExpectation => Quiet(expect, model),
        NothingExpectation => Nothing(expect, window, model),
        _ => new Checked(false, "an expectation of an unknown kind", [], []),
    };

    private static Checked OfUnits(ExpectCommand expect, UnitReference reference, ObservedModel model, Func<UnitName, UnitChecked> check)
    {
        IReadOnlyList<UnitName> units = reference.Among(model);
        if (units.Count == 0)
        {
            // Nobody did it, so a negation holds; but all of nobody is no proof of anything.
            return new Checked(expect.Negated, expect.Negated ? "" : $"there is no unit {reference}", [], []);
        }

        List<Observed> observed = [];
        List<ExpectCommand> instead = [];
        List<string> wrong = [];
        foreach (UnitName unit in units)
        {
            UnitChecked result = check(unit);
            observed.Add(result.Observed);
            if (result.Held == expect.Negated)
            {
                wrong.Add(unit.ToString());
            }

            // What did not happen cannot be the only thing that did.
            bool happened = result.Instead is not null;
            instead.Add(expect with
            {
                Negated = !happened,
                Only = happened && expect.Only,
                Expectation = OnUnit(result.Instead ?? expect.Expectation, unit),
            });
        }

        string reason = wrong.Count == 0 ? "" : string.Join(", ", wrong) + (expect.Negated ? ": it was so" : ": it was not so");
        return new Checked(wrong.Count == 0, reason, observed, Merge(instead, reference));
    }

    // When all units come to the same, the line keeps naming them together.
    private static List<ExpectCommand> Merge(List<ExpectCommand> each, UnitReference reference)
    {
        List<ExpectCommand> together = [.. each.Select(expect => expect with { Expectation = OnUnits(expect.Expectation, reference) })];
        return together.TrueForAll(expect => expect.Equals(together[0])) ? [together[0]] : each;
    }

    private static Expectation OnUnit(Expectation expectation, UnitName unit) =>
        OnUnits(expectation, UnitReference.Numbered(unit.Application, unit.Number));

    private static Expectation OnUnits(Expectation expectation, UnitReference units) => expectation switch
    {
        EventExpectation seen => seen with { Units = units },
        WriteExpectation write => write with { Units = units },
        RefusedExpectation refused => refused with { Units = units },
        ErrorExpectation error => error with { Units = units },
        HookExpectation hook => hook with { Units = units },
        StatusExpectation status => status with { Units = units },
        ActionExpectation action => action with { Units = units },
        LeaderExpectation leader => leader with { Units = units },
        _ => expectation,
    };

    private static UnitChecked Happened(
        Expectation expected, UnitName unit, IReadOnlyList<Step> window, string what, Func<HookStep, bool> matches)
    {
        HookStep? last = null;
        foreach (Step step in window)
        {
            if (step is HookStep hook && hook.Unit == unit && matches(hook))
            {
                last = hook;
            }
        }

        return last is null
            ? new UnitChecked(false, new Observed(unit.ToString(), "no " + what, [], null), null)
            : new UnitChecked(true, new Observed(unit.ToString(), $"{what} in {last.Hook.Name}", [], last.Index), expected);
    }

    private static UnitChecked Status(StatusExpectation expected, UnitName unit, ObservedModel model)
    {
        if (model.Status(unit) is not { } now)
        {
            return new UnitChecked(false, new Observed(unit.ToString(), "no status", [], null), null);
        }

        bool held = now.Status == expected.Status && (expected.Text is null || string.Equals(expected.Text, now.Message, StringComparison.Ordinal));
        var observed = new Observed(unit.ToString(), "status " + ScriptPrinter.Word(now.Status), [new("message", now.Message)], null);
        return new UnitChecked(held, observed, expected with { Status = now.Status, Text = expected.Text is null ? null : now.Message });
    }

    private static UnitChecked Action(ActionExpectation expected, UnitName unit, IReadOnlyList<Step> window)
    {
        HookStep? last = null;
        foreach (Step step in window)
        {
            if (step is HookStep { Action: not null } hook
                && hook.Unit == unit && string.Equals(hook.Hook.ActionName, expected.Action, StringComparison.Ordinal))
            {
                last = hook;
            }
        }

        if (last?.Action is not { } outcome)
        {
            return new UnitChecked(false, new Observed(unit.ToString(), $"no action {expected.Action}", [], null), null);
        }

        Fields shown = expected.Results.Select(result => new KeyValuePair<string, string>(
            result.Key, outcome.Results.LastOrDefault(pair => string.Equals(pair.Key, result.Key, StringComparison.Ordinal)).Value ?? "")).ToValueList();
        string what = $"action {expected.Action} {(outcome.Failed ? "failed" : "completed")}";
        return new UnitChecked(
            outcome.Failed == expected.Failed && shown.Equals(expected.Results),
            new Observed(unit.ToString(), what, shown, last.Index),
            expected with { Failed = outcome.Failed, Results = shown });
    }

    private static UnitChecked Leads(LeaderExpectation expected, UnitName unit, ObservedModel model)
    {
        bool leads = model.Find(unit.Application)?.Leader == unit;
        return new UnitChecked(leads, new Observed(unit.ToString(), leads ? "leader" : "not leader", [], null), leads ? expected : null);
    }

    private static Checked Quiet(ExpectCommand expect, ObservedModel model)
    {
        string what = model.Quiet switch
        {
            true => "quiet",
            false => "not quiet",
            null => "never settled",
        };
        bool held = (model.Quiet == true) != expect.Negated;
        return new Checked(held, held ? "" : "the model is " + what, [new Observed("model", what, [], null)], [expect with { Negated = model.Quiet != true, Only = expect.Only && model.Quiet == true }]);
    }

    private static Checked Nothing(ExpectCommand expect, IReadOnlyList<Step> window, ObservedModel model)
    {
        List<Occurrence> occurrences = Occurrences.In(window, model);
        bool held = (occurrences.Count == 0) != expect.Negated;
        string reason = held ? "" : expect.Negated ? "nothing noteworthy happened" : "something noteworthy happened";
        // Something happened: what it was, and that there was nothing else.
        List<ExpectCommand> instead = occurrences.Count == 0
            ? [expect with { Negated = false }]
            : [.. Drafts.Filled(occurrences, window, model).Select(draft => draft with { Soft = expect.Soft })];
        return new Checked(held, reason, [.. occurrences.Select(occurrence => occurrence.Observed)], instead);
    }
}

/// <summary>What an expectation comes to on one unit.</summary>
/// <param name="Held">Did the unit do it?</param>
/// <param name="Observed">What was observed.</param>
/// <param name="Instead">What would hold on this unit; null if the unit did nothing of the kind.</param>
internal sealed record UnitChecked(bool Held, Observed Observed, Expectation? Instead);
