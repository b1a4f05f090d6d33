namespace S3Contract.Reference.Charts;

/// <summary>Which transitions of the machine were taken, and how often.</summary>
internal sealed class MachineCoverage
{
    private readonly long[] _hits = new long[MachineTable.Transitions.Count];

    /// <summary>How many transitions there are.</summary>
    public int Total => _hits.Length;

    /// <summary>How many of them were taken at least once.</summary>
    public int Hit => _hits.Count(hits => hits > 0);

    /// <summary>The names of those that were never taken, in the order of the table.</summary>
    public IReadOnlyList<string> Missing =>
        [.. MachineTable.Transitions.Where(transition => _hits[transition.Index] == 0).Select(transition => transition.Name)];

    /// <summary>Adds what another has counted.</summary>
    public void Add(MachineCoverage other)
    {
        for (int i = 0; i < _hits.Length; i++)
        {
            _hits[i] += other._hits[i];
        }
    }

    /// <summary>Notes that a transition was taken.</summary>
    internal void Take(Transition transition) => _hits[transition.Index]++;
}
