using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>The application databags of the relations under contract before and after some steps: what went (<c>-</c>), what came
/// (<c>+</c>), what stayed.</summary>
internal static class DatabagChanges
{
    private const int LongestValue = 80;

    /// <summary>The lines.</summary>
    /// <param name="trace">What happened, masked.</param>
    /// <param name="from">The first of the steps.</param>
    /// <param name="to">The step behind the last.</param>
    /// <param name="isConcerned">Which applications are of interest; what those at their other ends show is shown too.</param>
    public static IEnumerable<TextLine> Of(Trace trace, int from, int to, Func<string, bool> isConcerned)
    {
        List<Shown> before = Look(ObservedModel.Of(trace.Steps.Take(from)));
        List<Shown> after = Look(ObservedModel.Of(trace.Steps.Take(to)));
        foreach (Shown bag in before.Concat(after).Where(bag => isConcerned(bag.Owner) || isConcerned(bag.Other)).DistinctBy(bag => (bag.Relation, bag.Owner)))
        {
            Databag? was = before.Find(bag.IsSameBag)?.Content;
            Databag? now = after.Find(bag.IsSameBag)?.Content;
            string note = now is null ? ", which is gone" : was is null ? ", which is new" : "";
            yield return new TextLine($"  databag of {bag.Owner} on relation {bag.Relation} with {bag.Other}{note}:", Tone.Faint);
            foreach (TextLine line in Lines(was ?? Databag.Empty, now ?? Databag.Empty))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<TextLine> Lines(Databag was, Databag now)
    {
        if (was.Count + now.Count == 0)
        {
            yield return new TextLine("      (empty)", Tone.Faint);
        }

        foreach (string key in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string? old = was.Get(key);
            string? current = now.Get(key);
            if (string.Equals(old, current, StringComparison.Ordinal))
            {
                yield return new TextLine($"      {key}={Short(old!)}");
                continue;
            }

            if (old is not null)
            {
                yield return new TextLine($"    - {key}={Short(old)}", Tone.Expected);
            }

            if (current is not null)
            {
                yield return new TextLine($"    + {key}={Short(current)}", Tone.Observed);
            }
        }
    }

    private static List<Shown> Look(ObservedModel model) =>
    [
        .. model.Relations.Where(relation => relation.IsUnderContract).SelectMany(relation => new[] { relation.Provider, relation.Requirer }
            .Select(owner => new Shown(relation.Id, owner, relation.Other(owner), relation.Shown(owner)))),
    ];

    private static string Short(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";

    private sealed record Shown(RelationId Relation, string Owner, string Other, Databag Content)
    {
        public bool IsSameBag(Shown other) => Relation == other.Relation && string.Equals(Owner, other.Owner, StringComparison.Ordinal);
    }
}
