using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>Drafts expectations that name what happened: which units, which events, which databags, which fields.</summary>
internal static class Drafts
{
    /// <summary>Expectations that name all of these occurrences and nothing else, with the values that were seen.</summary>
    public static IEnumerable<ExpectCommand> Filled(IReadOnlyList<Occurrence> occurrences, IReadOnlyList<Step> window, ObservedModel model) =>
        Of(occurrences, model).SelectMany(draft => ExpectationCheck.Check(draft, window, model) is { Held: false, Instead: { Count: > 0 } filled } ? filled : [draft]);

    /// <summary>Expectations that name all of these occurrences and nothing else; <c>nothing</c> if there are none. The values are
    /// left out.</summary>
    public static IReadOnlyList<ExpectCommand> Of(IReadOnlyList<Occurrence> occurrences, IModel model)
    {
        if (occurrences.Count == 0)
        {
            return [new ExpectCommand(new NothingExpectation())];
        }

        List<ExpectCommand> expects = [];
        foreach (IGrouping<(string Application, string Kind, string? Other), Occurrence> alike in occurrences
            .GroupBy(occurrence => (occurrence.Unit.Application, occurrence.Kind, occurrence.Other)))
        {
            expects.AddRange(Name(alike.Key.Application, alike.Key.Kind, alike.Key.Other, [.. alike.Select(each => each.Unit).Distinct()], model)
                .Select(expectation => new ExpectCommand(expectation, Only: true)));
        }

        // A write that is named by its unit names those of the same unit on other relations too.
        return [.. expects.Distinct()];
    }

    private static IEnumerable<Expectation> Name(string application, string kind, string? other, List<UnitName> units, IModel model)
    {
        if (string.Equals(kind, Occurrences.Write, StringComparison.Ordinal)
            && other is not null
            && model.Between(application, other) is [var relation]
            && Fields(relation.Shown(application)) is { Count: > 0 } shown)
        {
            return [new DatabagExpectation(application, other, shown)];
        }

        return References(application, units, model).Select(reference => Named(reference, kind, other: Seen(application, model)));
    }

    private static Expectation Named(UnitReference units, string kind, ValueList<KeyValuePair<string, string>> other) => kind switch
    {
        Occurrences.Write => new WriteExpectation(units),
        Occurrences.Refused => new RefusedExpectation(units),
        Occurrences.Error => new ErrorExpectation(units),
        _ => new EventExpectation(units, kind, other),
    };

    // All together where all of them did it, each by its number where not.
    private static IEnumerable<UnitReference> References(string application, List<UnitName> units, IModel model)
    {
        IReadOnlyList<UnitName> alive = model.Find(application)?.Units ?? [];
        return alive.Count > 1 && alive.Count == units.Count && alive.All(units.Contains)
            ? [UnitReference.Every(application)]
            : units.Select(unit => UnitReference.Numbered(application, unit.Number));
    }

    // What the other side shows is what an event shows; an event on a relation that is gone shows nothing.
    private static ValueList<KeyValuePair<string, string>> Seen(string application, IModel model) => model.Relations
        .Where(relation => relation.IsUnderContract && (Is(relation.Provider, application) || Is(relation.Requirer, application)))
        .SelectMany(relation => Fields(relation.Shown(relation.Other(application))))
        .Distinct()
        .ToValueList();

    private static ValueList<KeyValuePair<string, string>> Fields(Databag shown) => Vocabulary.Fields
        .Where(field => shown.Get(field) is { Length: > 0 })
        .Select(field => new KeyValuePair<string, string>(field, ""))
        .ToValueList();

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
