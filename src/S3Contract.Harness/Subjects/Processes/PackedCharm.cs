using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// Unpacks a <c>.charm</c>, a zip archive. Whoever packed it is not trusted: every entry lands in the folder, under a name of its own and not by
/// way of a link, and what would grow too large is refused, whatever the archive says of its sizes.
/// </summary>
internal sealed class PackedCharm
{
    private const int Type = 0xF000;
    private const int Link = 0xA000;
    private const int LongestTarget = 4095;
    private const long LargestList = 20 * 1024 * 1024;

    // What is small may be all blanks; much that comes out of little is a trap.
    private const long Harmless = 64 * 1024 * 1024;
    private const int MostPerByte = 200;

    private readonly string _shown;
    private readonly HeldFolder _to;
    private readonly CharmSize _size;
    private readonly long _packed;

    private PackedCharm(string shown, HeldFolder to, long packed) => (_shown, _to, _packed, _size) = (shown, to, packed, new CharmSize(shown));

    /// <summary>Unpacks.</summary>
    /// <exception cref="CharmProblem">It is no such archive, or not one to unpack.</exception>
    public static void Unpack(string file, HeldFolder to)
    {
        if (FileNode.At(file, follow: true) is not { Kind: FileNodeKind.File } node)
            throw CharmProblem.Wrong($"{file}: this is neither a file nor a folder (expected a charm's folder or a .charm file)");

        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (ListLength(stream) > LargestList)
                throw CharmProblem.Wrong($"{file}: the list of the archive's files is longer than {LargestList / 1024 / 1024} MiB");
            stream.Position = 0;
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            PackedCharm packed = new(file, to, node.Length);
            foreach (ZipArchiveEntry entry in archive.Entries)
                packed.Unpack(entry);
        }
        catch (InvalidDataException)
        {
            throw CharmProblem.Wrong($"{file}: this is no packed charm: expected a folder or a .charm file (a zip archive)");
        }
    }

    private void Unpack(ZipArchiveEntry entry)
    {
        string[] names = NamesOf(entry);
        if (names.Length == 0)
            return;
        if (entry.IsEncrypted)
            throw Wrong(entry, "is encrypted (pack the charm without a password)");

        int mode = entry.ExternalAttributes >> 16;
        bool isFolder = entry.FullName.EndsWith('/');
        _size.Add(RawName.FromText(entry.FullName), 0, names.Length - (isFolder ? 0 : 1));
        HeldFolder folder = _to;
        try
        {
            foreach (string name in isFolder ? names : names[..^1])
                folder = Into(folder, name, entry);
            if (!isFolder)
                Place(entry, folder, names[^1], mode);
        }
        finally
        {
            if (folder != _to)
                folder.Dispose();
        }
    }

    private void Place(ZipArchiveEntry entry, HeldFolder folder, string name, int mode)
    {
        if (folder.Look(name) is not null)
            throw Wrong(entry, "comes twice");

        if ((mode & Type) == Link)
        {
            byte[] target = Content(entry, LongestTarget) ?? throw Wrong(entry, "is a link that leads further than a path can");
            if (target.Length == 0 || target.Contains((byte)0))
                throw Wrong(entry, "is a link that leads nowhere");
            folder.MakeLink(name, Encoding.Latin1.GetString(target));
        }
        else if ((mode & Type) is 0 or 0x8000)
        {
            UnixFileMode permissions = (UnixFileMode)(mode & 0x1FF) | UnixFileMode.UserRead | UnixFileMode.UserWrite;
            UnixFileMode usual = permissions | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            OpenForWriting.Make(() => Pour(entry, folder, name, (mode & 0x1FF) != 0 ? permissions : usual));
        }
        else
        {
            throw Wrong(entry, "is neither a file, a folder nor a link");
        }
    }

    private HeldFolder Into(HeldFolder above, string name, ZipArchiveEntry entry)
    {
        if (above.Look(name) is { Kind: not FileNodeKind.Folder })
            throw Wrong(entry, $"lies below {RawName.Shown(name)}, which is no folder but a link or a file of the same archive");
        HeldFolder below = above.MadeFolder(name);
        if (above != _to)
            above.Dispose();
        return below;
    }

    // Piece by piece, and counted as it comes: an archive may say anything of its sizes.
    private void Pour(ZipArchiveEntry entry, HeldFolder folder, string name, UnixFileMode mode)
    {
        using Stream content = Open(entry);
        folder.Write(name, Pieces(entry, content), mode);
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pieces(ZipArchiveEntry entry, Stream content)
    {
        byte[] buffer = new byte[128 * 1024];
        long length = 0;
        while (Read(entry, content, buffer) is var read and > 0)
        {
            length += read;
            _size.Grow(RawName.FromText(entry.FullName), read, length);
            if (_size.Total > Harmless && _size.Total / MostPerByte > _packed)
                throw CharmProblem.Wrong($"{_shown}: the archive unpacks to more than {MostPerByte} times its size");
            yield return buffer.AsMemory(0, read);
        }
    }

    private byte[]? Content(ZipArchiveEntry entry, int limit)
    {
        using Stream content = Open(entry);
        byte[] read = new byte[limit + 1];
        int length = 0;
        while (length < read.Length && Read(entry, content, read.AsSpan(length)) is var more and > 0)
            length += more;
        return length > limit ? null : read[..length];
    }

    private Stream Open(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException)
        {
            throw Wrong(entry, "is packed in a way that is not read here (expected stored or deflate, as charmcraft and zip do), or damaged");
        }
    }

    private int Read(ZipArchiveEntry entry, Stream content, Span<byte> into)
    {
        try
        {
            return content.Read(into);
        }
        catch (InvalidDataException)
        {
            throw Wrong(entry, "is damaged");
        }
    }

    private string[] NamesOf(ZipArchiveEntry entry)
    {
        string name = entry.FullName;
        string[] names = [.. name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ".").Select(RawName.FromText)];
        if (name.StartsWith('/') || Array.IndexOf(names, "..") >= 0)
            throw CharmProblem.Wrong($"{_shown}: the archive holds \"{name}\", which lies outside the charm");
        return name.Contains('\0', StringComparison.Ordinal) || Array.Exists(names, part => part.Length > 255)
            ? throw Wrong(entry, "has a name that no file can have")
            : names;
    }

    private CharmProblem Wrong(ZipArchiveEntry entry, string what) =>
        CharmProblem.Wrong($"{_shown}: the archive's entry \"{(entry.FullName.Length > 100 ? entry.FullName[..100] + "…" : entry.FullName)}\" {what}");

    // The list of files stands before the record that ends the archive, and all of it is held in memory while we unpack.
    private static long ListLength(FileStream stream)
    {
        const int Record = 22;
        byte[] tail = new byte[Math.Min(stream.Length, Record + ushort.MaxValue)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        for (int at = tail.Length - Record; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != 0x06054b50)
                continue;

            // Where the list begins stands elsewhere in archives beyond 4 GiB or 65,535 files.
            uint begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            long end = stream.Length - tail.Length + at;
            return begin != uint.MaxValue ? end - begin : Math.Min(end, Zip64Length(stream, tail.AsSpan(0, at), end));
        }

        throw new InvalidDataException();
    }

    private static long Zip64Length(FileStream stream, ReadOnlySpan<byte> before, long end)
    {
        const int Locator = 20;
        if (before.Length < Locator || BinaryPrimitives.ReadUInt32LittleEndian(before[^Locator..]) != 0x07064b50)
            return end;

        byte[] record = new byte[56];
        long at = BinaryPrimitives.ReadInt64LittleEndian(before[^(Locator - 8)..]);
        if (at < 0 || at > stream.Length - record.Length)
            return end;
        stream.Position = at;
        stream.ReadExactly(record);
        long begin = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
        return begin < 0 || begin > end ? end : end - begin;
    }
}
