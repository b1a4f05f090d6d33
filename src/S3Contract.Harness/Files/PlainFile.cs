using System.Runtime.InteropServices;
using System.Text;

namespace S3Contract.Harness.Files;

/// <summary>Regular files, read and written with a bound. What is something else by now is refused, in words, and never waited for.</summary>
internal static unsafe class PlainFile
{
    private const int Chunk = 128 * 1024;
    private const int FromHere = 1;

    /// <summary>The text of a file that a user's folder holds, or that the user named. Links are followed; a pipe is read only if it is named
    /// below <c>/dev</c>, as a shell names those that it hands over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="IOException">It is no file, is larger, or cannot be read; the message says which, without the path.</exception>
    public static string Text(string path, long limit)
    {
        using MemoryStream bytes = new(Bytes(path, limit), writable: false);
        using StreamReader reader = new(bytes);
        return reader.ReadToEnd();
    }

    /// <summary>The first bytes of a file; none of what is no file, or cannot be read.</summary>
    public static byte[] Start(string path, int count)
    {
        if (FileNode.At(path, follow: true) is not { Kind: FileNodeKind.File })
            return [];
        fixed (byte* name = RawName.OfText(path))
        {
            using SafeDescriptor? file = SafeDescriptor.Of(
                FileCalls.Open(FileCalls.CurrentFolder, name, FileCalls.ReadOnly | FileCalls.CloseOnExec | FileCalls.NoTerminal | FileCalls.NonBlocking, 0));
            byte[] start = new byte[count];
            int length = file is null ? 0 : ReadSome(file.Number, start);
            return start[..Math.Max(0, length)];
        }
    }

    /// <summary>Writes a file for somebody who named it: it is made, or written over if it is a regular file.</summary>
    /// <exception cref="IOException">It is something else, or cannot be written; the message says which, without the path.</exception>
    public static void WriteOver(string path, ReadOnlySpan<byte> content)
    {
        const int Flags = FileCalls.WriteOnly | FileCalls.Create | FileCalls.CloseOnExec | FileCalls.NoTerminal | FileCalls.NonBlocking;
        fixed (byte* name = RawName.OfText(path))
        {
            using SafeDescriptor? file = SafeDescriptor.Of(FileCalls.Open(FileCalls.CurrentFolder, name, Flags, 0x1B6));
            if (file is null)
                throw NotOpened();
            if (Node(file.Number) is not { Kind: FileNodeKind.File })
                throw new IOException("it is no file");
            _ = FileCalls.Truncate(file.Number, 0);
            Write(file.Number, content, path);
        }
    }

    /// <summary>What is in such a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="pipes">May a pipe be read that is named below <c>/dev</c>?</param>
    /// <exception cref="IOException">It is no file, is larger, or cannot be read; the message says which, without the path.</exception>
    public static byte[] Bytes(string path, long limit, bool pipes = true)
    {
        bool handedOver = pipes && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal));
        int flags = FileCalls.ReadOnly | FileCalls.CloseOnExec | FileCalls.NoTerminal | (handedOver ? 0 : FileCalls.NonBlocking);
        fixed (byte* name = RawName.OfText(path))
        {
            if (!handedOver && FileNode.At(path, follow: true) is { Kind: FileNodeKind.Other })
                throw new IOException("it is a named pipe, a socket or a device (expected a file)");

            using SafeDescriptor? file = SafeDescriptor.Of(FileCalls.Open(FileCalls.CurrentFolder, name, flags, 0));
            if (file is null)
                throw NotOpened();
            if (Node(file.Number) is not { } node || (node.Kind != FileNodeKind.File && !(handedOver && node.Kind == FileNodeKind.Other)))
                throw new IOException("it is no file");
            return Read(file.Number, limit) ?? throw new IOException(FormattableString.Invariant($"it is larger than {limit / 1024 / 1024} MiB"));
        }
    }

    /// <summary>What an open file is.</summary>
    public static FileNode? Node(int descriptor)
    {
        byte none = 0;
        return FileNode.Look(descriptor, &none, FileCalls.EmptyPath);
    }

    /// <summary>All that can be read from an open file.</summary>
    /// <returns>Null if that is more than the limit, or cannot be read.</returns>
    public static byte[]? Read(int descriptor, long limit)
    {
        long length = Node(descriptor) is { Kind: FileNodeKind.File } node ? node.Length : 0;
        if (length > limit)
            return null;

        // A file may grow while it is read, and those of the system tell no length at all.
        byte[] content = new byte[Math.Min(limit, Math.Max(length, 512)) + 1];
        int read = 0;
        while (ReadSome(descriptor, content.AsSpan(read)) is var more and not 0)
        {
            read += more;
            if (more < 0 || read > limit)
                return null;
            if (read == content.Length)
                Array.Resize(ref content, (int)Math.Min(limit + 1, content.Length * 2L));
        }

        return content.AsSpan(0, read).ToArray();
    }

    /// <summary>Writes all of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(int descriptor, ReadOnlySpan<byte> content, string name)
    {
        while (content.Length > 0)
        {
            fixed (byte* start = content)
            {
                nint written = FileCalls.Write(descriptor, start, content.Length);
                if (written < 0 && Marshal.GetLastPInvokeError() == FileCalls.Eintr)
                    continue;
                content = written > 0 ? content[(int)written..] : throw Failed($"cannot write {RawName.Shown(name)}");
            }
        }
    }

    /// <summary>Copies what can be read; stretches of zeros take no room in the copy.</summary>
    /// <returns>False if there was more than the limit.</returns>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static bool Copy(int from, int to, long limit, string name)
    {
        byte[] buffer = new byte[Chunk];
        long length = 0;
        while (ReadSome(from, buffer) is var read and > 0)
        {
            length += read;
            if (length > limit)
                return false;
            if (buffer.AsSpan(0, read).IndexOfAnyExcept((byte)0) >= 0)
                Write(to, buffer.AsSpan(0, read), name);
            else
                _ = FileCalls.Seek(to, read, FromHere);
        }

        return FileCalls.Truncate(to, length) == 0 ? true : throw Failed($"cannot write {RawName.Shown(name)}");
    }

    /// <summary>What the system says went wrong last.</summary>
    public static IOException Failed(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Marshal.GetPInvokeErrorMessage(error)))}", error);
    }

    private static Exception NotOpened()
    {
        int error = Marshal.GetLastPInvokeError();
        string message = Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            2 or 20 => new FileNotFoundException(message),
            1 or 13 => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    private static int ReadSome(int descriptor, Span<byte> into)
    {
        while (true)
        {
            fixed (byte* start = into)
            {
                nint read = FileCalls.Read(descriptor, start, into.Length);
                if (read >= 0 || Marshal.GetLastPInvokeError() != FileCalls.Eintr)
                    return (int)read;
            }
        }
    }
}
