using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Harness.Subjects;

/// <summary>A .NET charm that runs in this process. A new charm object is made for every hook, so nothing but Juju's own state lives from
/// one hook to the next.</summary>
/// <param name="metadata">The charm's metadata.</param>
/// <param name="create">Makes the charm for one hook.</param>
public sealed class InProcessCharm(CharmMetadata metadata, Func<CharmContext, CharmBase> create) : ICharmSubject, IUnitHost
{
    /// <inheritdoc/>
    public CharmMetadata Metadata { get; } = metadata;

    /// <inheritdoc/>
    public string Host => "in-process";

    /// <summary>The charm itself: it keeps nothing per unit.</summary>
    IUnitHost ICharmSubject.CreateUnit(UnitName unit) => this;

    /// <inheritdoc/>
    HookExit IUnitHost.Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
    {
        try
        {
            create(new CharmContext(transaction.Unit, transaction.Hook, transaction)
            {
                EventEmitted = seen =>
                {
                    (string name, string? other) = EventNames.Known.Find(seen.Name) ?? (seen.Name, null);
                    transaction.Emitted(name, seen.Relation, other);
                },
            }).Dispatch();
            return HookExit.Success;
        }
        catch (Exception exception)
        {
            return new HookExit(HookExitKind.Error, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Nothing to end.</summary>
    public void Dispose()
    {
    }
}
