using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A requirer of version 1 as the Python library makes it, weaknesses included: it keeps the level library between two sides of version 1. It asks when a
/// relation begins, in the hooks of the relation and in no other; a provider that has not shown to be of version 0 is asked for no bucket but a configured
/// one, and each unit keeps what it saw last in its databag. Actions: <c>set</c> and <c>write</c>, as <see cref="ReferenceRequirer"/> has them.
/// </summary>
internal sealed class Version1Requirer : CharmBase
{
    private const string Endpoint = "s3";

    /// <summary>Makes the charm for one hook.</summary>
    public Version1Requirer(CharmContext context)
        : base(context)
    {
        if (context.Hook.IsRelationHook || context.Hook.Kind is HookKind.SecretChanged or HookKind.ConfigChanged or HookKind.Action)
        {
            OperatorRequests.Observe(this, new V1.S3Requirer(this, Endpoint, ConfiguredBucket.Of(this) ?? ""));
            Observe(HookKind.RelationChanged, _ => DatabagDiff.Diff(RelationEvent(), RelationEvent().Relation.LocalUnitData), Endpoint);
        }
    }

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = ReferenceRequirer.Metadata with { Name = "version-1-requirer" };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new Version1Requirer(context));
}
