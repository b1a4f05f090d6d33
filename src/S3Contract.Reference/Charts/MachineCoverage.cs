namespace S3Contract.Reference.Charts;

/// <summary>Which transitions of the machine were taken, and how often.</summary>
internal sealed class MachineCoverage
{
    private readonly long[] _hits = new long[MachineTable.Transitions.Count];

    /// <summary>How many transitions the charts of a version have.</summary>
    public static int Total(ContractVersion version = ContractVersion.V0) => Of(version).Count();

    /// <summary>How many of them were taken at least once.</summary>
    public int Hit(ContractVersion version = ContractVersion.V0) => Of(version).Count(transition => _hits[transition.Index] > 0);

    /// <summary>The names of those that were never taken, in the order of the table.</summary>
    public IReadOnlyList<string> Missing(ContractVersion version = ContractVersion.V0) =>
        [.. Of(version).Where(transition => _hits[transition.Index] == 0).Select(transition => transition.Name)];

    /// <summary>Adds what another has counted.</summary>
    public void Add(MachineCoverage other)
    {
        for (int i = 0; i < _hits.Length; i++)
        {
            _hits[i] += other._hits[i];
        }
    }

    private static IEnumerable<Transition> Of(ContractVersion version) =>
        MachineTable.Transitions.Where(transition => (transition.Version == ContractVersion.V1) == (version == ContractVersion.V1));

    /// <summary>Notes that a transition was taken.</summary>
    internal void Take(Transition transition) => _hits[transition.Index]++;
}
