using S3Contract.Reference.Charts;
using S3Contract.Reference.Secrets;

namespace S3Contract.Reference.State;

/// <summary>
/// What the machine says of the steps it has been given: how often each clause was checked, which steps broke one, which transitions were
/// taken. The machine only adds to it. One thread at a time.
/// </summary>
internal sealed class Tally
{
    private readonly int[] _checked = new int[ClauseCatalogue.All.Count * 2];
    private readonly List<Violation> _violations = [];
    private readonly string?[] _clean = new string?[8];
    private KnownSecret[]? _cleanOf;
    private int _nextClean;

    /// <summary>The steps that broke a clause, in the order in which they came.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>How often each transition was taken.</summary>
    public MachineCoverage Coverage { get; } = new();

    /// <summary>What counts neither for nor against an application, since the simulation lacks what it asked for.</summary>
    public SetAside SetAside { get; } = new();

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
    public void Add(Tally other)
    {
        for (int i = 0; i < _checked.Length; i++)
        {
            _checked[i] += other._checked[i];
        }

        _violations.AddRange(other._violations);
        Coverage.Add(other.Coverage);
        SetAside.Add(other.SetAside);
    }

    /// <summary>Was this very text object found to be free of these secrets before? Charms log the same constants over and over.</summary>
    internal bool IsKnownClean(string text, KnownSecret[] secrets)
    {
        if (!ReferenceEquals(_cleanOf, secrets))
        {
            Array.Clear(_clean);
            _cleanOf = secrets;
            return false;
        }

        foreach (string? clean in _clean)
        {
            if (ReferenceEquals(clean, text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes that a text is free of the secrets last asked about.</summary>
    internal void NoteClean(string text) => _clean[_nextClean++ & 7] = text;

    /// <summary>Forgets the violations, not the counts.</summary>
    internal void ForgetViolations() => _violations.Clear();

    /// <summary>Notes that a clause was checked once.</summary>
    internal void Check(Clause clause, Roles role)
    {
        if (!SetAside.Takes(clause, role))
        {
            _checked[(clause.Index * 2) + (role == Roles.Requirer ? 1 : 0)]++;
        }
    }

    /// <summary>Notes that a step broke a clause. Whoever calls also calls <see cref="Check"/>.</summary>
    internal void Violate(Step step, Violation violation)
    {
        if (!SetAside.Takes(violation.Clause, violation.Role, step, violation.Application))
        {
            _violations.Add(violation);
        }
    }
}
