namespace S3Contract.Harness.Reports.Content;

/// <summary>What came of holding a check against a baseline, each difference in one sentence.</summary>
/// <param name="File">What the baseline's file is called.</param>
/// <param name="Worse">What is worse: this alone makes the check fail.</param>
/// <param name="Warnings">Clauses that fail and are new since the baseline was written.</param>
/// <param name="Stale">What is accepted, and shows no longer.</param>
internal sealed record BaselineResult(string File, IReadOnlyList<string> Worse, IReadOnlyList<string> Warnings, IReadOnlyList<string> Stale);
