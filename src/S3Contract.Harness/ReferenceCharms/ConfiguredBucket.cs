namespace S3Contract.Harness.ReferenceCharms;

/// <summary>The bucket that a requirer is to ask for: its configuration option <c>bucket</c>.</summary>
internal static class ConfiguredBucket
{
    /// <summary>Its name; null if none is configured.</summary>
    public static string? Of(CharmBase charm) =>
        charm.Juju.ConfigGet().TryGetValue(S3Options.Bucket, out ConfigValue bucket) && bucket.ToString() is { Length: > 0 } name ? name : null;
}
