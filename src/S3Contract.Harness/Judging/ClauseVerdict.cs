using S3Contract.Reference.Clauses;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Judging;

/// <summary>What is said of a clause after all runs, and why.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why, in one sentence: how often it was checked, what was wrong first, why nothing can be said, or the reason the
/// profile gives for waiving it.</param>
/// <param name="Checked">How many times it was checked.</param>
/// <param name="Violations">The steps that broke it, in the order in which they were found.</param>
public sealed record ClauseVerdict(Clause Clause, Verdict Verdict, string Reason, int Checked, IReadOnlyList<Violation> Violations)
{
    /// <summary>Why nothing can be said of a clause that was never checked.</summary>
    internal const string Unexercised = "nothing exercised it";

    /// <summary>How often a clause was checked, for people.</summary>
    internal static string Times(int count) => count == 1 ? "checked once" : FormattableString.Invariant($"checked {count} times");
}
