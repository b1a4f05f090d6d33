using S3Contract.Charms;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.Conformance.ReferenceCharms;

/// <summary>
/// A requirer that keeps the contract: what the suite sets against a provider under test. It asks for the bucket in its configuration
/// option <c>bucket</c>, or else for <c>relation-</c> and the relation's number. Actions: <c>set</c> (options through the library on this
/// very unit) and <c>write</c> (raw databag content, to play a counterpart that breaks the contract).
/// </summary>
public sealed class ReferenceRequirer : CharmBase
{
    private const string Endpoint = "s3";
    private readonly S3Requirer _s3;

    /// <summary>Makes the charm for one hook.</summary>
    public ReferenceRequirer(CharmContext context)
        : base(context)
    {
        // Only a joined hook needs the name at once; the other hooks are spared the look into the configuration.
        _s3 = new S3Requirer(this, Endpoint, context.Hook.Kind == HookKind.RelationJoined ? ConfiguredBucket() : null);
        switch (context.Hook.Kind)
        {
            case HookKind.LeaderElected:
                // The library asks when a unit joins; a leader elected after that has to ask by itself.
                Observe(HookKind.LeaderElected, _ => AskWhereNothingIsAsked());
                break;
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
        Actions = [new CharmAction("set", []), new CharmAction("write", [])],
    };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new ReferenceRequirer(context));

    private string? ConfiguredBucket() =>
        Juju.ConfigGet().TryGetValue(S3Options.Bucket, out ConfigValue bucket) && bucket.ToString() is { Length: > 0 } name ? name : null;

    private void AskWhereNothingIsAsked()
    {
        if (!IsLeader())
        {
            return;
        }

        string? configured = ConfiguredBucket();
        foreach (Relation relation in _s3.Relations)
        {
            if (relation.LocalApplicationData.Get(S3Options.Bucket) is null)
            {
                Ask(relation, configured ?? $"relation-{relation.Id}");
            }
        }
    }

    private void AskAsConfigured()
    {
        if (!IsLeader() || ConfiguredBucket() is not { } bucket)
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
