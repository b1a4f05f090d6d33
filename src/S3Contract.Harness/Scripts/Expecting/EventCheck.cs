using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>Compares an expected custom event with what one unit saw. Only hooks that were committed count: one that is thrown away is run
/// again, and then its events come again.</summary>
internal static class EventCheck
{
    /// <summary>Compares.</summary>
    /// <param name="expected">The event.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="any">True if any occurrence with the fields counts, not only the last one on a relation.</param>
    /// <param name="window">The steps.</param>
    public static UnitChecked Check(EventExpectation expected, UnitName unit, bool any, IReadOnlyList<Step> window)
    {
        List<(int Step, EventEmitted Event)> seen = [];
        foreach (Step step in window)
        {
            if (step is HookStep { Outcome: HookOutcome.Committed } hook && hook.Unit == unit)
            {
                foreach (HookEntry entry in hook.Entries)
                {
                    if (entry is EventEmitted emitted && string.Equals(emitted.Name, expected.Event, StringComparison.Ordinal))
                    {
                        seen.Add((step.Index, emitted));
                    }
                }
            }
        }

        int matching = seen.Count(occurrence => Shows(occurrence.Event, expected.Fields));
        if (seen.Count == 0)
        {
            return new UnitChecked(expected.Times == 0, new Observed(unit.ToString(), $"no {expected.Event}", [], null), expected.Times == 0 ? expected : null);
        }

        (int index, EventEmitted nearest) = Nearest(seen, expected.Fields, any);
        bool held = expected.Times is { } times ? matching == times : Shows(nearest, expected.Fields);
        Fields shown = Shown(nearest, expected.Fields);
        string what = expected.Times is null ? expected.Event : $"{expected.Event} times={matching}";
        return new UnitChecked(held, new Observed(unit.ToString(), what, shown, index), Instead(expected, seen, matching));
    }

    // Without times only the last occurrence on a relation counts, also where a negation looked at all of them.
    private static EventExpectation Instead(EventExpectation expected, List<(int Step, EventEmitted Event)> seen, int matching)
    {
        if (expected.Times is not null && matching > 0)
        {
            return expected with { Times = matching };
        }

        Fields fields = Shown(Nearest(seen, expected.Fields, any: false).Event, expected.Fields);
        return expected with { Fields = fields, Times = expected.Times is null ? null : seen.Count(occurrence => Shows(occurrence.Event, fields)) };
    }

    private static Fields Shown(EventEmitted seen, Fields fields) =>
        fields.Select(field => new KeyValuePair<string, string>(field.Key, seen.Seen.Get(field.Key) ?? "")).ToValueList();

    // Of the occurrences that count (all, or the last one on each relation) the one that shows most of the fields; of equals the last.
    private static (int Step, EventEmitted Event) Nearest(List<(int Step, EventEmitted Event)> seen, Fields fields, bool any)
    {
        IEnumerable<(int Step, EventEmitted Event)> counting = any
            ? seen
            : seen.Where((occurrence, at) => !seen.Skip(at + 1).Any(later => later.Event.Relation == occurrence.Event.Relation));
        return counting.Reverse().MaxBy(occurrence => fields.Count(field => Shows(occurrence.Event, field)));
    }

    private static bool Shows(EventEmitted seen, Fields fields) => fields.All(field => Shows(seen, field));

    private static bool Shows(EventEmitted seen, KeyValuePair<string, string> field) =>
        string.Equals(seen.Seen.Get(field.Key) ?? "", field.Value, StringComparison.Ordinal);
}
