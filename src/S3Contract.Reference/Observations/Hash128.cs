using System.Numerics;
using System.Runtime.InteropServices;

namespace S3Contract.Reference.Observations;

/// <summary>A 128-bit hash under construction: two lanes of 64 bits, mixed by multiplication. Fixed for ever: it depends on no random seed,
/// so that counts of states are the same on every machine.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Hash128
{
    private ulong _a;
    private ulong _b;

    public readonly UInt128 Value => new(_a, _b);

    /// <summary>The start of a hash, which is not zero.</summary>
    public static Hash128 Start => new() { _a = 0x9E3779B97F4A7C15, _b = 0xC2B2AE3D27D4EB4F };

    public static Hash128 Of(Databag databag)
    {
        Hash128 hash = Start;
        hash.Add(databag);
        return hash;
    }

    public static Hash128 Of(string text)
    {
        Hash128 hash = Start;
        hash.Add(text);
        return hash;
    }

    public void Add(ulong value)
    {
        _a = Mix(_a ^ value, 0xA0761D6478BD642F);
        _b = BitOperations.RotateLeft(_b, 29) ^ Mix(value + 0xE7037ED1A0B428DB, _b | 1);
    }

    public void Add(int value) => Add((ulong)(uint)value);

    public void Add(bool value) => Add(value ? 1UL : 2UL);

    public void Add(Hash128 other)
    {
        Add(other._a);
        Add(other._b);
    }

    /// <summary>Adds a text and its length, so that <c>ab, c</c> differs from <c>a, bc</c>.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Add(ulong.MaxValue);
            return;
        }

        Add((ulong)text.Length);
        int at = 0;
        for (; at + 4 <= text.Length; at += 4)
        {
            Add(text[at] | ((ulong)text[at + 1] << 16) | ((ulong)text[at + 2] << 32) | ((ulong)text[at + 3] << 48));
        }

        for (; at < text.Length; at++)
        {
            Add((ulong)text[at]);
        }
    }

    public void Add(Databag databag)
    {
        Add(databag.Count);
        foreach (ref readonly KeyValuePair<string, string> item in databag.Items)
        {
            Add(item.Key);
            Add(item.Value);
        }
    }

    public void Add(UnitName unit)
    {
        Add(unit.Application);
        Add(unit.Number);
    }

    public void Add(UnitName? unit)
    {
        Add(unit.HasValue);
        if (unit is { } name)
        {
            Add(name);
        }
    }

    private static ulong Mix(ulong x, ulong y)
    {
        ulong high = Math.BigMul(x, y, out ulong low);
        return high ^ low;
    }
}
