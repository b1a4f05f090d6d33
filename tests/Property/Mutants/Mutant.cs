using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>A charm with one fault.</summary>
/// <param name="Name">Its name, which begins with its role.</param>
/// <param name="Clause">The clause that names the fault: the one that must catch it.</param>
/// <param name="Fault">The fault in a sentence.</param>
/// <param name="Charm">The charm.</param>
internal sealed record Mutant(string Name, string Clause, string Fault, ICharmSubject Charm)
{
    /// <summary>How scripts are carried out on it; null for the reference charms' way.</summary>
    public CharmProfile? Profile { get; init; }

    public EndpointRole Role { get; } =
        Name.StartsWith("provider", StringComparison.Ordinal) ? EndpointRole.Provider : EndpointRole.Requirer;

    public static Mutant Provider(string name, string clause, string fault, ProviderParts parts) =>
        new("provider-" + name, clause, fault, new SoundSubject(SoundProvider.Metadata, context => new SoundProvider(context, parts)));

    public static Mutant Requirer(string name, string clause, string fault, RequirerParts parts) =>
        new("requirer-" + name, clause, fault, new SoundSubject(SoundRequirer.Metadata, context => new SoundRequirer(context, parts)));

    public override string ToString() => Name;
}

/// <summary>Hosts a sound charm, or what is made of one, in this process; what it prints becomes the hook's standard output.</summary>
internal sealed class SoundSubject(CharmMetadata metadata, Func<CharmContext, SoundCharm> create) : ICharmSubject, IUnitHost
{
    public CharmMetadata Metadata { get; } = metadata;

    public string Host => "in-process";

    public IUnitHost CreateUnit(UnitName unit) => this;

    public HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
    {
        var context = new CharmContext(transaction.Unit, transaction.Hook, transaction)
        {
            EventEmitted = seen => transaction.Emitted(seen.Name, seen.Relation),
        };
        SoundCharm charm = create(context);
        try
        {
            charm.Dispatch();
            return HookExit.Success with { Stdout = charm.Printed };
        }
        catch (Exception exception)
        {
            return new HookExit(HookExitKind.Error, $"{exception.GetType().Name}: {exception.Message}", charm.Printed);
        }
    }

    public void Dispose()
    {
    }
}
