using S3Contract.Harness.Files;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Workers;

/// <summary>The program of a charm that does hooks one after the other: an executable file <c>worker</c> in its folder.</summary>
internal static class WorkerProgram
{
    /// <summary>Its name.</summary>
    public const string Name = "worker";

    /// <summary>Has a charm one?</summary>
    /// <param name="folder">The charm's folder.</param>
    public static bool IsIn(string folder) => FileNode.At(Path.Combine(folder, Name), follow: true) is { Kind: FileNodeKind.File };

    /// <summary>What keeps it from being run, for people; null if nothing does.</summary>
    /// <param name="folder">The charm's folder.</param>
    /// <param name="shown">What the user calls it.</param>
    /// <param name="searchPath">The search path it will have.</param>
    public static string? Obstacle(string folder, string shown, string searchPath) => FileNode.At(Path.Combine(folder, Name), follow: true) is null
        ? $"{shown}: the charm has no worker: expected an executable \"{Name}\" beside its metadata (docs/worker.md), since the transport is \"worker\" (--transport, or transport: in the profile)"
        : Programs.Obstacle(Path.Combine(folder, Name), Path.Combine(shown, Name), searchPath);
}
