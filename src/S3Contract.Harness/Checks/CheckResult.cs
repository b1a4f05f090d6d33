using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Checks;

/// <summary>What a check found, and what it found it in.</summary>
/// <param name="Report">What was found.</param>
/// <param name="Traces">Every run, masked, in order.</param>
public sealed record CheckResult(CheckReport Report, IReadOnlyList<Trace> Traces);
