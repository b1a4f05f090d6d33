namespace S3Contract.Reference.Clauses;

/// <summary>How much a charm claims when it claims to keep a clause. Each level includes those before it.</summary>
public enum ClauseLevel
{
    /// <summary>What the interface description demands of every charm on either side.</summary>
    Core,

    /// <summary>What the original Python library does besides: for implementations that claim to be a drop-in.</summary>
    Library,

    /// <summary>What a production user needs beyond both.</summary>
    Strict,
}
