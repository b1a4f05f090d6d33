using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Tests.Property.Mutants.Version1;

namespace S3Contract.Tests.Property.UnusualCharms.Version1;

/// <summary>A charm of version 1 that keeps the contract in a way of its own.</summary>
/// <param name="Name">Its name, which begins with its role.</param>
/// <param name="Habit">What is unusual about it.</param>
/// <param name="Charm">The charm.</param>
internal sealed record UnusualSpeaker(string Name, string Habit, ICharmSubject Charm)
{
    public EndpointRole Role { get; } = Name.StartsWith("provider", StringComparison.Ordinal) ? EndpointRole.Provider : EndpointRole.Requirer;

    /// <summary>The level that it keeps.</summary>
    public ClauseLevel Level { get; init; } = ClauseLevel.Strict;

    /// <summary>How the scenario's intentions are carried out on it.</summary>
    public CharmProfile Profile { get; init; } = Name.StartsWith("provider", StringComparison.Ordinal) ? ReferenceProfiles.Provider : ReferenceProfiles.Requirer;

    public static UnusualSpeaker Provider(string name, string habit, Faults ways) => new("provider-" + name, habit, SpokenMutant.Provider(name, "", habit, ways).Charm);

    public static UnusualSpeaker Requirer(string name, string habit, Faults ways) => new("requirer-" + name, habit, SpokenMutant.Requirer(name, "", habit, ways).Charm);

    public override string ToString() => Name;
}
