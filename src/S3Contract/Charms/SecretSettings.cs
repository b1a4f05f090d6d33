namespace S3Contract.Charms;

/// <summary>Who owns a secret of a charm.</summary>
public enum SecretOwner
{
    /// <summary>The application: its leader manages it, all its units read it.</summary>
    Application,

    /// <summary>One unit, which alone manages and reads it.</summary>
    Unit,
}

/// <summary>How often a secret is to be given new content: then its charm runs secret-rotate.</summary>
public enum SecretRotation
{
    /// <summary>Not by itself.</summary>
    Never,

    /// <summary>Each hour.</summary>
    Hourly,

    /// <summary>Each day.</summary>
    Daily,

    /// <summary>Each week.</summary>
    Weekly,

    /// <summary>Each month.</summary>
    Monthly,

    /// <summary>Each quarter of a year.</summary>
    Quarterly,

    /// <summary>Each year.</summary>
    Yearly,
}

/// <summary>Which revision of a secret is read.</summary>
public enum SecretReading
{
    /// <summary>The one that the unit read first, or took by <see cref="Refresh"/> since.</summary>
    Tracked,

    /// <summary>The latest, this once (<c>--peek</c>).</summary>
    Peek,

    /// <summary>The latest, from now on (<c>--refresh</c>).</summary>
    Refresh,
}

/// <summary>What can be said of a secret beside its content. What is null is left as it is.</summary>
public sealed record SecretSettings
{
    /// <summary>Nothing.</summary>
    public static SecretSettings None { get; } = new();

    /// <summary>A label by which its owner finds it; each only once for an owner.</summary>
    public string? Label { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>How often it is to be given new content.</summary>
    public SecretRotation? Rotate { get; init; }

    /// <summary>When the revision expires.</summary>
    public DateTimeOffset? Expire { get; init; }
}

/// <summary>What Juju tells of a secret to who manages it.</summary>
/// <param name="Id">Its id, without <c>secret:</c> in front.</param>
public sealed record SecretInfo(string Id)
{
    /// <summary>The latest revision.</summary>
    public int Revision { get; init; }

    /// <summary>Its owner's label for it; empty if it has none.</summary>
    public string Label { get; init; } = "";

    /// <summary>Who owns it.</summary>
    public SecretOwner Owner { get; init; }

    /// <summary>What it is for; empty if nothing was said.</summary>
    public string Description { get; init; } = "";

    /// <summary>How often it is to be given new content.</summary>
    public SecretRotation Rotation { get; init; }

    /// <summary>When its latest revision expires; null if it does not.</summary>
    public DateTimeOffset? Expiry { get; init; }
}
