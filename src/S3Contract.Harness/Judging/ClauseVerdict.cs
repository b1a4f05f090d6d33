using S3Contract.Reference;

namespace S3Contract.Harness.Judging;

/// <summary>What is said of a clause after all runs, and why.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why, in one sentence: how often it was checked, what was wrong first, why nothing can be said, or the reason the
/// profile gives for waiving it.</param>
/// <param name="Checked">How many times it was checked.</param>
/// <param name="Violations">The steps that broke it, in the order in which they were found.</param>
public sealed record ClauseVerdict(Clause Clause, Verdict Verdict, string Reason, int Checked, IReadOnlyList<Violation> Violations);
