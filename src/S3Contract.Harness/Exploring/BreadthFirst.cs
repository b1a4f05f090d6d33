namespace S3Contract.Harness.Exploring;

/// <summary>Searches the states of a model, breadth first, so that the way to what it finds is as short as can be. It knows nothing of what the
/// model is about.</summary>
/// <remarks>
/// Orders that come to the same are walked once (sleep sets). When in a state the moves a and b of two lanes both commute, a·b and b·a end in
/// the same state; a is walked first, so after b the lane of a sleeps: its move is not made there. It goes on sleeping as long as only moves
/// that commute are made. This is sound: a sleeping move leads only to states that are reached by the order in which it was made earlier, in
/// the same number of moves, so every state is still reached, at the same depth. Where a state is reached again with fewer lanes asleep than
/// before, those that woke up are walked after all (Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, 1996).
/// Threads expand the states of one depth; what they found is put together by one, in the order of the states, so that nothing depends on
/// how many they are.
/// </remarks>
internal sealed class BreadthFirst<TState, TMove, TFlaw>
{
    // How many states are expanded before what came of them is put together: a bound of memory, which no result depends on.
    private const int Batch = 512;

    private readonly Bounds _bounds;
    private readonly Action<FoundFlaw<TMove, TFlaw>> _found;
    private readonly KnownStates<TMove> _known = new();
    private List<Pending> _next = [];
    private long _states;
    private long _skipped;

    private BreadthFirst(Bounds bounds, Action<FoundFlaw<TMove, TFlaw>> found)
    {
        _bounds = bounds;
        _found = found;
    }

    /// <summary>Searches.</summary>
    /// <param name="model">Makes the model, for each thread its own.</param>
    /// <param name="bounds">How far to go.</param>
    /// <param name="found">Told of each flaw, in a fixed order, the shortest ways first.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public static Searched Search(
        Func<IModel<TState, TMove, TFlaw>> model, Bounds bounds, Action<FoundFlaw<TMove, TFlaw>> found, CancellationToken cancellation)
    {
        var search = new BreadthFirst<TState, TMove, TFlaw>(bounds, found);
        var walkers = new List<Walker>();
        try
        {
            for (int thread = 0; thread < bounds.Threads; thread++)
            {
                walkers.Add(new Walker(model()));
            }

            bool complete = search.Walk(walkers, cancellation);
            return new Searched(search._states, search._known.Count, search._skipped, complete);
        }
        finally
        {
            walkers.ForEach(walker => walker.Model.Dispose());
        }
    }

    private bool Walk(List<Walker> walkers, CancellationToken cancellation)
    {
        Reached<TState, TFlaw> start = walkers[0].Model.Start();
        foreach (TFlaw flaw in start.Flaws)
        {
            _found(new FoundFlaw<TMove, TFlaw>(flaw, []));
        }

        Arrive(new Arrival(start, default!, 0), parent: -1);
        for (int depth = 0; depth < _bounds.Depth && _next.Count > 0; depth++)
        {
            List<Pending> pending = _next;
            _next = [];
            for (int i = 0; i < pending.Count; i++)
            {
                ref KnownStates<TMove>.Known known = ref _known[pending[i].Number];
                known.IsWalked = true;
                pending[i] = pending[i] with { Asleep = known.Asleep };
            }

            for (int from = 0; from < pending.Count; from += Batch)
            {
                int count = Math.Min(Batch, pending.Count - from);
                Put(pending, from, Expand(walkers, pending, from, count, cancellation));
                if (_known.Count >= _bounds.MostStates)
                {
                    return false;
                }
            }
        }

        return _next.TrueForAll(one => walkers[0].Moves(one.State).Count == 0);
    }

    // What comes of each move in each state of a batch.
    private Expansion[] Expand(List<Walker> walkers, List<Pending> pending, int from, int count, CancellationToken cancellation)
    {
        var expansions = new Expansion[count];
        if (walkers.Count == 1 || count < walkers.Count)
        {
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                expansions[i] = Expand(walkers[0], pending[from + i]);
            }

            return expansions;
        }

        int taken = -1;
        var threads = new ParallelOptions { MaxDegreeOfParallelism = walkers.Count, CancellationToken = cancellation };
        Parallel.ForEach(walkers, threads, walker =>
        {
            for (int i = Interlocked.Increment(ref taken); i < count; i = Interlocked.Increment(ref taken))
            {
                cancellation.ThrowIfCancellationRequested();
                expansions[i] = Expand(walker, pending[from + i]);
            }
        });
        return expansions;
    }

    private Expansion Expand(Walker walker, Pending pending)
    {
        List<LanedMove<TMove>> moves = walker.Moves(pending.State);
        var arrivals = new List<Arrival>(moves.Count);
        ulong asleep = pending.Asleep;
        int skipped = 0;
        foreach ((TMove move, int lane) in moves)
        {
            ulong bit = lane < 0 ? 0 : 1UL << lane;
            if ((bit & asleep) != 0 || (pending.Only is { } only && (bit & only) == 0))
            {
                skipped += lane < 0 ? 0 : 1;
                continue;
            }

            Reached<TState, TFlaw> reached = walker.Model.Next(pending.State, move);
            bool commutes = _bounds.Reduce && lane >= 0 && reached.Commutes;
            arrivals.Add(new Arrival(reached, move, commutes ? asleep : 0));
            if (commutes)
            {
                asleep |= bit;
            }
        }

        return new Expansion(arrivals, skipped);
    }

    private void Put(List<Pending> pending, int from, Expansion[] expansions)
    {
        for (int i = 0; i < expansions.Length; i++)
        {
            int number = pending[from + i].Number;
            _skipped += expansions[i].Skipped;
            foreach (Arrival arrival in expansions[i].Arrivals)
            {
                foreach (TFlaw flaw in arrival.Reached.Flaws)
                {
                    _found(new FoundFlaw<TMove, TFlaw>(flaw, [.. _known.Way(number), arrival.Move]));
                }

                Arrive(arrival, number);
            }

            // The state is not needed any more; its successors hold what they share with it.
            pending[from + i] = default;
        }
    }

    private void Arrive(in Arrival arrival, int parent)
    {
        _states++;
        int number = _known.Reach(arrival.Reached.Fingerprint, parent, arrival.Move, out bool isNew);
        ref KnownStates<TMove>.Known known = ref _known[number];
        if (isNew)
        {
            known.Asleep = arrival.Asleep;
            _next.Add(new Pending(number, arrival.Reached.State, Only: null));
            return;
        }

        ulong awake = known.Asleep & ~arrival.Asleep;
        known.Asleep &= arrival.Asleep;
        if (awake != 0 && known.IsWalked)
        {
            _next.Add(new Pending(number, arrival.Reached.State, Only: awake));
        }
    }

    // A model, and the moves of the state that it is at.
    private sealed class Walker(IModel<TState, TMove, TFlaw> model)
    {
        private readonly List<LanedMove<TMove>> _moves = [];

        public IModel<TState, TMove, TFlaw> Model => model;

        public List<LanedMove<TMove>> Moves(TState state)
        {
            _moves.Clear();
            model.Moves(state, _moves);
            return _moves;
        }
    }

    // A state to be walked from: all its moves but those of the lanes asleep, or only those of some lanes.
    private readonly record struct Pending(int Number, TState State, ulong? Only)
    {
        public ulong Asleep { get; init; }
    }

    private readonly record struct Arrival(Reached<TState, TFlaw> Reached, TMove Move, ulong Asleep);

    private readonly record struct Expansion(List<Arrival> Arrivals, int Skipped);
}
