using System.IO.Enumeration;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A unit's own copy of its charm: what is small is copied, a big folder (a venv) is a link to the staged copy. What the charm keeps in
/// it is brought back to what it was when a hook is thrown away.
/// </summary>
internal sealed class UnitFolder
{
    // A folder whose files are more than this is shared, and a file larger than this is neither copied nor kept for bringing back.
    private const long Big = 4 * 1024 * 1024;
    private const int Many = 500;
    private const long LargestKept = 64 * 1024 * 1024;

    // File times are as coarse as the system's tick: a change so soon after a look may not show in them.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    private readonly string _stage;
    private readonly Dictionary<string, Kept> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    private UnitFolder(string stage, string path) => (_stage, Path) = (stage, path);

    public string Path { get; }

    /// <summary>Makes a unit's folder from a staged charm.</summary>
    public static UnitFolder Create(string stage, string path)
    {
        UnitFolder folder = new(stage, path);
        Directory.CreateDirectory(path);
        Copy(stage, path);
        foreach ((string file, FileFacts facts) in folder.Look())
        {
            if (!IsBytecode(file))
                folder._files[file] = new Kept(facts, null, Racy: false);
        }

        return folder;
    }

    /// <summary>The hook counts: what the charm keeps from now on is this.</summary>
    public void Keep()
    {
        DateTime now = DateTime.UtcNow;
        HashSet<string> gone = new(_files.Keys, StringComparer.Ordinal);
        foreach ((string file, FileFacts facts) in Look())
        {
            if (IsBytecode(file))
            {
                ShareBytecode(file);
                continue;
            }

            gone.Remove(file);
            if (_files.TryGetValue(file, out Kept known) && known.Facts == facts && !known.Racy)
                continue;

            byte[]? content = facts.Length <= LargestKept ? File.ReadAllBytes(System.IO.Path.Combine(Path, file)) : null;
            _files[file] = new Kept(facts, content, now - facts.Written < s_tick);
        }

        foreach (string file in gone)
            _files.Remove(file);
    }

    /// <summary>The hook is thrown away: the charm's files are what they were before it.</summary>
    public void BringBack()
    {
        HashSet<string> present = new(StringComparer.Ordinal);
        foreach ((string file, FileFacts facts) in Look())
        {
            if (IsBytecode(file))
                continue;

            present.Add(file);
            string path = System.IO.Path.Combine(Path, file);
            if (!_files.TryGetValue(file, out Kept known))
                File.Delete(path);
            else if (known.Content is not null || known.Facts != facts)
                Restore(file, path, known);
        }

        foreach ((string file, Kept known) in _files)
        {
            if (!present.Contains(file))
                Restore(file, System.IO.Path.Combine(Path, file), known);
        }
    }

    private void Restore(string file, string path, Kept known)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        if (known.Content is null)
        {
            File.Copy(System.IO.Path.Combine(_stage, file), path, overwrite: true);
            return;
        }

        if (File.Exists(path) && new FileInfo(path).Length == known.Content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(known.Content))
            return;
        File.WriteAllBytes(path, known.Content);
        File.SetLastWriteTimeUtc(path, known.Facts.Written);
    }

    private static void Copy(string from, string to)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string target = System.IO.Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo folder)
            {
                if (IsBig(folder.FullName))
                {
                    File.CreateSymbolicLink(target, folder.FullName);
                    continue;
                }

                Directory.CreateDirectory(target);
                Copy(folder.FullName, target);
            }
            else if (((FileInfo)entry).Length > Big)
            {
                File.CreateSymbolicLink(target, entry.FullName);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }
        }
    }

    private static bool IsBig(string folder)
    {
        long size = 0;
        int count = 0;
        foreach (long length in new FileSystemEnumerable<long>(folder, (ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length, Deep())
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        })
        {
            size += length;
            if (size > Big || ++count > Many)
                return true;
        }

        return false;
    }

    /// <summary>The regular files of the unit's own folder, without what lies behind a link.</summary>
    private FileSystemEnumerable<(string File, FileFacts Facts)> Look() => new(
        Path,
        (ref FileSystemEntry entry) =>
            (entry.ToFullPath()[(Path.Length + 1)..], new FileFacts(entry.LastWriteTimeUtc.UtcDateTime, entry.Length)),
        Deep())
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !IsLink(ref entry),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
    };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;

    // Bytecode is no state of the charm.
    private static bool IsBytecode(string file) => file.EndsWith(".pyc", StringComparison.Ordinal);

    /// <summary>Python compiles what it imports once per folder: the first unit's work is handed to those that come.</summary>
    private void ShareBytecode(string file)
    {
        string target = System.IO.Path.Combine(_stage, file);
        if (!_shared.Add(file) || File.Exists(target))
            return;

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        string made = target + "." + Guid.NewGuid().ToString("N");
        File.Copy(System.IO.Path.Combine(Path, file), made);
        File.Move(made, target, overwrite: true);
    }

    private static EnumerationOptions Deep() => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
        ReturnSpecialDirectories = false,
    };

    private readonly record struct FileFacts(DateTime Written, long Length);

    private readonly record struct Kept(FileFacts Facts, byte[]? Content, bool Racy);
}
