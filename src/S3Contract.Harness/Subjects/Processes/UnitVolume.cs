namespace S3Contract.Harness.Subjects.Processes;

/// <summary>How much the hooks of a unit have printed and said: all of it is kept until the check is over, so there is an end to it.</summary>
internal sealed class UnitVolume
{
    /// <summary>The most that one hook may say by hook commands.</summary>
    public const int MostOfHook = 4 * 1024 * 1024;

    private const int MostOfUnit = 16 * 1024 * 1024;
    private const int Whole = 64 * 1024;
    private const int Brief = 2 * 1024;
    private const int MostWhole = 4 * Whole;

    private long _printed;
    private long _said;

    /// <summary>How much of the beginning, and of the end, of what a hook prints is kept: once the unit's hooks have printed much, only little.</summary>
    public int Kept => _printed < MostWhole ? Whole : Brief;

    /// <summary>How much the next hook may say.</summary>
    public long Room => Math.Min(MostOfHook, MostOfUnit - _said);

    /// <summary>A hook has ended.</summary>
    /// <param name="printed">The bytes that it printed.</param>
    /// <param name="said">The bytes that it said by hook commands.</param>
    public void Add(long printed, long said) => (_printed, _said) = (_printed + printed, _said + said);
}
