using System.Collections;

namespace S3Contract.Harness.Campaigns;

/// <summary>Compares steps by what they say: records compare lists by identity, which two runs never share.</summary>
internal static class StepComparison
{
    /// <summary>Do two steps say the same? What a charm prints or logs is left out: it may hold times and process numbers.</summary>
    public static bool AreSame(Step a, Step b) => (a, b) switch
    {
        (HookStep x, HookStep y) => x.Unit == y.Unit
            && Equals(x.Hook, y.Hook)
            && x.Leader == y.Leader
            && x.Outcome == y.Outcome
            && x.Attempt == y.Attempt
            && Same(Telling(x), Telling(y))
            && Same(x.Commits, y.Commits),
        (ModelStep x, ModelStep y) => SameChange(x.Change, y.Change),
        _ => false,
    };

    private static bool SameChange(ModelChange a, ModelChange b) => (a, b) switch
    {
        (ConfigChanged x, ConfigChanged y) =>
            string.Equals(x.Application, y.Application, StringComparison.Ordinal) && Same(x.Options, y.Options)
            && (x.Reset ?? []).SequenceEqual(y.Reset ?? [], StringComparer.Ordinal) && SameHandover(x.Handover, y.Handover),
        (ActionQueued x, ActionQueued y) =>
            x.Unit == y.Unit && string.Equals(x.Action, y.Action, StringComparison.Ordinal) && Same(x.Parameters, y.Parameters)
            && SameHandover(x.Handover, y.Handover),
        (UserSecretSet x, UserSecretSet y) =>
            x.Added == y.Added && string.Equals(x.Name, y.Name, StringComparison.Ordinal) && string.Equals(x.Secret, y.Secret, StringComparison.Ordinal)
            && Same(x.Content, y.Content) && SameHandover(x.Handover, y.Handover),
        _ => Equals(a, b),
    };

    private static bool SameHandover(Handover? a, Handover? b) => a is null || b is null
        ? ReferenceEquals(a, b)
        : a.Kind == b.Kind && string.Equals(a.Requirer, b.Requirer, StringComparison.Ordinal)
            && string.Equals(a.Application, b.Application, StringComparison.Ordinal) && Same(a.Fields, b.Fields)
            && Same(a.Converted ?? [], b.Converted ?? []);

    private static IEnumerable<HookEntry> Telling(HookStep step) => step.Entries.Where(entry => entry is DatabagWrite or Refusal or Lacking or EventEmitted);

    private static bool Same(IEnumerable a, IEnumerable b)
    {
        IEnumerator x = a.GetEnumerator();
        IEnumerator y = b.GetEnumerator();
        while (x.MoveNext())
        {
            if (!y.MoveNext() || !SameItem(x.Current, y.Current))
            {
                return false;
            }
        }

        return !y.MoveNext();
    }

    private static bool SameItem(object? a, object? b) => (a, b) switch
    {
        (DatabagWrite x, DatabagWrite y) => x.Relation == y.Relation && x.Application == y.Application && Same(x.Changes, y.Changes),
        _ => Equals(a, b),
    };
}
