using System.Globalization;
using System.Numerics;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.ReferenceCharms;

/// <summary>
/// A provider that keeps the contract: what the suite sets against a requirer under test. The leader keeps what it was told to issue in
/// the databag of its peer relation, so that whoever leads next can answer as well; it publishes nothing until the answer is complete.
/// Actions: <c>issue</c> (options to hand out from now on), <c>set</c> (library setters on this very unit), <c>write</c> (raw databag
/// content, to play a counterpart that breaks the contract); each takes an optional <c>relation</c>.
/// </summary>
internal sealed class ReferenceProvider : CharmBase
{
    private const string Endpoint = "s3";
    private const string Peers = "s3-peers";
    private readonly S3Provider _s3;

    /// <summary>Makes the charm for one hook.</summary>
    /// <param name="context">The hook.</param>
    /// <param name="behavior">How far the library goes beyond the original; null: not at all.</param>
    public ReferenceProvider(CharmContext context, S3Behavior? behavior = null)
        : base(context)
    {
        _s3 = new S3Provider(this, Endpoint, behavior);
        _s3.CredentialsRequested += (_, e) => Answer(e.Relation);
        switch (context.Hook.Kind)
        {
            case HookKind.RelationChanged:
                // The library is silent when a requirer changes the bucket it asks for.
                Observe(HookKind.RelationChanged, _ => AnswerIfOpen(RelationEvent().Relation), Endpoint);
                break;
            case HookKind.Action:
                ObserveAction("issue", _ => Issue());
                ObserveAction("set", _ => SetOptions());
                ObserveAction("write", _ => RawWrite.Run(this, Endpoint));
                break;
        }
    }

    /// <summary>The charm's metadata.</summary>
    public static CharmMetadata Metadata { get; } = new(
        "reference-provider",
        [new CharmEndpoint(Endpoint, EndpointRole.Provider, "s3"), new CharmEndpoint(Peers, EndpointRole.Peer, "s3_reference_peers")])
    {
        Actions = [new CharmAction("issue"), new CharmAction("set"), new CharmAction("write")],
    };

    /// <summary>The charm, ready to be deployed in the simulated Juju. It keeps the level strict.</summary>
    public static ICharmSubject Subject { get; } = new InProcessCharm(Metadata, context => new ReferenceProvider(context, S3Behavior.Strict));

    /// <summary>The charm with the library as the original is, weaknesses included. It keeps the level library.</summary>
    public static ICharmSubject OriginalSubject { get; } = new InProcessCharm(Metadata, context => new ReferenceProvider(context));

    private void Issue()
    {
        if (!IsLeader())
        {
            Juju.ActionFail("only the leader issues credentials");
            return;
        }

        if (PeerData() is null)
        {
            Juju.ActionFail("too early: the unit has nowhere to keep credentials yet");
            return;
        }

        ActionOptions given = ActionOptions.Of(this);
        Remember(given);
        foreach (Relation relation in given.Relations(this, Endpoint))
        {
            Answer(relation, given);
        }
    }

    private void SetOptions()
    {
        ActionOptions given = ActionOptions.Of(this);
        if (IsLeader())
        {
            Remember(given);
        }

        foreach (Relation relation in given.Relations(this, Endpoint))
        {
            foreach ((string option, string value) in given.Options)
            {
                SetOption(relation.Id, option, value);
            }
        }
    }

    // What holds for every relation stands in the peer databag under the option's name, what holds for one under "7/option".
    private void Remember(ActionOptions given)
    {
        string prefix = given.Relation is { } relation ? relation + "/" : "";
        if (PeerData() is { } memory)
        {
            if (prefix.Length == 0)
            {
                // Issued to all, it replaces what was issued to one before.
                memory.Update(memory.Content.Keys
                    .Where(key => given.Options.Any(option => key.EndsWith("/" + option.Key, StringComparison.Ordinal)))
                    .Select(key => new KeyValuePair<string, string>(key, "")));
            }

            // What an operator does to the library's own notes is done once.
            memory.Update(given.Options
                .Where(option => !string.Equals(option.Key, "data", StringComparison.Ordinal))
                .Select(option => new KeyValuePair<string, string>(prefix + option.Key, option.Value)));
        }
    }

    private Databag Remembered(RelationId relation)
    {
        Databag memory = PeerData()?.Content ?? Databag.Empty;
        Databag options = memory;
        string prefix = relation + "/";
        foreach (ref readonly KeyValuePair<string, string> item in memory.Items)
        {
            if (item.Key.Contains('/', StringComparison.Ordinal))
            {
                options = options.With(item.Key, "");
                if (item.Key.StartsWith(prefix, StringComparison.Ordinal))
                {
                    options = options.With(item.Key[prefix.Length..], item.Value);
                }
            }
        }

        return options;
    }

    private RelationDatabag? PeerData()
    {
        IReadOnlyList<Relation> peers = Relations(Peers);
        return peers.Count > 0 ? peers[0].LocalApplicationData : null;
    }

    private void AnswerIfOpen(Relation relation)
    {
        if (IsLeader()
            && !string.Equals(
                relation.LocalApplicationData.Get(S3Options.Bucket), BucketFor(relation, Remembered(relation.Id)), StringComparison.Ordinal))
        {
            Answer(relation);
        }
    }

    private static string BucketFor(Relation relation, Databag options) =>
        options.Get(S3Options.Bucket) ?? relation.RemoteApplicationData?.Get(S3Options.Bucket) ?? "";

    private void Answer(Relation relation, ActionOptions? given = null)
    {
        Databag options = Remembered(relation.Id);
        options = options.With(S3Options.Bucket, BucketFor(relation, options));
        if (!options.ContainsKey(S3Options.Bucket)
            || !options.ContainsKey(S3Options.AccessKey)
            || !options.ContainsKey(S3Options.SecretKey))
        {
            return;
        }

        var answer = new List<KeyValuePair<string, S3Value>>();
        foreach (ref readonly KeyValuePair<string, string> option in options.Items)
        {
            answer.Add(new(option.Key, ActionOptions.Value(option.Key, option.Value)));
        }

        foreach ((string option, string value) in given?.Options ?? [])
        {
            if (value.Length == 0 && !options.ContainsKey(option) && !S3Options.IsList(option))
            {
                answer.Add(new(option, ""));
            }
        }

        _s3.UpdateConnectionInfo(relation.Id, answer);
    }

    private void SetOption(RelationId relation, string option, string value)
    {
        switch (option)
        {
            case S3Options.Bucket:
                _s3.SetBucket(relation, value);
                break;
            case S3Options.AccessKey:
                _s3.SetAccessKey(relation, value);
                break;
            case S3Options.SecretKey:
                _s3.SetSecretKey(relation, value);
                break;
            case S3Options.Path:
                _s3.SetPath(relation, value);
                break;
            case S3Options.Endpoint:
                _s3.SetEndpoint(relation, value);
                break;
            case S3Options.Region:
                _s3.SetRegion(relation, value);
                break;
            case S3Options.S3UriStyle:
                _s3.SetS3UriStyle(relation, value);
                break;
            case S3Options.StorageClass:
                _s3.SetStorageClass(relation, value);
                break;
            case S3Options.S3ApiVersion:
                _s3.SetS3ApiVersion(relation, value);
                break;
            case S3Options.TlsCaChain when ActionOptions.Value(option, value).AsTexts() is { } chain:
                _s3.SetTlsCaChain(relation, chain);
                break;
            case S3Options.Attributes when ActionOptions.Value(option, value).AsTexts() is { } attributes:
                _s3.SetAttributes(relation, attributes);
                break;
            case S3Options.DeleteOlderThanDays when BigInteger.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger days):
                _s3.SetDeleteOlderThanDays(relation, days);
                break;
            default:
                _s3.UpdateConnectionInfo(relation, [new(option, ActionOptions.Value(option, value))]);
                break;
        }
    }
}
