namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Choices drawn from a seed: the same seed, the same choices. The generator is SplitMix64 (Steele, Lea, Flood, Fast Splittable
/// Pseudorandom Number Generators, 2014), with whole numbers taken from it as FsCheck takes them, so that a seed draws here what it draws there.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Draws(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>A whole number.</summary>
    /// <param name="from">The smallest.</param>
    /// <param name="to">The largest; there are less than 2³¹ from one to the other.</param>
    public int Number(int from, int to)
    {
        int most = to - from;
        int number;
        int offset;
        do
        {
            number = (int)(Next() >> 1);
            offset = number % (most + 1);
        }
        while (unchecked(number + most - offset) < 0);

        return from + offset;
    }

    /// <summary>One of several.</summary>
    public T One<T>(IReadOnlyList<T> among) => among[Number(0, among.Count - 1)];

    /// <summary>Where in a list of weights: each place as often as its weight says, relative to their sum.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        int sum = 0;
        foreach (int weight in weights)
        {
            sum += weight;
        }

        int left = Number(1, sum);
        int at = 0;
        while (left > weights[at])
        {
            left -= weights[at++];
        }

        return at;
    }

    /// <summary>Several in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (int i = 0; i < shuffled.Length - 1; i++)
        {
            int other = Number(i, shuffled.Length - 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    /// <summary>So many of a kind, one after the other.</summary>
    public T[] Many<T>(int count, Func<Draws, T> draw)
    {
        var drawn = new T[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = draw(this);
        }

        return drawn;
    }

    private uint Next()
    {
        _state += Gamma;
        ulong mixed = (_state ^ (_state >> 33)) * 0x62A9D9ED799705F5;
        return (uint)(((mixed ^ (mixed >> 28)) * 0xCB24D0A5C88C35B3) >> 32);
    }
}
