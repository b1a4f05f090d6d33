using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.NUnit;

/// <summary>Which test of a fixture has told of which cause: the first one tells all, the others point at it.</summary>
internal sealed class ToldCauses
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _tellers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _clauses = new(StringComparer.Ordinal);

    /// <summary>The test that has shown how a clause is broken; null if none has.</summary>
    public string? ToldBy(string clause)
    {
        lock (_gate)
        {
            return _clauses.GetValueOrDefault(clause);
        }
    }

    /// <summary>The causes that another test has told of, as one line each; null if one of them is new, which this test then tells.</summary>
    /// <param name="test">The test.</param>
    /// <param name="causes">Why it does not pass; at least one.</param>
    /// <param name="tells">May others point at this test?</param>
    public string? ToldElsewhere(string test, IReadOnlyList<Cause> causes, bool tells = true)
    {
        lock (_gate)
        {
            bool known = causes.All(cause => _tellers.TryGetValue(cause.Key, out string? teller) && !string.Equals(teller, test, StringComparison.Ordinal));
            if (known)
            {
                return string.Join('\n', causes.Select(cause => $"same cause as {_tellers[cause.Key]}, which shows it: {cause.Headline}"));
            }

            foreach (Cause cause in tells ? causes : [])
            {
                _tellers.TryAdd(cause.Key, test);
                foreach (ClauseResult clause in cause.Clauses)
                {
                    _clauses.TryAdd(clause.Id, test);
                }
            }

            return null;
        }
    }
}
