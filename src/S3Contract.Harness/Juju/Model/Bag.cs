namespace S3Contract.Harness.Juju.Model;

/// <summary>A databag as the controller stores it: its content and a version that grows with every real change (§3.1). Version 0 means that
/// nobody wrote it yet.</summary>
internal sealed class Bag(Databag content, int version)
{
    private Remembered _hash;

    /// <summary>The bag that nobody wrote.</summary>
    public static Bag Unwritten { get; } = new(Databag.Empty, 0);

    public Databag Content { get; } = content;

    public int Version { get; } = version;

    /// <summary>The hash of the content, found once.</summary>
    public Hash128 ContentHash => _hash.Of(this, static bag => Hash128.Of(bag.Content));
}
