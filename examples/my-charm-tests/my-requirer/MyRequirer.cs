using S3Contract;
using S3Contract.Charms;

namespace MyCharms;

/// <summary>Asks for the bucket in its configuration, and shows in its status whether it has credentials.</summary>
public sealed class MyRequirer : CharmBase
{
    private readonly S3Requirer _s3;

    public MyRequirer(CharmContext context)
        : base(context)
    {
        string? bucket = Juju.ConfigGet().TryGetValue("bucket", out ConfigValue value) && value.ToString() is { Length: > 0 } name ? name : null;
        _s3 = new S3Requirer(this, "storage", bucket, S3Behavior.Strict);

        // Here the workload is given e.AccessKey and e.SecretKey. They are secrets: never into a log or a status.
        _s3.CredentialsChanged += (_, e) => Juju.StatusSet(WorkloadStatus.Active, $"backups go to {e.Bucket}");
        _s3.CredentialsGone += (_, _) => Juju.StatusSet(WorkloadStatus.Blocked, "backups need a relation to a provider of S3 credentials");
        Observe(HookKind.ConfigChanged, _ => Ask(bucket));
    }

    private void Ask(string? bucket)
    {
        if (bucket is null || !IsLeader())
        {
            return;
        }

        foreach (Relation relation in _s3.Relations)
        {
            _s3.UpdateConnectionInfo(relation.Id, [new("bucket", bucket)]);
        }
    }
}
