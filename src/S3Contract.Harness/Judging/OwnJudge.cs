using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Judging;

/// <summary>Judges runs by clauses of users' own, beside <see cref="Judge"/>.</summary>
/// <param name="clauses">The clauses.</param>
/// <param name="options">Whom to judge.</param>
internal sealed class OwnJudge(IReadOnlyList<OwnClause> clauses, JudgeOptions options)
{
    private readonly OwnClause[] _clauses = [.. clauses.Where(own => (own.Clause.Roles & options.SubjectRoles) != Roles.None)];
    private readonly Dictionary<string, (string Reason, bool Broken)> _setAside = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Checked, List<Violation> Violations)> _found = new(StringComparer.Ordinal);

    /// <summary>The clauses, once it is certain that they can be told from each other and from those of the catalogue.</summary>
    /// <exception cref="ArgumentException">They cannot.</exception>
    public static IReadOnlyList<OwnClause> Distinct(IEnumerable<OwnClause> clauses)
    {
        OwnClause[] all = [.. clauses];
        var taken = ClauseCatalogue.All.Select(clause => clause.Id).ToHashSet(StringComparer.Ordinal);
        foreach (OwnClause own in all)
        {
            string id = own.Clause.Id;
            if (id.Split('.') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                throw new ArgumentException($"the clause \"{id}\" needs an id of the form family.name", nameof(clauses));
            }

            if (!taken.Add(id))
            {
                throw new ArgumentException($"there is a clause {id} already", nameof(clauses));
            }
        }

        return all;
    }

    /// <summary>How many violations are kept.</summary>
    public int Violations => _found.Values.Sum(found => found.Violations.Count);

    /// <summary>Judges a run.</summary>
    public void Add(Trace trace)
    {
        HookStep? lacking = trace.Steps.OfType<HookStep>().FirstOrDefault(step => step.FirstLacking() is not null);
        foreach (OwnClause own in _clauses)
        {
            (int count, List<Violation> violations) = _found.GetValueOrDefault(own.Clause.Id, (0, []));
            foreach (ClauseCheck check in own.Look(trace))
            {
                if (lacking is not null && check.Step >= lacking.Index)
                {
                    NoteSetAside(own, lacking, check);
                    continue;
                }

                count++;
                if (check.Broken is { } message && violations.Count < options.MostViolations)
                {
                    int line = check.Step >= 0 && check.Step < trace.Steps.Count ? trace.Steps[check.Step].Line : 0;
                    violations.Add(new Violation(own.Clause, options.SubjectRoles, check.Step, line, Reason.Told) { Script = trace.Header.Script, References = [message] });
                }
            }

            _found[own.Clause.Id] = (count, violations);
        }
    }

    private void NoteSetAside(OwnClause own, HookStep step, ClauseCheck check)
    {
        (string reason, bool broken) = _setAside.GetValueOrDefault(own.Clause.Id, (step.WhyLacking()!, false));
        _setAside[own.Clause.Id] = (reason, broken || check.Broken is not null);
    }

    /// <summary>What is known of each clause, in the order of the clauses, and what broke it.</summary>
    public IEnumerable<(Clause Clause, ClauseFacts Facts, IReadOnlyList<Violation> Violations)> Known() => _clauses.Select(own =>
    {
        (int count, List<Violation> violations) = _found.GetValueOrDefault(own.Clause.Id, (0, []));
        bool aside = _setAside.TryGetValue(own.Clause.Id, out (string Reason, bool Broken) lacking);
        return (own.Clause, new ClauseFacts(count, ClauseVerdict.Unexercised)
        {
            Broken = violations.Count > 0,
            Waived = options.Waived.GetValueOrDefault(own.Clause.Id),
            Aside = aside ? lacking.Reason : null,
            AsideBroken = lacking.Broken,
        }, (IReadOnlyList<Violation>)violations);
    });
}
