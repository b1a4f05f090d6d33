using System.Globalization;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>An option of a charm that has nothing to do with S3, as far as can be told: no line of the charm's profile names it. What a charm may
/// be given without knowing it: the other truth value, or the next whole number.</summary>
internal static class OtherOption
{
    /// <summary>The first such option with a value that it does not have now; null if the charm has none.</summary>
    /// <param name="player">The charm.</param>
    /// <param name="now">The values that its options have.</param>
    public static KeyValuePair<string, string>? Of(Player player, IReadOnlyDictionary<string, ConfigValue> now)
    {
        foreach (ConfigOption option in player.Charm.Metadata.Config)
        {
            string? next = option.Type switch
            {
                "boolean" => now.TryGetValue(option.Name, out ConfigValue flag) && flag.Value is true ? "false" : "true",
                "int" => (now.TryGetValue(option.Name, out ConfigValue number) && number.Value is long value && value < int.MaxValue ? value + 1 : 1).ToString(CultureInfo.InvariantCulture),
                _ => null,
            };
            if (next is not null && !IsNamed(option.Name, player.Profile))
            {
                return KeyValuePair.Create(option.Name, next);
            }
        }

        return null;
    }

    /// <summary>Has the charm such an option?</summary>
    public static bool IsThere(Player player) => Of(player, new SortedDictionary<string, ConfigValue>(StringComparer.Ordinal)) is not null;

    private static bool IsNamed(string option, CharmProfile profile) => profile.Setup.Concat(profile.Issue).Concat(profile.Write)
        .Concat(profile.Set.Values.SelectMany(lines => lines)).Concat(profile.Reset.Values.SelectMany(lines => lines))
        .Any(line => line.Text.Contains(option, StringComparison.Ordinal));
}
