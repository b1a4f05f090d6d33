using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Tests.Property.Mutants.Version1;

/// <summary>A charm of version 1 with one fault.</summary>
/// <param name="Name">Its name, which begins with its role.</param>
/// <param name="Clause">The clause that names the fault: the one that must catch it.</param>
/// <param name="Fault">The fault in a sentence.</param>
/// <param name="Faults">The fault.</param>
internal sealed record SpokenMutant(string Name, string Clause, string Fault, Faults Faults)
{
    public EndpointRole Role { get; } = Name.StartsWith("provider", StringComparison.Ordinal) ? EndpointRole.Provider : EndpointRole.Requirer;

    /// <summary>The charm.</summary>
    public ICharmSubject Charm => Role == EndpointRole.Provider
        ? new FaultySubject(BilingualProvider.Metadata, Faults, context => new BilingualProvider(context))
        : new FaultySubject(BilingualRequirer.Metadata, Faults, context => new BilingualRequirer(context));

    public static SpokenMutant Provider(string name, string clause, string fault, Faults faults) => new("provider-" + name, clause, fault, faults);

    public static SpokenMutant Requirer(string name, string clause, string fault, Faults faults) => new("requirer-" + name, clause, fault, faults);

    public override string ToString() => Name;

    /// <summary>Hosts the charm without a fault behind the commands with one.</summary>
    internal sealed class FaultySubject(CharmMetadata metadata, Faults faults, Func<CharmContext, CharmBase> create) : ICharmSubject, IUnitHost
    {
        public CharmMetadata Metadata { get; } = metadata;

        public string Host => "in-process";

        public IUnitHost CreateUnit(UnitName unit) => this;

        public HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
        {
            var juju = new FaultyCommands(transaction, faults, transaction.Unit, transaction.Hook);
            try
            {
                if (!faults.Misses(juju))
                {
                    create(new CharmContext(transaction.Unit, transaction.Hook, juju)
                    {
                        EventEmitted = seen =>
                        {
                            (string name, string? other) = EventNames.Known.Find(seen.Name) ?? (seen.Name, null);
                            for (int i = faults.Emits(juju); i > 0; i--)
                            {
                                transaction.Emitted(name, seen.Relation, other);
                            }
                        },
                    }).Dispatch();
                }

                faults.Also(juju);
                return HookExit.Success;
            }
            catch (Exception exception)
            {
                return new HookExit(HookExitKind.Error, $"{exception.GetType().Name}: {exception.Message}");
            }
        }

        public void Dispose()
        {
        }
    }
}
