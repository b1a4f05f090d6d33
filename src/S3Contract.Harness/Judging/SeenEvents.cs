using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Judging;

/// <summary>The custom events that a charm has shown, as the contract's own or as those of another library.</summary>
internal sealed class SeenEvents
{
    /// <summary>How it begins what is said of an event that was never shown; its name follows.</summary>
    public const string NoEvent = "the subject does not show the event ";

    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _other = new(StringComparer.Ordinal);

    /// <summary>Takes note of an event.</summary>
    public void Add(EventEmitted emitted)
    {
        if (emitted.As is null)
        {
            _own.Add(emitted.Name);
        }
        else
        {
            _other.TryAdd(emitted.Name, emitted.As);
        }
    }

    /// <summary>Takes note of what others have seen.</summary>
    public void Add(SeenEvents others)
    {
        _own.UnionWith(others._own);
        foreach ((string name, string other) in others._other)
        {
            _other.TryAdd(name, other);
        }
    }

    /// <summary>Can the clause be judged by what was shown?</summary>
    public bool Shows(Clause clause) =>
        clause.Event is not { } name || _own.Contains(name) || (clause.AnyLibrary && _other.ContainsKey(name));

    /// <summary>Was the clause's event shown as that of another library?</summary>
    public bool IsAnothers(Clause clause) => clause.Event is { } name && _other.ContainsKey(name);

    /// <summary>Why a clause cannot be judged.</summary>
    public string WhyNot(Clause clause) => clause.Event is { } name && _other.TryGetValue(name, out string? other)
        ? $"the subject shows {name} as {other}, which comes by other rules"
        : NoEvent + clause.Event;
}
