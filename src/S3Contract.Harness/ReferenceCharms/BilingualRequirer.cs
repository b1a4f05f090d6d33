using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A requirer that keeps the contract in both versions: it asks for the bucket in its configuration, and a provider that may be of version 0 for
/// <c>relation-</c> and the relation's number, so that no provider waits for it. Actions: <c>set</c> and <c>write</c>, as <see cref="ReferenceRequirer"/>
/// has them.
/// </summary>
internal sealed class BilingualRequirer : CharmBase
{
    private const string Endpoint = "s3";

    /// <summary>Makes the charm for one hook.</summary>
    public BilingualRequirer(CharmContext context)
        : base(context) =>
        OperatorRequests.Observe(this, new V1.S3Requirer(this, Endpoint, ConfiguredBucket.Of(this) ?? "", asksAtOnce: true));

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = ReferenceRequirer.Metadata with { Name = "bilingual-requirer" };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new BilingualRequirer(context));
}
