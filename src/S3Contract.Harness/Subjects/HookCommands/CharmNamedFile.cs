using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>Files that a charm names in a command line and that we read or write for it. A charm that is isolated gets no further by us than by
/// itself: only files in its own folder, and no link is followed.</summary>
internal static class CharmNamedFile
{
    /// <summary>What is in it.</summary>
    /// <param name="within">The only folder whose files may be named; null for any.</param>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="IOException">It is no file, is larger, or may not be named.</exception>
    public static byte[] Read(string? within, string path, long limit)
    {
        if (within is null)
            return PlainFile.Bytes(path, limit, pipes: false);
        using HeldFolder folder = Folder(within, path);
        return folder.Read(RawName.FromText(Path.GetFileName(path)), limit) ?? throw new FileNotFoundException(path);
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">It is no file, cannot be written, or may not be named.</exception>
    public static void Write(string? within, string path, ReadOnlySpan<byte> content)
    {
        if (within is null)
        {
            PlainFile.WriteOver(path, content);
            return;
        }

        using HeldFolder folder = Folder(within, path);
        folder.Write(RawName.FromText(Path.GetFileName(path)), content);
    }

    private static HeldFolder Folder(string within, string path)
    {
        string full = Path.GetFullPath(path);
        if (!full.StartsWith(within + "/", StringComparison.Ordinal))
            throw new UnauthorizedAccessException("permission denied (hooks are isolated: only files in the charm's own folder can be named)");
        using HeldFolder? own = HeldFolder.Reach(within);
        string below = Path.GetDirectoryName(full[(within.Length + 1)..]) ?? "";
        return own?.Below(RawName.FromText(below)) ?? throw new DirectoryNotFoundException(path);
    }
}
