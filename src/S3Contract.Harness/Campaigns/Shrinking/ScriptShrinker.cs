using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>Smaller scripts. Since commands are total, dropping any of them leaves a legal script; every other change here keeps to what a
/// charm under test may be given (an issue keeps both keys, a value gives way only to another valid one). Each candidate is strictly
/// smaller by <see cref="ScriptCost"/>, so shrinking ends.</summary>
internal static class ScriptShrinker
{
    /// <summary>The changes other than dropping commands, the most telling first.</summary>
    internal static IReadOnlyList<Func<Commands, IEnumerable<Commands>>> Simplifications { get; } =
    [
        CastShrinks.OneOfEachRole,
        CastShrinks.FewerUnits,
        CastShrinks.ProvidersFirst,
        OrderShrinks.PlainOrder,
        OrderShrinks.LowerNumbers,
        ValueShrinks.FewerFields,
        ValueShrinks.PlainValues,
    ];

    /// <summary>All scripts that are one change away, the boldest change first.</summary>
    public static IEnumerable<Commands> Candidates(Commands commands)
    {
        for (int size = commands.Count; size > 0; size /= 2)
        {
            for (int start = 0; start < commands.Count; start += size)
            {
                yield return Without(commands, start, size);
            }
        }

        ScriptCost cost = ScriptCost.Of(commands);
        foreach (Func<Commands, IEnumerable<Commands>> simplify in Simplifications)
        {
            foreach (Commands candidate in simplify(commands))
            {
                if (ScriptCost.Of(candidate).CompareTo(cost) < 0)
                {
                    yield return candidate;
                }
            }
        }
    }

    /// <summary>The script without some commands in a row.</summary>
    internal static Commands Without(Commands commands, int start, int count) =>
        [.. commands.Take(start), .. commands.Skip(start + count)];
}
