namespace S3Contract.Harness.Reports.Content;

/// <summary>How long a check took. With the durations of its scripts, all that differs from one run of the same check to the next.</summary>
/// <param name="Start">When it began.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record CheckTiming(DateTimeOffset Start, TimeSpan Duration);
