namespace S3Contract.Reference;

/// <summary>What an observer of the interface can know at one moment of a run. Immutable.</summary>
public sealed class MachineState
{
    /// <summary>Nothing has happened.</summary>
    internal static MachineState Empty { get; } = new();
}
