using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A provider that keeps the contract in both versions: what the suite sets against a requirer that speaks version 1. Whatever hook runs, the
/// leader looks after its answers. Actions: <c>issue</c>, <c>set</c> and <c>write</c>, as <see cref="ReferenceProvider"/> has them.
/// </summary>
internal sealed class BilingualProvider : CharmBase
{
    private const string Endpoint = "s3";
    private const string Peers = "s3-peers";
    private readonly V1.S3Provider _s3;
    private readonly IssuedOptions _issued;

    /// <summary>Makes the charm for one hook.</summary>
    public BilingualProvider(CharmContext context)
        : base(context)
    {
        _s3 = new V1.S3Provider(this, Endpoint);
        _issued = new IssuedOptions(this, Peers);
        switch (context.Hook.Kind)
        {
            case HookKind.Action:
                ObserveAction("issue", _ => Issue());
                ObserveAction("set", _ => Keep());
                ObserveAction("write", _ => RawWrite.Run(this, Endpoint));
                break;
            case HookKind.SecretChanged or HookKind.SecretRemove:
                Observe(context.Hook.Kind, _issued.LetGo);
                break;
            default:
                Observe(context.Hook.Kind, _ => AnswerAll());
                break;
        }
    }

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = ReferenceProvider.Metadata with { Name = "bilingual-provider" };

    /// <summary>The charm, ready to be deployed in the simulated Juju.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new BilingualProvider(context));

    private void Issue()
    {
        if (IsLeader())
        {
            Keep();
        }
        else
        {
            Juju.ActionFail("only the leader issues credentials");
        }
    }

    private void Keep()
    {
        if (IsLeader() && !_issued.CanBeKept)
        {
            Juju.ActionFail("too early: the unit has nowhere to keep credentials yet");
        }
        else if (IsLeader())
        {
            _issued.Keep(ActionOptions.Of(this));
            AnswerAll();
        }
    }

    private void AnswerAll()
    {
        foreach (Relation relation in IsLeader() ? _s3.Relations : [])
        {
            if (_s3.IsProtocolReady(relation.Id))
            {
                _s3.SetStorageConnectionInfo(relation.Id, Answer(relation, _issued.For(relation.Id)));
            }
        }
    }

    // All or nothing: without both keys every option goes.
    private IEnumerable<KeyValuePair<string, S3Value>> Answer(Relation relation, Databag options)
    {
        bool whole = options.ContainsKey(S3Options.AccessKey) && options.ContainsKey(S3Options.SecretKey);
        bool lists = _s3.RequirerVersion(relation.Id) is V1.InterfaceVersion.V0;
        foreach (string option in S3Options.All)
        {
            string? given = options.Get(option) ?? (option is S3Options.Bucket ? relation.RemoteApplicationData?.Get(option) : null);
            yield return new(option, !whole || given is null ? S3Value.Null
                : option is S3Options.TlsCaChain || (lists && option is S3Options.Attributes) ? ActionOptions.Value(option, given)
                : given);
        }
    }
}
