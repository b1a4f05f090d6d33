namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>The seeds of a campaign's cases.</summary>
internal static class CaseSeeds
{
    /// <summary>The seed of a case: that of the campaign for the first one, so that <c>--seed S --cases 1</c> repeats the case of seed S; then
    /// numbers that have nothing to do with each other, so that neighbouring seeds do not share cases.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="index">The number of the case, from 0.</param>
    public static ulong Of(ulong campaign, int index) => index == 0 ? campaign : Mix(campaign + ((ulong)index * 0x9E3779B97F4A7C15)) >> 16;

    // The finalizer of SplitMix64. The upper 48 bits are plenty, and short enough to type.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
