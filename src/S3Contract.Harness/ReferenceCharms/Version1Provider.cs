using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A provider of version 1 as the Python library makes it, weaknesses included: it keeps the level library between two sides of version 1. It speaks in
/// relation-created, relation-changed and when something is issued, and in no other hook. A requirer of version 0 is answered with the operator's bucket, and
/// with none if there is none; the secret of a relation outlives it. Actions: <c>issue</c>, <c>set</c> and <c>write</c>, as
/// <see cref="ReferenceProvider"/> has them.
/// </summary>
internal sealed class Version1Provider : CharmBase
{
    private const string Endpoint = "s3";
    private const string Peers = "s3-peers";
    private readonly V1.S3Provider? _s3;
    private readonly IssuedOptions _issued;

    /// <summary>Makes the charm for one hook.</summary>
    public Version1Provider(CharmContext context)
        : base(context)
    {
        _issued = new IssuedOptions(this, Peers);
        switch (context.Hook.Kind)
        {
            case HookKind.RelationCreated or HookKind.RelationChanged:
                _s3 = new V1.S3Provider(this, Endpoint);
                _s3.StorageConnectionInfoRequested += (_, e) => Answer(e.Relation);
                break;
            case HookKind.Action:
                _s3 = new V1.S3Provider(this, Endpoint);
                ObserveAction("issue", _ => Issue());
                ObserveAction("set", _ => Issue());
                ObserveAction("write", _ => RawWrite.Run(this, Endpoint));
                break;
        }
    }

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = ReferenceProvider.Metadata with { Name = "version-1-provider" };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new Version1Provider(context));

    private void Issue()
    {
        if (!IsLeader())
        {
            Juju.ActionFail("only the leader issues credentials");
        }
        else if (!_issued.CanBeKept)
        {
            Juju.ActionFail("too early: the unit has nowhere to keep credentials yet");
        }
        else
        {
            ActionOptions given = ActionOptions.Of(this);
            _issued.Keep(given);
            foreach (Relation relation in given.Relations(this, Endpoint).Where(relation => _s3!.IsProtocolReady(relation.Id)))
            {
                Answer(relation);
            }
        }
    }

    private void Answer(Relation relation)
    {
        Databag options = _issued.For(relation.Id);
        bool old = _s3!.RequirerVersion(relation.Id) is V1.InterfaceVersion.V0;
        string? bucket = options.Get(S3Options.Bucket) ?? (old ? null : relation.RemoteApplicationData?.Get(S3Options.Bucket));
        if (!options.ContainsKey(S3Options.AccessKey) || !options.ContainsKey(S3Options.SecretKey))
        {
            return;
        }

        _s3.SetStorageConnectionInfo(relation.Id, S3Options.All.Select(option => new KeyValuePair<string, S3Value>(
            option, options.Get(option) is not { } given ? S3Value.Null : option is S3Options.TlsCaChain ? ActionOptions.Value(option, given) : given)));

        // The Python library shows what the operator gave, whoever reads it.
        relation.LocalApplicationData.Update([new(S3Options.Bucket, bucket ?? ""), new(S3Options.Attributes, options.Get(S3Options.Attributes) ?? "")]);
    }
}
