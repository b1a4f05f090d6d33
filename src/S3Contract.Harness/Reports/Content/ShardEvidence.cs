namespace S3Contract.Harness.Reports.Content;

/// <summary>One of the shards of a check: what the others need to know to be put together with it.</summary>
/// <param name="Index">Which it is, from 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Partial">Why even all of them together are a part of a check only; null if they are a whole one.</param>
/// <param name="Whole">Do all of them together run the whole course?</param>
/// <param name="Parts">What was found about each endpoint.</param>
internal sealed record ShardEvidence(int Index, int Of, string? Partial, bool Whole, IReadOnlyList<PartEvidence> Parts);
