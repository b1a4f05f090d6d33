namespace S3Contract.Harness.Reports.Text;

/// <summary>Files that are there whole or not at all.</summary>
internal static partial class AtomicFile
{
    /// <summary>Writes a file under another name in the same folder, then renames it; what stood there before stays until then. Folders
    /// that are missing are made. A link is followed; a device or a pipe is written in place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new IOException($"{path} is a folder");
        if (Directory.Exists(full))
        {
            throw new IOException($"{path} is a folder");
        }

        if (IsSpecial(full))
        {
            using FileStream place = new(full, IsDescriptor(full) ? FileMode.Append : FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(place);
            return;
        }

        var file = new FileInfo(full);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is { } target)
        {
            Write(target.FullName, write);
            return;
        }

        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Sees whether <see cref="Write"/> could make a file in a folder that is there. Nothing stays. A link, a device and a pipe lead elsewhere:
    /// of them nothing is told.</summary>
    /// <exception cref="IOException">It could not.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public static void Try(string path, string folder)
    {
        string full = Path.GetFullPath(path);
        if (IsSpecial(full) || new FileInfo(full).LinkTarget is not null)
            return;
        using FileStream probe = new(Path.Combine(folder, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    // An open file of this process by its number: another file of that name would not be it.
    private static bool IsDescriptor(string path) =>
        path.StartsWith("/dev/std", StringComparison.Ordinal) || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static unsafe bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        const int CurrentFolder = -100, TypeWanted = 1, ModeAt = 28, Type = 0xF000, Regular = 0x8000;
        byte* facts = stackalloc byte[256];
        return StatX(CurrentFolder, path, 0, TypeWanted, facts) == 0 && (IsDescriptor(path) || (*(ushort*)(facts + ModeAt) & Type) != Regular);
    }

    [System.Runtime.InteropServices.LibraryImport("libc", EntryPoint = "statx", StringMarshalling = System.Runtime.InteropServices.StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* facts);
}
