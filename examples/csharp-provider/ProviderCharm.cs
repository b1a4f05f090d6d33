using S3Contract.Charms;

namespace S3Contract.Examples.Provider;

/// <summary>
/// A provider shaped like s3-integrator. The credentials come through the action <c>sync-s3-credentials</c> on the leader, everything else
/// through the configuration. The credentials are kept in the databag of the peer relation, so that whoever leads next can answer too.
/// </summary>
public sealed class ProviderCharm : CharmBase
{
    private const string Endpoint = "s3-credentials";
    private const string Peers = "s3-peers";
    private readonly S3Provider _s3;

    /// <summary>Makes the charm for one hook.</summary>
    public ProviderCharm(CharmContext context)
        : base(context)
    {
        _s3 = new S3Provider(this, Endpoint);
        _s3.CredentialsRequested += (_, e) => Answer(e.Relation);

        // The library is silent when a requirer changes its mind about the bucket.
        Observe(HookKind.RelationChanged, _ => Answer(RelationEvent().Relation), Endpoint);
        Observe(HookKind.ConfigChanged, _ => AnswerAll());
        Observe(HookKind.LeaderElected, _ => AnswerAll());
        ObserveAction("sync-s3-credentials", _ => SyncCredentials());

        Observe(HookKind.ConfigChanged, _ => ShowStatus());
        Observe(HookKind.LeaderElected, _ => ShowStatus());
        Observe(HookKind.RelationChanged, _ => ShowStatus(), Peers);
    }

    private RelationDatabag? Memory => Relations(Peers) is [Relation peers, ..] ? peers.LocalApplicationData : null;

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

        if (Memory is not { } memory)
        {
            Juju.ActionFail("the unit is not set up yet");
            return;
        }

        memory.Update([new("access-key", accessKey), new("secret-key", secretKey)]);
        AnswerAll();
        ShowStatus();
        Juju.ActionSet("ok", "credentials were updated");
    }

    private void AnswerAll()
    {
        foreach (Relation relation in _s3.Relations)
        {
            Answer(relation);
        }
    }

    // All or nothing: a requirer never sees half an answer.
    private void Answer(Relation relation)
    {
        if (!IsLeader())
        {
            return;
        }

        Databag memory = Memory?.Content ?? Databag.Empty;
        Configuration configuration = Configuration.From(Juju.ConfigGet());
        string bucket = configuration.Bucket ?? relation.RemoteApplicationData?.Get("bucket") ?? "";
        if (memory.Get("access-key") is not { } accessKey || memory.Get("secret-key") is not { } secretKey || bucket.Length == 0)
        {
            return;
        }

        List<KeyValuePair<string, S3Value>> answer =
            [new("access-key", accessKey), new("secret-key", secretKey), new("bucket", bucket), .. configuration.Options];
        _s3.UpdateConnectionInfo(relation.Id, answer);

        // The library cannot clear a list; an option that is not set has to be absent.
        relation.LocalApplicationData.Update(configuration.ClearedLists);
    }

    private void ShowStatus()
    {
        if (Memory?.Content.ContainsKey("access-key") == true)
        {
            Juju.StatusSet(WorkloadStatus.Active, "");
        }
        else
        {
            Juju.StatusSet(WorkloadStatus.Blocked, "run the action sync-s3-credentials on the leader");
        }
    }
}
