using System.Runtime.InteropServices;

namespace S3Contract.Reference.Observations;

/// <summary>The hash of a thing that never changes, found when it is first asked for. A copy of a record brings it along, but it holds for the
/// very object that it was found for alone. It says nothing about the thing that the thing does not say itself, so it never makes a difference
/// between two.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Remembered : IEquatable<Remembered>
{
    private Found? _found;

    /// <summary>The hash of a thing.</summary>
    /// <param name="thing">The thing that this is a field of.</param>
    /// <param name="hash">Finds its hash.</param>
    public Hash128 Of<T>(T thing, Func<T, Hash128> hash)
        where T : class
    {
        // Several threads may ask at once: then they find the same, and which of it stays does not matter.
        Found? found = _found;
        if (found is null || !ReferenceEquals(found.Thing, thing))
        {
            _found = found = new Found(thing, hash(thing));
        }

        return found.Hash;
    }

    public readonly bool Equals(Remembered other) => true;

    public override readonly bool Equals(object? obj) => obj is Remembered;

    public override readonly int GetHashCode() => 0;

    private sealed class Found(object thing, Hash128 hash)
    {
        public readonly object Thing = thing;
        public readonly Hash128 Hash = hash;
    }
}
