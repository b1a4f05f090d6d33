using System.Runtime.InteropServices;

namespace S3Contract.Harness.Exploring;

/// <summary>The states that were reached: of each the way to it and what sleeps there, but not the state itself.</summary>
internal sealed class KnownStates<TMove>
{
    private readonly Dictionary<UInt128, int> _numbers = [];
    private readonly List<Known> _known = [];

    /// <summary>How many there are.</summary>
    public int Count => _known.Count;

    /// <summary>One of them.</summary>
    public ref Known this[int number] => ref CollectionsMarshal.AsSpan(_known)[number];

    /// <summary>Notes that a state was reached.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="parent">The state before; -1 for none.</param>
    /// <param name="move">The move that led from there.</param>
    /// <param name="isNew">Was it not reached before?</param>
    /// <returns>Its number.</returns>
    public int Reach(UInt128 fingerprint, int parent, TMove move, out bool isNew)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, fingerprint, out bool exists);
        isNew = !exists;
        if (isNew)
        {
            number = _known.Count;
            _known.Add(new Known(parent, move));
        }

        return number;
    }

    /// <summary>The moves from the first state to this one.</summary>
    public List<TMove> Way(int number)
    {
        List<TMove> way = [];
        for (; number > 0; number = _known[number].Parent)
        {
            way.Add(_known[number].Move);
        }

        way.Reverse();
        return way;
    }

    /// <summary>A state that was reached.</summary>
    /// <param name="Parent">The state before, by the first way that led here.</param>
    /// <param name="Move">The move from there.</param>
    internal record struct Known(int Parent, TMove Move)
    {
        /// <summary>The lanes whose moves need not be made here.</summary>
        public ulong Asleep { get; set; }

        /// <summary>Is it being walked from, or was it?</summary>
        public bool IsWalked { get; set; }
    }
}
