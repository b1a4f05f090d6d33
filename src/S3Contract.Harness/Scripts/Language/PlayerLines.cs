using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The lines of a player's profile, read once for all runs.</summary>
internal sealed class PlayerLines(CharmProfile profile)
{
    /// <summary>Those that prepare the world.</summary>
    public IReadOnlyList<PlayerLine> Setup { get; } = Read(profile, profile.Setup);

    /// <summary>Those that issue credentials.</summary>
    public IReadOnlyList<PlayerLine> Issue { get; } = Read(profile, profile.Issue);

    /// <summary>Those that write keys as they are.</summary>
    public IReadOnlyList<PlayerLine> Write { get; } = Read(profile, profile.Write);

    /// <summary>Per field those that set it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PlayerLine>> Set { get; } = Read(profile, profile.Set);

    /// <summary>Per field those that take it back.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PlayerLine>> Reset { get; } = Read(profile, profile.Reset);

    private static PlayerLine[] Read(CharmProfile profile, IReadOnlyList<ProfileLine> lines) => [.. lines.Select(line => new PlayerLine(profile, line))];

    private static Dictionary<string, IReadOnlyList<PlayerLine>> Read(CharmProfile profile, IReadOnlyDictionary<string, IReadOnlyList<ProfileLine>> lines) =>
        lines.ToDictionary(field => field.Key, IReadOnlyList<PlayerLine> (field) => Read(profile, field.Value), StringComparer.Ordinal);
}
