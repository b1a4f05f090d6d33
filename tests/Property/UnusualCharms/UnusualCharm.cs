using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>A charm that keeps the contract in a way of its own.</summary>
/// <param name="Name">Its name, which begins with its role.</param>
/// <param name="Habit">What is unusual about it.</param>
/// <param name="Charm">The charm.</param>
internal sealed record UnusualCharm(string Name, string Habit, ICharmSubject Charm)
{
    public EndpointRole Role { get; } =
        Name.StartsWith("provider", StringComparison.Ordinal) ? EndpointRole.Provider : EndpointRole.Requirer;

    /// <summary>How the scenario's intentions are carried out on it, where that is not as on the built-in reference charms.</summary>
    public CharmProfile? Profile { get; init; }

    public static UnusualCharm Provider(string name, string habit, ProviderParts parts) => new(
        "provider-" + name, habit, new SoundSubject(SoundProvider.Metadata, context => new SoundProvider(context, parts)));

    public static UnusualCharm Requirer(string name, string habit, RequirerParts parts, CharmMetadata? metadata = null) => new(
        "requirer-" + name, habit, new SoundSubject(metadata ?? SoundRequirer.Metadata, context => new SoundRequirer(context, parts)));

    public override string ToString() => Name;
}

/// <summary>Two charms in one: each looks after an endpoint of its own.</summary>
internal sealed class TwoEndpointCharm : SoundCharm
{
    public TwoEndpointCharm(CharmContext context, SoundCharm first, SoundCharm second) : base(context, first.Endpoint, "s3-peers") =>
        Observe(context.Hook.Kind, _ =>
        {
            first.Dispatch();
            second.Dispatch();
        });
}
