using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>A requirer that speaks version 0 until it is refreshed, and both versions from then on.</summary>
internal sealed class RefreshedRequirer : CharmBase
{
    private const string Endpoint = "s3";
    private const string Refreshed = "refreshed";

    private RefreshedRequirer(CharmContext context)
        : base(context)
    {
        if (context.Hook.Kind == HookKind.UpgradeCharm)
        {
            Juju.StateSet(Refreshed, "yes");
        }

        if (Juju.StateGet().ContainsKey(Refreshed))
        {
            _ = new V1.S3Requirer(this, Endpoint, ConfiguredBucket.Of(this) ?? "", asksAtOnce: true);
        }
        else
        {
            _ = new S3Requirer(this, Endpoint, ConfiguredBucket.Of(this), S3Behavior.Strict);
        }
    }

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(
        ReferenceRequirer.Metadata with { Actions = [] }, context => new RefreshedRequirer(context));
}
