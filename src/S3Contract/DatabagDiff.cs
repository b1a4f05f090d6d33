using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract;

/// <summary>
/// What changed in the remote application's databag since it was last compared. What was seen then is kept, as JSON, under the key
/// <c>data</c> of a local databag: comparing saves what is seen now, so the same change is found once.
/// </summary>
/// <param name="Added">The keys that are new, sorted by code point.</param>
/// <param name="Changed">The keys whose value is another, sorted by code point.</param>
/// <param name="Deleted">The keys that are gone, sorted by code point.</param>
public sealed record DatabagDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Deleted)
{
    /// <summary>The key of the bookkeeping, which is no option.</summary>
    internal const string BookkeepingKey = "data";

    private static readonly DatabagDiff s_none = new([], [], []);

    /// <summary>Compares the databag of the event's application with what was seen the last time, and saves what is seen now.</summary>
    /// <param name="event">A relation event; if it has no application, nothing is seen.</param>
    /// <param name="databag">The local databag that keeps what was seen: the own application's (leader only) or the own unit's.</param>
    /// <exception cref="JsonException">What was saved is not JSON.</exception>
    /// <exception cref="InvalidDataException">What was saved is JSON, but not an object.</exception>
    /// <exception cref="RelationDataAccessException">The databag may not be read or written.</exception>
    public static DatabagDiff Diff(RelationEvent @event, RelationDatabag databag) => Compare(@event, databag, repair: false);

    // With repair, what was saved is taken for nothing if it is no JSON object.
    internal static DatabagDiff Compare(RelationEvent @event, RelationDatabag databag, bool repair)
    {
        string saved = databag.Get(BookkeepingKey) ?? "{}";
        if (repair && !(PythonJsonReader.TryRead(saved, out S3Value value) && value.Members is not null))
        {
            saved = "{}";
        }

        Databag seen = Seen(@event);
        string now = PythonJsonWriter.Write(seen, BookkeepingKey);
        DatabagDiff diff = string.Equals(saved, now, StringComparison.Ordinal) ? s_none : Compare(saved, seen);
        databag.Set(BookkeepingKey, now);
        return diff;
    }

    private static Databag Seen(RelationEvent @event) =>
        @event.Application is { } application ? @event.Relation.ApplicationData(application).Content : Databag.Empty;

    private static DatabagDiff Compare(string saved, Databag seen)
    {
        if (!PythonJsonReader.TryRead(saved, out S3Value value))
        {
            throw new JsonException($"what is saved under the key {BookkeepingKey} is not JSON");
        }

        if (value.Members is not { } before)
        {
            throw new InvalidDataException($"what is saved under the key {BookkeepingKey} is JSON, but not an object");
        }

        var added = new List<string>();
        var changed = new List<string>();
        var old = new Dictionary<string, S3Value>(before, StringComparer.Ordinal);
        foreach ((string key, string text) in seen.Items)
        {
            if (string.Equals(key, BookkeepingKey, StringComparison.Ordinal))
            {
                continue;
            }

            if (!old.Remove(key, out S3Value was))
            {
                added.Add(key);
            }
            else if (!string.Equals(was.Text, text, StringComparison.Ordinal))
            {
                changed.Add(key);
            }
        }

        string[] deleted = [.. old.Keys];
        Array.Sort(deleted, Databag.CompareByCodePoint);
        return new DatabagDiff(added, changed, deleted);
    }
}
