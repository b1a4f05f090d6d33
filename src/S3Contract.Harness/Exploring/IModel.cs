namespace S3Contract.Harness.Exploring;

/// <summary>Something with states, of which a search wants to know all: what it begins as, what may happen in a state, and what comes of it.
/// Its answers depend on what it is asked alone. One thread at a time asks a model.</summary>
/// <typeparam name="TState">A state; never changed once it was given out.</typeparam>
/// <typeparam name="TMove">Something that may happen.</typeparam>
/// <typeparam name="TFlaw">Something wrong about what happened.</typeparam>
internal interface IModel<TState, TMove, TFlaw> : IDisposable
{
    /// <summary>The first state.</summary>
    Reached<TState, TFlaw> Start();

    /// <summary>What may happen in a state, always in the same order.</summary>
    /// <param name="state">The state.</param>
    /// <param name="moves">The moves are added here.</param>
    void Moves(TState state, List<LanedMove<TMove>> moves);

    /// <summary>What comes of a move.</summary>
    Reached<TState, TFlaw> Next(TState state, TMove move);
}

/// <summary>A move and whose it is.</summary>
/// <param name="Move">The move.</param>
/// <param name="Lane">Whose, 0 to 63: moves of one lane follow each other. -1 for a move that commutes with none.</param>
internal readonly record struct LanedMove<TMove>(TMove Move, int Lane);

/// <summary>What came of a move.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Fingerprint">A number that is equal for states that are the same from now on.</param>
/// <param name="Commutes">Does it commute with whatever else commutes, in other lanes? If a and b both do, a·b and b·a end in the same
/// state and show the same flaws, and each may still happen after the other.</param>
/// <param name="Flaws">What was wrong.</param>
internal readonly record struct Reached<TState, TFlaw>(TState State, UInt128 Fingerprint, bool Commutes, IReadOnlyList<TFlaw> Flaws);
