using System.Text.Json;
using S3Contract;
using S3Contract.Charms;

namespace MyCharms;

/// <summary>Hands out what its operator gave it. What it was given is kept in the databag of its peer relation, so that whoever leads next
/// can answer as well.</summary>
public sealed class MyProvider : CharmBase
{
    private readonly S3Provider _s3;

    public MyProvider(CharmContext context)
        : base(context)
    {
        _s3 = new S3Provider(this, "credentials", S3Behavior.Strict);
        _s3.CredentialsRequested += (_, e) => Answer(e.Relation);

        // The library is silent when a requirer changes its mind about the bucket.
        Observe(HookKind.RelationChanged, _ => Answer(RelationEvent().Relation), "credentials");
        ObserveAction("hand-out", _ => HandOut());
    }

    private RelationDatabag? Cabinet => Relations("cabinet") is [Relation peers, ..] ? peers.LocalApplicationData : null;

    private void HandOut()
    {
        if (!IsLeader() || Cabinet is not { } cabinet)
        {
            Juju.ActionFail("run this on the leader");
            return;
        }

        cabinet.Update(Juju.ActionGet());
        foreach (Relation relation in _s3.Relations)
        {
            Answer(relation);
        }
    }

    // All or nothing: a requirer never sees half an answer.
    private void Answer(Relation relation)
    {
        if (!IsLeader() || Cabinet?.Content is not { } kept)
        {
            return;
        }

        string bucket = kept.Get("bucket") ?? relation.RemoteApplicationData?.Get("bucket") ?? "";
        if (bucket.Length == 0 || !kept.ContainsKey("access-key") || !kept.ContainsKey("secret-key"))
        {
            return;
        }

        var answer = new List<KeyValuePair<string, S3Value>> { new("bucket", bucket) };
        foreach (KeyValuePair<string, string> field in kept.Items)
        {
            if (field.Key != "bucket")
            {
                answer.Add(new(field.Key, field.Key is "attributes" or "tls-ca-chain" ? JsonSerializer.Deserialize<string[]>(field.Value)! : field.Value));
            }
        }

        _s3.UpdateConnectionInfo(relation.Id, answer);
    }
}
