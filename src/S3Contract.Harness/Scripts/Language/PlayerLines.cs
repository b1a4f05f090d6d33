using System.Runtime.CompilerServices;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The lines of a player's profile, read once for all runs.</summary>
internal sealed class PlayerLines
{
    private static readonly ConditionalWeakTable<CharmProfile, PlayerLines> s_read = [];

    private PlayerLines(CharmProfile profile)
    {
        Setup = Read(profile, profile.Setup);
        Issue = Read(profile, profile.Issue);
        Write = Read(profile, profile.Write);
        Set = Read(profile, profile.Set);
        Reset = Read(profile, profile.Reset);
    }

    /// <summary>The lines of a profile.</summary>
    public static PlayerLines Of(CharmProfile profile) => s_read.GetValue(profile, profile => new PlayerLines(profile));

    /// <summary>Those that prepare the world.</summary>
    public IReadOnlyList<PlayerLine> Setup { get; }

    /// <summary>Those that issue credentials.</summary>
    public IReadOnlyList<PlayerLine> Issue { get; }

    /// <summary>Those that write keys as they are.</summary>
    public IReadOnlyList<PlayerLine> Write { get; }

    /// <summary>Per field those that set it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PlayerLine>> Set { get; }

    /// <summary>Per field those that take it back.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PlayerLine>> Reset { get; }

    private static PlayerLine[] Read(CharmProfile profile, IReadOnlyList<ProfileLine> lines) => [.. lines.Select(line => new PlayerLine(profile, line))];

    private static Dictionary<string, IReadOnlyList<PlayerLine>> Read(CharmProfile profile, IReadOnlyDictionary<string, IReadOnlyList<ProfileLine>> lines) =>
        lines.ToDictionary(field => field.Key, IReadOnlyList<PlayerLine> (field) => Read(profile, field.Value), StringComparer.Ordinal);
}
