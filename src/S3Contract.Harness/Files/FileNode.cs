using System.Runtime.InteropServices;

namespace S3Contract.Harness.Files;

/// <summary>What stands under a name in a folder, by itself: a link is not followed, and nothing is opened.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="Length">The bytes in it.</param>
/// <param name="Written">When its content was written last, in nanoseconds since 1970.</param>
/// <param name="Changed">When it was changed last in any way, in nanoseconds since 1970.</param>
/// <param name="Device">The file system that it lies in.</param>
/// <param name="Number">Its number there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileNode(FileNodeKind Kind, UnixFileMode Mode, long Length, long Written, long Changed, long Device, long Number)
{
    /// <summary>Looks at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">At what a link leads to, instead of the link?</param>
    /// <returns>Null if nothing is there (any more), or it may not be looked at.</returns>
    public static unsafe FileNode? At(string path, bool follow = false)
    {
        fixed (byte* name = RawName.OfText(path))
        {
            return Look(FileCalls.CurrentFolder, name, follow ? 0 : FileCalls.SymlinkNoFollow);
        }
    }

    /// <summary>Looks at what a name means in an open folder, or, with an empty name and the flag for it, at an open file.</summary>
    public static unsafe FileNode? Look(int folder, byte* name, int flags)
    {
        byte* facts = stackalloc byte[FileCalls.FactsSize];
        if (FileCalls.Stat(folder, name, flags, FileCalls.BasicFacts, facts) != 0)
            return null;

        // The layout of struct statx is the same on all machines.
        ReadOnlySpan<byte> read = new(facts, FileCalls.FactsSize);
        ushort mode = MemoryMarshal.Read<ushort>(read[28..]);
        FileNodeKind kind = (mode & 0xF000) switch
        {
            0x8000 => FileNodeKind.File,
            0x4000 => FileNodeKind.Folder,
            0xA000 => FileNodeKind.Link,
            _ => FileNodeKind.Other,
        };
        return new FileNode(
            kind,
            (UnixFileMode)(mode & 0xFFF),
            MemoryMarshal.Read<long>(read[40..]),
            Time(read[112..]),
            Time(read[96..]),
            MemoryMarshal.Read<long>(read[136..]),
            MemoryMarshal.Read<long>(read[32..]));
    }

    /// <summary>Is it the very same thing, whatever has become of it?</summary>
    public bool IsSameAs(FileNode? other) => other is { } known && known.Device == Device && known.Number == Number;

    private static long Time(ReadOnlySpan<byte> read) =>
        (MemoryMarshal.Read<long>(read) * 1_000_000_000) + MemoryMarshal.Read<uint>(read[8..]);
}

/// <summary>The kinds of what may stand in a folder.</summary>
internal enum FileNodeKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link, wherever it leads.</summary>
    Link,

    /// <summary>A named pipe, a socket, a device: to open it may wait for ever.</summary>
    Other,
}
