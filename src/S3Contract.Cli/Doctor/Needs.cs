namespace S3Contract.Cli.Doctor;

/// <summary>What a charm cannot do without, of what other charms can.</summary>
internal sealed record Needs
{
    /// <summary>A python3 on the search path: it is a charm in Python without an interpreter of its own.</summary>
    public bool Python { get; init; }

    /// <summary>An S3: its profile asks for one.</summary>
    public bool S3 { get; init; }

    /// <summary>Isolation: its profile asks for it.</summary>
    public bool Isolation { get; init; }
}
