using S3Contract.Charms;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;

namespace S3Contract.Tests.Unit.Library;

/// <summary>Small charms on the library of version 1, and on that of version 0.</summary>
internal sealed class V1Charms
{
    public static readonly UnitName Provider0 = UnitName.Parse("provider/0");
    public static readonly UnitName Provider1 = UnitName.Parse("provider/1");
    public static readonly UnitName Requirer0 = UnitName.Parse("requirer/0");
    public static readonly UnitName Requirer1 = UnitName.Parse("requirer/1");

    /// <summary>The keys that the provider answers with; null for none.</summary>
    public (string Access, string Secret)? Keys { get; set; } = ("AK1", "SK1");

    /// <summary>What the provider answers with beside them.</summary>
    public List<KeyValuePair<string, S3Value>> Options { get; } = [];

    /// <summary>What the requirers were told.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What was asked of the provider.</summary>
    public List<string> Asked { get; } = [];

    public InProcessCharm Provider => new(Metadata(EndpointRole.Provider), context => new V1Provider(context, this));

    public InProcessCharm Requirer(string bucket = "", string path = "", bool asksAtOnce = false) =>
        new(Metadata(EndpointRole.Requirer), context => new V1Requirer(context, this, bucket, path, asksAtOnce));

    public InProcessCharm OldProvider(bool silent = false) =>
        new(Metadata(EndpointRole.Provider), context => new V0Provider(context, this, silent));

    public InProcessCharm OldRequirer => new(Metadata(EndpointRole.Requirer), context => new V0Requirer(context, this));

    public InProcessCharm BothProvider => new(Metadata(EndpointRole.Provider), context => new ProviderOfBoth(context, this));

    private static CharmMetadata Metadata(EndpointRole role) =>
        new(role is EndpointRole.Provider ? "provider" : "requirer", [new("s3", role, "s3")]) { Actions = [new("run")] };

    private KeyValuePair<string, S3Value>[] Answer => Keys is { } keys
        ? [.. Options, new(S3Options.AccessKey, keys.Access), new(S3Options.SecretKey, keys.Secret)]
        : [.. Options];

    private sealed class V1Provider : CharmBase
    {
        public V1Provider(CharmContext context, V1Charms test)
            : base(context)
        {
            var s3 = new S3Contract.V1.S3Provider(this, "s3");
            s3.StorageConnectionInfoRequested += (_, e) =>
            {
                test.Asked.Add($"{context.Hook.Name}: {e.RequirerVersion} {e.Bucket ?? "-"} {e.Path ?? "-"}");
                s3.SetStorageConnectionInfo(e.Relation.Id, test.Answer);
            };
            ObserveAction("run", _ =>
            {
                foreach (Relation relation in s3.Relations)
                {
                    s3.SetStorageConnectionInfo(relation.Id, test.Answer);
                }
            });
        }
    }

    private sealed class V1Requirer : CharmBase
    {
        public V1Requirer(CharmContext context, V1Charms test, string bucket, string path, bool asksAtOnce)
            : base(context)
        {
            var s3 = new S3Contract.V1.S3Requirer(this, "s3", bucket, path, asksAtOnce);
            s3.StorageConnectionInfoChanged += (_, e) => test.Told.Add(
                $"{Unit} {context.Hook.Name}: {e.ConnectionInfo.Text("access-key")} {e.ConnectionInfo.Text("secret-key")} {e.ConnectionInfo.Text("bucket") ?? "-"}");
            s3.StorageConnectionInfoGone += (_, _) => test.Told.Add($"{Unit} gone");
            ObserveAction("run", _ =>
            {
                IReadOnlyDictionary<string, string> given = Juju.ActionGet();
                if (given.Count > 0)
                {
                    s3.UpdateRequests(bucket: given.GetValueOrDefault("bucket"), path: given.GetValueOrDefault("path"));
                }

                test.Told.Add($"{Unit} finds {s3.GetStorageConnectionInfo().Text("access-key") ?? "-"}");
            });
        }
    }

    private sealed class V0Provider : CharmBase
    {
        public V0Provider(CharmContext context, V1Charms test, bool silent)
            : base(context)
        {
            if (silent)
            {
                // Not on a library: nothing is written before a bucket is asked for.
                Observe(HookKind.RelationChanged, _ =>
                {
                    if (IsLeader() && RelationEvent().Relation is { RemoteApplicationData: { } asked } relation && asked.Get("bucket") is { } bucket)
                    {
                        relation.LocalApplicationData.Update(new("bucket", bucket), new("access-key", test.Keys!.Value.Access), new("secret-key", test.Keys.Value.Secret));
                    }
                });
                return;
            }

            var s3 = new S3Provider(this, "s3");
            s3.CredentialsRequested += (_, e) => s3.UpdateConnectionInfo(e.Relation.Id, [new("bucket", e.Bucket), .. test.Answer]);
        }
    }

    private sealed class V0Requirer : CharmBase
    {
        public V0Requirer(CharmContext context, V1Charms test)
            : base(context)
        {
            var s3 = new S3Requirer(this, "s3");
            s3.CredentialsChanged += (_, e) => test.Told.Add($"{Unit} {context.Hook.Name}: {e.AccessKey} {e.SecretKey} {e.Bucket ?? "-"}");
            s3.CredentialsGone += (_, _) => test.Told.Add($"{Unit} gone");
        }
    }

    /// <summary>One charm object that holds both versions on one endpoint, and answers each requirer in its own.</summary>
    private sealed class ProviderOfBoth : CharmBase
    {
        public ProviderOfBoth(CharmContext context, V1Charms test)
            : base(context)
        {
            var old = new S3Provider(this, "s3");
            var s3 = new S3Contract.V1.S3Provider(this, "s3");
            old.CredentialsRequested += (_, e) =>
            {
                if (s3.RequirerVersion(e.Relation.Id) is S3Contract.V1.InterfaceVersion.V0)
                {
                    test.Asked.Add($"old {e.Bucket}");
                    old.UpdateConnectionInfo(e.Relation.Id, [new("bucket", e.Bucket), .. test.Answer]);
                }
            };
            s3.StorageConnectionInfoRequested += (_, e) =>
            {
                if (e.RequirerVersion is S3Contract.V1.InterfaceVersion.V1)
                {
                    test.Asked.Add($"new {e.Bucket ?? "-"}");
                    s3.SetStorageConnectionInfo(e.Relation.Id, test.Answer);
                }
            };
        }
    }
}
