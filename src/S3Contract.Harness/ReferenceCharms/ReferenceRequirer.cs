using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A requirer that keeps the contract: what the suite sets against a provider under test. It asks for the bucket in its configuration
/// option <c>bucket</c>, or else for <c>relation-</c> and the relation's number. Actions: <c>set</c> (options through the library on this
/// very unit) and <c>write</c> (raw databag content, to play a counterpart that breaks the contract).
/// </summary>
internal sealed class ReferenceRequirer : CharmBase
{
    private const string Endpoint = "s3";
    private readonly S3Requirer _s3;

    /// <summary>Makes the charm for one hook.</summary>
    /// <param name="context">The hook.</param>
    /// <param name="behavior">How far the library goes beyond the original; null: not at all.</param>
    public ReferenceRequirer(CharmContext context, S3Behavior? behavior = null)
        : base(context)
    {
        _s3 = new S3Requirer(this, Endpoint, MayAsk(context.Hook.Kind, behavior) ? ConfiguredBucket.Of(this) : null, behavior);
        switch (context.Hook.Kind)
        {
            case HookKind.ConfigChanged:
                Observe(HookKind.ConfigChanged, _ => AskAsConfigured());
                break;
            case HookKind.Action:
                ObserveAction("set", _ => SetOptions());
                ObserveAction("write", _ => RawWrite.Run(this, Endpoint));
                break;
        }
    }

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = new(
        "reference-requirer", [new CharmEndpoint(Endpoint, EndpointRole.Requirer, "s3")])
    {
        Config = [new ConfigOption(S3Options.Bucket, "string")],
        Actions = [new CharmAction("set"), new CharmAction("write")],
    };

    /// <summary>The charm, ready to be deployed in the simulated Juju. It keeps the level strict.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new ReferenceRequirer(context, S3Behavior.Strict));

    /// <summary>The charm with the library as the original is, weaknesses included. It keeps the level library.</summary>
    public static ICharmSubject OriginalSubject { get; } = new InProcessCharm(Metadata, context => new ReferenceRequirer(context));

    // The hooks in which the library asks; the other ones are spared the look into the configuration.
    private static bool MayAsk(HookKind kind, S3Behavior? behavior) =>
        kind == HookKind.RelationJoined
        || (behavior is { CatchesUp: true } && kind is HookKind.LeaderElected or HookKind.UpdateStatus or HookKind.RelationChanged);

    private void AskAsConfigured()
    {
        if (!IsLeader() || ConfiguredBucket.Of(this) is not { } bucket)
        {
            return;
        }

        foreach (Relation relation in _s3.Relations)
        {
            Ask(relation, bucket);
        }
    }

    private void Ask(Relation relation, string bucket) => _s3.UpdateConnectionInfo(relation.Id, [new(S3Options.Bucket, bucket)]);

    private void SetOptions()
    {
        ActionOptions given = ActionOptions.Of(this);
        foreach (Relation relation in given.Relations(this, Endpoint))
        {
            _s3.UpdateConnectionInfo(
                relation.Id,
                given.Options.Select(option => new KeyValuePair<string, S3Value>(option.Key, ActionOptions.Value(option.Key, option.Value))));
        }
    }
}
