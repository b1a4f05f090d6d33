using S3Contract.Charms;
using S3Contract.Examples.Provider;

namespace S3Contract.Examples.ProviderV1;

/// <summary>
/// A provider of version 1. The keys come through the action <c>sync-s3-credentials</c> on the leader, everything else through the configuration.
/// The charm keeps the keys in a secret of its own, which every later leader finds by its label; they stand in no databag but that of a requirer of
/// version 0.
/// </summary>
public sealed class ProviderCharm : CharmBase
{
    private const string Endpoint = "s3-credentials";
    private const string Label = "credentials";
    private readonly V1.S3Provider _s3;

    /// <summary>Makes the charm for one hook.</summary>
    public ProviderCharm(CharmContext context)
        : base(context)
    {
        _s3 = new V1.S3Provider(this, Endpoint);
        _s3.StorageConnectionInfoRequested += (_, e) => Answer(e.Relation, Keys());

        Observe(HookKind.ConfigChanged, _ => AnswerAll());
        Observe(HookKind.LeaderElected, _ => AnswerAll());
        Observe(HookKind.SecretChanged, TakeNewKeys);
        Observe(HookKind.SecretRemove, RemoveOldKeys);
        ObserveAction("sync-s3-credentials", _ => SyncCredentials());
    }

    private void SyncCredentials()
    {
        if (!IsLeader())
        {
            Juju.ActionFail("the action has to run on the leader");
            return;
        }

        IReadOnlyDictionary<string, string> given = Juju.ActionGet();
        if (!given.TryGetValue("access-key", out string? accessKey) || !given.TryGetValue("secret-key", out string? secretKey)
            || accessKey.Length == 0 || secretKey.Length == 0)
        {
            Juju.ActionFail("both access-key and secret-key are needed");
            return;
        }

        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["access-key"] = accessKey, ["secret-key"] = secretKey };
        if (Keys() is null)
        {
            AddSecret(keys, settings: new SecretSettings { Label = Label });
        }
        else
        {
            GetSecretByLabel(Label).SetContent(keys);
        }

        AnswerAll();
        Juju.ActionSet("ok", "credentials were updated");
    }

    private void AnswerAll()
    {
        if (!IsLeader())
        {
            return;
        }

        IReadOnlyDictionary<string, string>? keys = Keys();
        foreach (Relation relation in _s3.Relations)
        {
            if (_s3.IsProtocolReady(relation.Id))
            {
                Answer(relation, keys);
            }
        }

        if (keys is not null)
        {
            Juju.StatusSet(WorkloadStatus.Active, "");
        }
        else
        {
            Juju.StatusSet(WorkloadStatus.Blocked, "run the action sync-s3-credentials on the leader");
        }
    }

    // All or nothing: a requirer never sees half an answer.
    private void Answer(Relation relation, IReadOnlyDictionary<string, string>? keys)
    {
        Configuration configuration = Configuration.From(Juju.ConfigGet());
        string? bucket = configuration.Bucket ?? relation.RemoteApplicationData?.Get("bucket");
        if (keys is not null)
        {
            _s3.SetStorageConnectionInfo(relation.Id,
            [
                new("access-key", keys["access-key"]),
                new("secret-key", keys["secret-key"]),
                new("bucket", bucket),
                .. configuration.Options,
                .. configuration.ClearedLists.Select(option => new KeyValuePair<string, S3Value>(option.Key, option.Value)),
            ]);
        }
    }

    // The latest keys, which this unit takes: so Juju can tell that nobody needs those before. There are none before the action has run. What this hook
    // itself has set, Juju finds by the URI and not by the label.
    private IReadOnlyDictionary<string, string>? Keys()
    {
        try
        {
            return GetSecret(GetSecretByLabel(Label).Uri).Refresh();
        }
        catch (HookCommandException)
        {
            return null;
        }
    }

    // Whoever led before lets go of the keys that it knew.
    private void TakeNewKeys(Hook hook)
    {
        if (hook is { SecretLabel: Label, Secret: { } uri })
        {
            GetSecret(uri).Refresh();
        }
    }

    private void RemoveOldKeys(Hook hook)
    {
        if (hook is { SecretLabel: Label, Secret: { } uri, SecretRevision: { } revision })
        {
            GetSecret(uri).RemoveRevision(revision);
        }
    }
}
