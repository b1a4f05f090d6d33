namespace S3Contract.Harness.Subjects.Processes;

/// <summary>How long a charm is waited for in all. A hook that took its time limit, or said more than it may, several times one after the other is not
/// run again: it would only hang again, and a check is not to last for days.</summary>
internal sealed class HookPatience
{
    private const int Equal = 3;
    private const int InAll = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _inARow = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Why nothing more is expected of the charm, for people; null as long as something is.</summary>
    public string? GivenUp { get; private set; }

    /// <summary>Is a hook to be run?</summary>
    public bool Allows(string hook)
    {
        lock (_lock)
        {
            return _inARow.GetValueOrDefault(hook) < Equal;
        }
    }

    /// <summary>A hook has ended.</summary>
    /// <param name="hook">Its name.</param>
    /// <param name="killed">Why it was killed, since it took more than it may; null if it was not.</param>
    public void Ended(string hook, string? killed)
    {
        lock (_lock)
        {
            if (killed is null)
            {
                _inARow.Remove(hook);
                return;
            }

            int count = _inARow[hook] = _inARow.GetValueOrDefault(hook) + 1;
            if (++_all >= InAll)
                GivenUp ??= FormattableString.Invariant($"{InAll} hooks were killed, the last of them {hook}: {killed}");
            if (count >= Equal)
                GivenUp ??= FormattableString.Invariant($"{hook} failed {Equal} times in a row: {killed}");
        }
    }
}
