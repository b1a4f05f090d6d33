using System.Runtime.InteropServices;
using System.Text;

namespace S3Contract.Harness.Files;

/// <summary>
/// A folder that is held open: what is done in it is done in that very folder, whatever stands under its name by now. One rule for all that a
/// charm can touch: no link is followed, nothing but a regular file is opened, no opening waits, and what is read has a bound. Names are raw
/// (<see cref="RawName"/>) and stand for themselves: never a path.
/// </summary>
internal sealed unsafe class HeldFolder : IDisposable
{
    private const int LongestTarget = 4096;
    private const int ReadWrite = 2;
    private readonly SafeDescriptor _descriptor;

    private HeldFolder(int descriptor) => _descriptor = new SafeDescriptor(descriptor);

    private int Descriptor => _descriptor.Number;

    /// <summary>Opens a folder that a user named: links on the way to it are the user's.</summary>
    /// <returns>Null if there is none, or it may not be read.</returns>
    public static HeldFolder? Open(string path)
    {
        fixed (byte* name = RawName.OfText(path))
        {
            return Of(FileCalls.Open(FileCalls.CurrentFolder, name, FileCalls.ReadOnly | FileCalls.Folder | FileCalls.CloseOnExec, 0));
        }
    }

    /// <summary>Opens a folder of ours by its full path, on which there is no link unless somebody put it there.</summary>
    /// <returns>Null if there is no such folder any more.</returns>
    public static HeldFolder? Reach(string path)
    {
        string[] names = RawName.FromText(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        HeldFolder? held = Of(OpenName(FileCalls.CurrentFolder, "/", FileCalls.PathOnly | FileCalls.Folder));
        for (int i = 0; i < names.Length && held is not null; i++)
        {
            // A folder above ours may be one that we can pass and not read.
            using HeldFolder above = held;
            held = Of(OpenName(above.Descriptor, names[i], FileCalls.Folder | (i < names.Length - 1 ? FileCalls.PathOnly : FileCalls.ReadOnly)));
        }

        return held;
    }

    /// <summary>A folder in it.</summary>
    /// <returns>Null if there is none: a link to one is none.</returns>
    public HeldFolder? Folder(string name) => Of(OpenName(Descriptor, name, FileCalls.ReadOnly | FileCalls.Folder));

    /// <summary>The folder at the end of a raw path below this one.</summary>
    /// <returns>Null if there is none; a link on the way leads nowhere.</returns>
    public HeldFolder? Below(string path)
    {
        HeldFolder? held = Folder(".");
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            using HeldFolder? above = held;
            held = name is ".." ? null : above?.Folder(name);
        }

        return held;
    }

    /// <summary>A folder in it; whatever else stands there makes way, unless it is to stay.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public HeldFolder MadeFolder(string name, uint mode = 0x1FF, bool makeWay = true)
    {
        // Neither is a name of anything in a folder.
        if (name is "." or "..")
            throw new IOException($"cannot make the folder {name}: that is no name");
        if (makeWay && Look(name) is { Kind: not FileNodeKind.Folder })
            Remove(name);
        fixed (byte* bytes = RawName.Of(name))
        {
            if (FileCalls.MakeFolder(Descriptor, bytes, mode) != 0 && Marshal.GetLastPInvokeError() != FileCalls.Eexist)
                throw Failed($"cannot make the folder {RawName.Shown(name)}");
        }

        if (Folder(name) is { } made)
            return made;
        Unlock(name);
        return Folder(name) ?? throw Failed($"cannot open the folder {RawName.Shown(name)}");
    }

    /// <summary>The folder at the end of a raw path below this one; whatever else stands on the way makes way, unless it is to stay.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public HeldFolder MadeBelow(string path, bool makeWay = true)
    {
        HeldFolder held = Folder(".") ?? throw Failed("cannot open the folder");
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            using HeldFolder above = held;
            held = above.MadeFolder(name, makeWay: makeWay);
        }

        return held;
    }

    /// <summary>What a name means.</summary>
    /// <returns>Null if nothing.</returns>
    public FileNode? Look(string name)
    {
        fixed (byte* bytes = RawName.Of(name))
        {
            return FileNode.Look(Descriptor, bytes, FileCalls.SymlinkNoFollow);
        }
    }

    /// <summary>What the folder itself is.</summary>
    public FileNode? Itself()
    {
        byte none = 0;
        return FileNode.Look(Descriptor, &none, FileCalls.EmptyPath);
    }

    /// <summary>The names in it, in no order, a buffer full at a time.</summary>
    /// <remarks>What is done in the folder between two of them may or may not show.</remarks>
    public IEnumerable<string> Names()
    {
        using HeldFolder? reading = Folder(".");
        byte[] buffer = new byte[32 * 1024];
        while (reading is not null && reading.ReadNames(buffer) is var length and > 0)
        {
            for (int at = 0; at < length; at += BitConverter.ToUInt16(buffer, at + 16))
            {
                // struct linux_dirent64: number, offset, length of the record, type, name.
                int start = at + 19;
                string name = Encoding.Latin1.GetString(buffer, start, Array.IndexOf(buffer, (byte)0, start) - start);
                if (name is not ("." or ".."))
                    yield return name;
            }
        }
    }

    /// <summary>What is in a regular file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>Null if there is no such file, it is something else, larger, or may not be read.</returns>
    public byte[]? Read(string name, long limit)
    {
        using SafeDescriptor? file = OpenFile(name);
        return file is null ? null : PlainFile.Read(file.Number, limit);
    }

    /// <summary>Makes a file; what stood there is gone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Write(string name, ReadOnlySpan<byte> content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, long? written = null)
    {
        using SafeDescriptor file = Create(name);
        PlainFile.Write(file.Number, content, name);
        Finish(file, mode, written);
    }

    /// <summary>Makes a file of pieces as they come; what stood there is gone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Write(string name, IEnumerable<ReadOnlyMemory<byte>> pieces, UnixFileMode mode)
    {
        using SafeDescriptor file = Create(name);
        foreach (ReadOnlyMemory<byte> piece in pieces)
            PlainFile.Write(file.Number, piece.Span, name);
        Finish(file, mode, null);
    }

    /// <summary>Copies a regular file, without its empty stretches.</summary>
    /// <param name="name">The file.</param>
    /// <param name="to">Where to; what stood there under the name is gone.</param>
    /// <param name="newName">What it is called there.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>False if it is no regular file, is larger, or may not be read.</returns>
    /// <exception cref="IOException">The copy cannot be made.</exception>
    public bool Copy(string name, HeldFolder to, string newName, long limit)
    {
        using SafeDescriptor? file = OpenFile(name);
        if (file is null || PlainFile.Node(file.Number) is not { } node || node.Length > limit)
            return false;

        using SafeDescriptor copy = to.Create(newName);
        bool whole = PlainFile.Copy(file.Number, copy.Number, limit, newName);
        Finish(copy, node.Mode, node.Written);
        return whole;
    }

    /// <summary>Where a link leads, raw.</summary>
    /// <returns>Null if it is none.</returns>
    public string? Target(string name)
    {
        byte* target = stackalloc byte[LongestTarget];
        fixed (byte* bytes = RawName.Of(name))
        {
            nint length = FileCalls.ReadLink(Descriptor, bytes, target, LongestTarget);
            return length <= 0 ? null : Encoding.Latin1.GetString(target, (int)length);
        }
    }

    /// <summary>Makes a link; what stood there is gone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void MakeLink(string name, string target)
    {
        Remove(name);
        fixed (byte* bytes = RawName.Of(name), aim = RawName.Of(target))
        {
            if (FileCalls.MakeLink(aim, Descriptor, bytes) != 0)
                throw Failed($"cannot make the link {RawName.Shown(name)}");
        }
    }

    /// <summary>Makes a named pipe and opens it for reading and writing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public int MakePipe(string name)
    {
        fixed (byte* bytes = RawName.Of(name))
        {
            int made = FileCalls.MakePipe(Descriptor, bytes, 0x180);
            int pipe = made == 0 ? OpenName(Descriptor, name, ReadWrite | FileCalls.NonBlocking) : -1;
            return pipe >= 0 ? pipe : throw Failed($"cannot make the pipe {RawName.Shown(name)}");
        }
    }

    /// <summary>Makes a file that others write in as well, and opens it.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public int MakeShared(string name)
    {
        Remove(name);
        int file = OpenName(Descriptor, name, ReadWrite | FileCalls.Create | FileCalls.New, 0x180);
        return file >= 0 ? file : throw Failed($"cannot make the file {RawName.Shown(name)}");
    }

    /// <summary>Gives something another name, maybe in another folder; a file of that name is gone.</summary>
    public bool Rename(string name, HeldFolder to, string newName)
    {
        fixed (byte* bytes = RawName.Of(name), other = RawName.Of(newName))
        {
            return FileCalls.Rename(Descriptor, bytes, to.Descriptor, other) == 0;
        }
    }

    /// <summary>Where the folder is now, without a link on the way.</summary>
    public string RealPath() => new FileInfo(FormattableString.Invariant($"/proc/self/fd/{Descriptor}")).LinkTarget ?? "";

    /// <summary>Removes what a name means, a folder with all that is in it. What will not go stays.</summary>
    public void Remove(string name)
    {
        if (!Unlink(name, 0) && Look(name) is { Kind: FileNodeKind.Folder })
            FolderRemoval.Remove(this, name);
    }

    /// <summary>Removes a name: not a folder, unless <see cref="FileCalls.RemoveFolder"/> is asked for, and then an empty one.</summary>
    public bool Unlink(string name, int flags)
    {
        fixed (byte* bytes = RawName.Of(name))
        {
            return FileCalls.Remove(Descriptor, bytes, flags) == 0;
        }
    }

    /// <summary>Gives a folder in it permissions with which it can be emptied.</summary>
    public void Unlock(string name)
    {
        // By way of its descriptor: chmod follows links. A folder that may not be read can still be held by its path.
        using SafeDescriptor? held = SafeDescriptor.Of(OpenName(Descriptor, name, FileCalls.PathOnly | FileCalls.Folder));
        if (held is null)
            return;
        fixed (byte* path = RawName.OfText(FormattableString.Invariant($"/proc/self/fd/{held.Number}")))
        {
            _ = FileCalls.ChangeModeOf(path, 0x1C0);
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static HeldFolder? Of(int descriptor) => descriptor < 0 ? null : new HeldFolder(descriptor);

    private static IOException Failed(string what) => PlainFile.Failed(what);

    private static int OpenName(int folder, string name, int flags, uint mode = 0)
    {
        fixed (byte* bytes = RawName.Of(name))
        {
            return FileCalls.Open(folder, bytes, flags | FileCalls.NoFollow | FileCalls.CloseOnExec | FileCalls.NoTerminal, mode);
        }
    }

    // Never waits: a pipe is opened without waiting for its other end, and let go.
    private SafeDescriptor? OpenFile(string name)
    {
        if (Look(name) is not { Kind: FileNodeKind.File })
            return null;
        var file = SafeDescriptor.Of(OpenName(Descriptor, name, FileCalls.ReadOnly | FileCalls.NonBlocking));
        if (file is null || PlainFile.Node(file.Number) is { Kind: FileNodeKind.File })
            return file;
        file.Dispose();
        return null;
    }

    private SafeDescriptor Create(string name)
    {
        Remove(name);
        return SafeDescriptor.Of(OpenName(Descriptor, name, FileCalls.WriteOnly | FileCalls.Create | FileCalls.New, 0x180))
            ?? throw Failed($"cannot write {RawName.Shown(name)}");
    }

    private static void Finish(SafeDescriptor file, UnixFileMode mode, long? written)
    {
        _ = FileCalls.ChangeMode(file.Number, (uint)mode & 0x1FF);
        if (written is { } time)
        {
            long* times = stackalloc long[4] { time / 1_000_000_000, time % 1_000_000_000, time / 1_000_000_000, time % 1_000_000_000 };
            _ = FileCalls.ChangeTimes(file.Number, times);
        }
    }

    private int ReadNames(byte[] buffer)
    {
        fixed (byte* start = buffer)
        {
            return FileCalls.Names(Descriptor, start, buffer.Length);
        }
    }
}
