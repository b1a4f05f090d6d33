using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Baselines;

/// <summary>How a charm stands, as far as two checks of it are compared: of each clause that counts the verdict and the causes that break it, of each
/// script of its author the verdict.</summary>
/// <param name="Clauses">By the id of the clause.</param>
/// <param name="Scripts">By the name of the script.</param>
internal sealed record Standing(IReadOnlyDictionary<string, ClauseStanding> Clauses, IReadOnlyDictionary<string, Verdict> Scripts)
{
    /// <summary>How a charm stands by a report.</summary>
    public static Standing Of(CheckReport report)
    {
        var causes = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (Cause cause in Cause.Of(report))
        {
            foreach (ClauseResult clause in cause.Clauses)
            {
                (causes.TryGetValue(clause.Id, out SortedSet<string>? known) ? known : causes[clause.Id] = new SortedSet<string>(StringComparer.Ordinal)).Add(cause.Key);
            }
        }

        return new Standing(
            new SortedDictionary<string, ClauseStanding>(
                report.Counted.ToDictionary(clause => clause.Id, clause => new ClauseStanding(clause.Verdict, [.. causes.GetValueOrDefault(clause.Id) ?? []]), StringComparer.Ordinal),
                StringComparer.Ordinal),
            new SortedDictionary<string, Verdict>(
                report.Scenarios.Where(script => script.IsOwn).DistinctBy(script => script.Name, StringComparer.Ordinal)
                    .ToDictionary(script => script.Name, script => script.Verdict, StringComparer.Ordinal),
                StringComparer.Ordinal));
    }
}

/// <summary>How it stands with a clause.</summary>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Causes">The keys of the causes that break it.</param>
internal sealed record ClauseStanding(Verdict Verdict, IReadOnlyList<string> Causes);
