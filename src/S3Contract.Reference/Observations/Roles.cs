namespace S3Contract.Reference.Observations;

/// <summary>The sides of the interface, as a set.</summary>
[Flags]
public enum Roles
{
    /// <summary>Neither side.</summary>
    None = 0,

    /// <summary>The side that gives credentials.</summary>
    Provider = 1,

    /// <summary>The side that asks for a bucket and receives credentials.</summary>
    Requirer = 2,

    /// <summary>Both sides.</summary>
    Both = Provider | Requirer,
}
