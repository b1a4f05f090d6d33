using S3Contract.Harness.Exploring;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>What walking a small world in every order came to.</summary>
/// <param name="World">The world.</param>
/// <param name="Depth">The most hooks and commands of an operator after its opening that were walked.</param>
/// <param name="Searched">How many states there were, and whether these are all.</param>
/// <param name="Failures">The shortest way to break each clause that counts.</param>
internal sealed record ExplorerResult(SmallWorld World, int Depth, Searched Searched, IReadOnlyList<ExplorerFailure> Failures)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>States reached per second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Searched.States / Elapsed.TotalSeconds : 0;

    /// <summary>Was nothing found?</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>A clause that is broken in a small world.</summary>
/// <param name="Violation">What was wrong.</param>
/// <param name="Depth">How many hooks and commands after the opening it takes: no fewer break this clause.</param>
/// <param name="Script">The way there.</param>
internal sealed record ExplorerFailure(Violation Violation, int Depth, Script Script);
