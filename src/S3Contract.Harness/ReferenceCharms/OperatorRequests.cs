namespace S3Contract.Harness.ReferenceCharms;

/// <summary>What an operator can do to a requirer of version 1: the option <c>bucket</c>, and the actions <c>set</c> and <c>write</c>.</summary>
internal static class OperatorRequests
{
    /// <summary>Lets a charm do it.</summary>
    public static void Observe(CharmBase charm, V1.S3Requirer s3)
    {
        charm.Observe(HookKind.ConfigChanged, _ => AskAsConfigured(s3));
        charm.ObserveAction("set", _ => SetOptions(charm, s3));
        charm.ObserveAction("write", _ => RawWrite.Run(charm, s3.RelationName));
    }

    private static void AskAsConfigured(V1.S3Requirer s3)
    {
        if (s3.Bucket.Length > 0)
        {
            s3.UpdateRequests(bucket: s3.Bucket);
        }
    }

    private static void SetOptions(CharmBase charm, V1.S3Requirer s3)
    {
        ActionOptions given = ActionOptions.Of(charm);
        foreach (Relation relation in given.Relations(charm, s3.RelationName))
        {
            s3.UpdateRequests(relation.Id, given.Get(S3Options.Bucket), given.Get(S3Options.Path));
        }
    }
}
