using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>What walking a small world in every order came to.</summary>
/// <param name="World">The world.</param>
/// <param name="Depth">The most hooks and commands of an operator after its opening that were walked.</param>
/// <param name="States">How many states were reached, counting a state as often as it was reached.</param>
/// <param name="UniqueStates">How many different states there were: of the world and of the reference machine together.</param>
/// <param name="Skipped">How many steps were not taken because another order of the same steps was.</param>
/// <param name="Complete">True if nothing was left to be walked below <paramref name="Depth"/>: the walk is of the whole world.</param>
/// <param name="Failures">The shortest way to break each clause that counts.</param>
internal sealed record ExplorerResult(
    SmallWorld World, int Depth, long States, long UniqueStates, long Skipped, bool Complete, IReadOnlyList<ExplorerFailure> Failures)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>States reached per second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? States / Elapsed.TotalSeconds : 0;

    /// <summary>Was nothing found?</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>A clause that is broken in a small world.</summary>
/// <param name="Violation">What was wrong.</param>
/// <param name="Depth">How many hooks and commands after the opening it takes: no fewer break this clause.</param>
/// <param name="Script">The way there.</param>
internal sealed record ExplorerFailure(Violation Violation, int Depth, Script Script);
