using S3Contract.Charms;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>A relation in the recorded world, with both sides' databags.</summary>
internal sealed class VectorRelation(string endpoint, string? remoteApplication)
{
    public string Endpoint { get; } = endpoint;

    public string? RemoteApplication { get; set; } = remoteApplication;

    public Databag RemoteData { get; set; } = Databag.Empty;

    public Databag LocalApplication { get; set; } = Databag.Empty;

    public Databag LocalUnit { get; set; } = Databag.Empty;

    public SortedDictionary<string, Databag> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>What units that have left showed; Juju can still be asked.</summary>
    public Dictionary<string, Databag> Departed { get; } = new(StringComparer.Ordinal);
}
