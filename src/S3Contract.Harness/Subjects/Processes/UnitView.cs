using S3Contract.Harness.Subjects.Containers;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>What an isolated unit sees that others do not. Two are equal where nothing that is to be seen is another.</summary>
/// <param name="By">What isolates it.</param>
/// <param name="Home">The folder for what belongs to the unit, which it may write in.</param>
/// <param name="Folder">The folder of the charm in it, where hooks start.</param>
/// <param name="Pipes">The folder for the pipes of its hooks, which it may write in.</param>
/// <param name="Kept">What it keeps in <c>/tmp</c> and the like lies below this folder, as long as the unit lives.</param>
/// <param name="Tools">The folder of the hook commands.</param>
/// <param name="Containers">Its containers; null for none.</param>
/// <param name="Network">The network that it is in; null for one of each hook's own.</param>
internal sealed record UnitView(
    Isolation By, string Home, string Folder, string Pipes, string Kept, string Tools, ContainerSockets? Containers, IsolatedNetwork? Network)
{
    /// <summary>Folders, and where below <c>/charm</c> they are to be seen, read-only.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mounts => Containers?.Mounts ?? [];
}
