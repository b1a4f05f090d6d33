namespace S3Contract.Harness.Reports.Content;

/// <summary>What changed since a previous report.</summary>
/// <param name="Previous">What the previous report was, in a few words.</param>
/// <param name="Worse">The clauses that fail now and did not, and those that passed and do not any more.</param>
/// <param name="Better">The clauses that pass now and did not.</param>
/// <param name="Other">The clauses that fail no more and do not pass either.</param>
/// <param name="NewCauses">The faults that were not seen before, by their headlines.</param>
/// <param name="GoneCauses">The faults that are not seen any more, by their headlines.</param>
internal sealed record ReportHistory(
    string Previous,
    IReadOnlyList<ClauseTurn> Worse,
    IReadOnlyList<ClauseTurn> Better,
    IReadOnlyList<ClauseTurn> Other,
    IReadOnlyList<string> NewCauses,
    IReadOnlyList<string> GoneCauses);

/// <summary>A clause whose verdict is another than before.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Before">The verdict before; <c>absent</c> if it was not there.</param>
/// <param name="Now">The verdict now; <c>absent</c> if it is not there any more.</param>
internal sealed record ClauseTurn(string Id, string Before, string Now);
