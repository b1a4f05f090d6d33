using S3Contract.Charms;

namespace S3Contract.Examples.Requirer;

/// <summary>A requirer that asks for the bucket in its configuration, or for one named after the relation, and shows in its status whether
/// it has credentials.</summary>
public sealed class RequirerCharm : CharmBase
{
    private const string Endpoint = "s3-credentials";
    private readonly S3Requirer _s3;

    /// <summary>Makes the charm for one hook.</summary>
    public RequirerCharm(CharmContext context)
        : base(context)
    {
        string? bucket = ConfiguredBucket();
        _s3 = new S3Requirer(this, Endpoint, bucket);

        // A real charm gives e.AccessKey, e.SecretKey and the rest to its workload here. They are secrets: never into a log or a status.
        _s3.CredentialsChanged += (_, e) => Juju.StatusSet(WorkloadStatus.Active, $"uses the bucket {e.Bucket}");
        _s3.CredentialsGone += (_, _) => Juju.StatusSet(WorkloadStatus.Blocked, "needs a relation to a provider of S3 credentials");

        // The library asks when a remote unit joins; what changes later has to be asked here.
        Observe(HookKind.ConfigChanged, _ => Ask(bucket));
        Observe(HookKind.LeaderElected, _ => Ask(bucket));
        Observe(HookKind.Start, _ => ShowStatus());
    }

    private string? ConfiguredBucket() =>
        Juju.ConfigGet().TryGetValue("bucket", out ConfigValue value) && value.ToString() is { Length: > 0 } bucket ? bucket : null;

    private void Ask(string? bucket)
    {
        foreach (Relation relation in _s3.Relations)
        {
            _s3.UpdateConnectionInfo(relation.Id, [new("bucket", bucket ?? $"relation-{relation.Id}")]);
        }
    }

    private void ShowStatus()
    {
        if (_s3.Relations.Count == 0)
        {
            Juju.StatusSet(WorkloadStatus.Blocked, "needs a relation to a provider of S3 credentials");
        }
    }
}
