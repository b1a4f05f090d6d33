namespace S3Contract.Harness.Exploring;

/// <summary>How far a search goes.</summary>
/// <param name="Depth">The most moves from the first state.</param>
internal sealed record Bounds(int Depth)
{
    /// <summary>The most different states that it keeps in mind; there it ends. Some 60 bytes each, and a few kilobytes for those of the last depth.</summary>
    public int MostStates { get; init; } = 1_000_000;

    /// <summary>How many threads search. What is found does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Are orders that come to the same walked once?</summary>
    public bool Reduce { get; init; } = true;
}

/// <summary>What a search came to.</summary>
/// <param name="States">How many states were reached, counting a state as often as it was reached.</param>
/// <param name="UniqueStates">How many different ones.</param>
/// <param name="Skipped">How many moves were not made because another order of the same moves was.</param>
/// <param name="Complete">Was nothing left: are these all states there are?</param>
internal sealed record Searched(long States, long UniqueStates, long Skipped, bool Complete);

/// <summary>A flaw and the way to it.</summary>
/// <param name="Flaw">The flaw.</param>
/// <param name="Way">The moves from the first state, the last one being that which showed it; none if the first state did.</param>
internal sealed record FoundFlaw<TMove, TFlaw>(TFlaw Flaw, IReadOnlyList<TMove> Way);
