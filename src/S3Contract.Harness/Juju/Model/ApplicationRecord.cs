using System.Collections.Immutable;

namespace S3Contract.Harness.Juju.Model;

/// <summary>An application as the controller stores it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Charm">Its charm; a unit may still be at the revision before.</param>
/// <param name="Ordinal">The how-manieth application of the model it is, from 0; gives its units their addresses.</param>
internal sealed record ApplicationRecord(string Name, CharmRevision Charm, int Ordinal)
{
    private Remembered _hash;

    /// <summary>The hash of what counts of it.</summary>
    public Hash128 Hash => _hash.Of(this, WorldHashes.Of);

    /// <summary>How often the charm was refreshed.</summary>
    public int CharmVersion { get; init; }

    /// <summary>The options that are set or have a default.</summary>
    public required ConfigState Config { get; init; }

    /// <summary>The holder of the leadership lease.</summary>
    public UnitName? Leader { get; init; }

    /// <summary>The number of the next unit.</summary>
    public int NextUnit { get; init; }

    /// <summary>Is it being removed?</summary>
    public bool Dying { get; init; }

    /// <summary>What <c>status-set --application</c> said.</summary>
    public StatusView? Status { get; init; }

    /// <summary>What <c>application-version-set</c> said.</summary>
    public string Version { get; init; } = "";

    /// <summary>What <c>leader-set</c> said.</summary>
    public ImmutableSortedDictionary<string, string> LeaderSettings { get; init; } = TextMap.Empty;

    /// <summary>The version of the leader settings, from 1; 0 in a Juju that has none, where no unit is ever told of them.</summary>
    public int LeaderSettingsVersion { get; init; }
}

/// <summary>The start of every sorted map of texts.</summary>
internal static class TextMap
{
    public static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
}
