using S3Contract.Charms;
using S3Contract.Observations;

namespace S3Contract.Reference;

/// <summary>
/// What the machine says of the steps it has been given: how often each clause was checked, which steps broke one, which transitions were
/// taken. The machine only adds to it. One thread at a time.
/// </summary>
public sealed class Findings
{
    private readonly int[] _checked = new int[ClauseCatalogue.All.Count * 2];
    private readonly List<Finding> _violations = [];

    /// <summary>The steps that broke a clause, in the order in which they came.</summary>
    public IReadOnlyList<Finding> Violations => _violations;

    /// <summary>How often each transition was taken.</summary>
    public MachineCoverage Coverage { get; } = new();

    /// <summary>How often a clause was checked on a side (on both, if both are given).</summary>
    public int Checked(Clause clause, Roles roles)
    {
        int count = 0;
        if (clause.Index >= 0)
        {
            count += roles.HasFlag(Roles.Provider) ? _checked[clause.Index * 2] : 0;
            count += roles.HasFlag(Roles.Requirer) ? _checked[(clause.Index * 2) + 1] : 0;
        }

        return count;
    }

    /// <summary>Adds what another has found.</summary>
    public void Add(Findings other)
    {
        for (int i = 0; i < _checked.Length; i++)
        {
            _checked[i] += other._checked[i];
        }

        _violations.AddRange(other._violations);
        Coverage.Add(other.Coverage);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_checked);
        _violations.Clear();
        Coverage.Clear();
    }

    /// <summary>Notes that a clause was checked once.</summary>
    internal void Check(Clause clause, Roles role) => _checked[(clause.Index * 2) + (role == Roles.Requirer ? 1 : 0)]++;

    /// <summary>Notes that a step broke a clause. Whoever calls also calls <see cref="Check"/>.</summary>
    internal void Violate(
        Clause clause, Roles role, Step step, string application, UnitName? unit, RelationId? relation, string message, string[] allowed,
        string observed) =>
        _violations.Add(new Finding(clause, role, step.Index, step.Line, message, allowed, observed)
        {
            Application = application,
            Unit = unit,
            Relation = relation,
        });
}
