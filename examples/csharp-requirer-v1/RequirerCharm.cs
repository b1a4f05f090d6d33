using S3Contract.Charms;

namespace S3Contract.Examples.RequirerV1;

/// <summary>A requirer of version 1 that asks for the bucket in its configuration, or for whichever the provider gives, and shows in its status whether it
/// has credentials.</summary>
public sealed class RequirerCharm : CharmBase
{
    private const string Endpoint = "s3-credentials";
    private readonly string _bucket;
    private readonly V1.S3Requirer _s3;

    /// <summary>Makes the charm for one hook.</summary>
    public RequirerCharm(CharmContext context)
        : base(context)
    {
        _bucket = Juju.ConfigGet().TryGetValue("bucket", out ConfigValue value) ? value.ToString() : "";
        _s3 = new V1.S3Requirer(this, Endpoint, _bucket, asksAtOnce: true);

        // A real charm gives both keys and the rest of e.ConnectionInfo to its workload here. They are secrets: never into a log or a status.
        _s3.StorageConnectionInfoChanged += (_, e) => Juju.StatusSet(WorkloadStatus.Active, $"uses the bucket {e.ConnectionInfo.Text("bucket")}");
        _s3.StorageConnectionInfoGone += (_, _) => Juju.StatusSet(WorkloadStatus.Blocked, "needs a relation to a provider of S3 credentials");

        // The library asks when a relation begins; what changes later has to be asked here.
        Observe(HookKind.ConfigChanged, _ => Ask());
        Observe(HookKind.LeaderElected, _ => Ask());
        Observe(HookKind.Start, _ => ShowStatus());
    }

    private void Ask()
    {
        foreach (Relation relation in _s3.Relations)
        {
            // A provider of version 0 answers only who asks for some bucket: what the library asked for there stays.
            if (_bucket.Length > 0 || _s3.ProviderVersion(relation.Id) is V1.InterfaceVersion.V1)
            {
                _s3.UpdateRequests(relation.Id, _bucket);
            }
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
