namespace S3Contract.Harness.Reports.Content;

/// <summary>What changed since a previous report of the same charm.</summary>
/// <param name="Previous">What the previous report was: tool, level, verdict, in one line.</param>
/// <param name="Worse">The clauses that passed, or were not judged, and fail now, or passed and cannot be told any more; in the order of this report.</param>
/// <param name="Better">The clauses that failed and do not any more, or that could not be told and pass now; in the order of this report.</param>
public sealed record ReportHistory(string Previous, IReadOnlyList<ClauseTurn> Worse, IReadOnlyList<ClauseTurn> Better);

/// <summary>A clause whose verdict is another than before.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Before">The verdict before; <c>absent</c> if it was not there.</param>
/// <param name="Now">The verdict now; <c>absent</c> if it is not there any more.</param>
public sealed record ClauseTurn(string Id, string Before, string Now);
