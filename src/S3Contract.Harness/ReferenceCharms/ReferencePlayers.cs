using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>The built-in charms: who plays a side that no charm under test plays.</summary>
internal static class ReferencePlayers
{
    /// <summary>The names of those that can be checked themselves, in the order in which they are told.</summary>
    public static IReadOnlyList<string> Names { get; } = ["reference", "reference-both", "reference-v1"];

    /// <summary>The charm of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>: that of version 0, that of both versions, or that of version 1 alone.</param>
    /// <param name="role">The side.</param>
    public static Player Named(string name, Roles role)
    {
        (ICharmSubject provider, ICharmSubject requirer) = name switch
        {
            "reference-v1" => (Version1Provider.Subject, Version1Requirer.Subject),
            "reference-both" => (BilingualProvider.Subject, BilingualRequirer.Subject),
            _ => (ReferenceProvider.Subject, ReferenceRequirer.Subject),
        };
        return role == Roles.Provider ? new Player(provider, ReferenceProfiles.Provider) : new Player(requirer, ReferenceProfiles.Requirer);
    }

    /// <summary>Who plays a side that is to speak a version. With version 1 it understands version 0 as well.</summary>
    public static Player Of(Roles role, ContractVersion version) => Named(version == ContractVersion.V1 ? "reference-both" : "reference", role);

    /// <summary>The applications of scripts that have a player of their own, as long as no charm under test plays their side.</summary>
    /// <param name="underTest">The sides of charms under test.</param>
    public static IReadOnlyDictionary<string, Player> Beside(Roles underTest)
    {
        var players = new SortedDictionary<string, Player>(StringComparer.Ordinal);
        if (!underTest.HasFlag(Roles.Provider))
        {
            foreach ((string name, Player player) in OwnKeysProvider.Players)
            {
                players.Add(name, player);
            }

            players.Add("provider-v1", Named("reference-v1", Roles.Provider));
        }

        if (!underTest.HasFlag(Roles.Requirer))
        {
            players.Add("requirer-old", new Player(RefreshedRequirer.Subject, ReferenceProfiles.Requirer));
            players.Add("requirer-v1", Named("reference-v1", Roles.Requirer));
        }

        return players;
    }
}
