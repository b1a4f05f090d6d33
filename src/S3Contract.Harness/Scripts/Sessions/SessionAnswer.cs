using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>What came of one line of a session.</summary>
internal sealed record SessionAnswer
{
    /// <summary>What is wrong with the line, or with the line of a profile that it led to. Then nothing of it was kept.</summary>
    public IReadOnlyList<ScriptError> Errors { get; init; } = [];

    /// <summary>What happened, hooks and changes of the model.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>The expectations in the line, compared with what happened.</summary>
    public IReadOnlyList<ExpectationResult> Expectations { get; init; } = [];

    /// <summary>What happened since and no <c>expect only</c> has named yet.</summary>
    public IReadOnlyList<Observed> Unnamed { get; init; } = [];

    /// <summary>What the charm cannot do, or does not show.</summary>
    public IReadOnlyList<Shortfall> Shortfalls { get; init; } = [];

    /// <summary>A condition in front of the line did not hold, so it was passed over.</summary>
    public bool PassedOver { get; init; }

    /// <summary>Is the line part of the session now? A line that cannot be read is not, nor an expectation that did not hold or cannot be told.</summary>
    public bool Kept => Errors.Count == 0 && Expectations.All(result => result.Outcome == ExpectationOutcome.Held);
}
