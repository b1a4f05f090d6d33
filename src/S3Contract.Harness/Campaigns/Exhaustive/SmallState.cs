using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.State;

namespace S3Contract.Harness.Campaigns.Exhaustive;

/// <summary>A small world at one moment.</summary>
/// <param name="World">The simulated Juju.</param>
/// <param name="Machine">What the reference machine knows of it.</param>
/// <param name="Used">How often each item of the menu was used: two bits each.</param>
internal sealed record SmallState(World World, MachineState Machine, ulong Used)
{
    /// <summary>A number that is equal for states that are the same from now on.</summary>
    public UInt128 Fingerprint
    {
        get
        {
            UInt128 machine = Machine.Fingerprint;
            return World.Fingerprint ^ ((machine << 1) | (machine >> 127)) ^ ((UInt128)(Used * 0x9E3779B97F4A7C15) << 32);
        }
    }

    /// <summary>How often an item of the menu was used.</summary>
    public int Times(int item) => (int)(Used >> (2 * item)) & 3;

    /// <summary>What <see cref="Used"/> is once an item was used once more.</summary>
    public ulong UsedWith(int item) => Used + (1UL << (2 * item));
}

/// <summary>Something that may happen in a small world: the next hook of a unit, or an item of the menu.</summary>
/// <param name="Unit">The unit; null for an item of the menu.</param>
/// <param name="Item">The item's place in the menu.</param>
internal readonly record struct SmallMove(UnitName? Unit, int Item);
