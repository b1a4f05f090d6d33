using System.IO.Enumeration;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A unit's own copy of its charm: what is small is copied, a big folder (a venv) is a link to the staged copy. What the charm keeps in
/// it is brought back to what it was when a hook is thrown away. Links are never followed and pipes never opened, and what the charm takes
/// away while we look is gone.
/// </summary>
internal sealed class UnitFolder
{
    // A folder whose files are more than this is shared, and a file larger than this is neither copied nor kept for bringing back.
    private const long Big = 4 * 1024 * 1024;
    private const int Many = 500;
    private const long LargestKept = 64 * 1024 * 1024;

    // File times are as coarse as the system's tick: a change so soon after a look may not show in them.
    private const long TickInNanoseconds = 20_000_000;

    private readonly string _stage;
    private readonly Dictionary<string, Kept> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    private UnitFolder(string stage, string path) => (_stage, Path) = (stage, path);

    public string Path { get; }

    /// <summary>Is it still a folder?</summary>
    public bool IsThere => FileNode.At(Path) is { Kind: FileNodeKind.Folder };

    /// <summary>Makes a unit's folder from a staged charm.</summary>
    public static UnitFolder Create(string stage, string path)
    {
        UnitFolder folder = new(stage, path);
        Directory.CreateDirectory(path);
        Copy(stage, path);
        foreach ((string file, FileNode node) in folder.Look())
        {
            if (!IsBytecode(file))
                folder._files[file] = new Kept(node) { IsStaged = node.Kind == FileNodeKind.File, Target = Target(folder.PathOf(file), node) };
        }

        return folder;
    }

    /// <summary>The same folder with the files of another staged charm. What did not come with the charm before is the charm's own: it stays,
    /// unless the other charm brings a file of that name.</summary>
    public UnitFolder Refreshed(string stage)
    {
        string[] own = [.. Look().Select(found => found.File).Where(file => !IsBytecode(file) && FileNode.At(System.IO.Path.Combine(_stage, file)) is null)];
        string made = Path + ".new";
        if (Directory.Exists(made))
        {
            // Of a try that failed.
            RunFolder.Remove(made);
        }

        Directory.CreateDirectory(made);
        Copy(stage, made);
        foreach (string file in own)
        {
            string target = System.IO.Path.Combine(made, file);
            if (FileNode.At(target) is null)
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Move(PathOf(file), target);
            }
        }

        RunFolder.Remove(Path);
        Directory.Move(made, Path);
        UnitFolder refreshed = new(stage, Path);
        refreshed.Keep();
        return refreshed;
    }

    /// <summary>The hook counts: what the charm keeps from now on is this.</summary>
    public void Keep()
    {
        long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        HashSet<string> gone = new(_files.Keys, StringComparer.Ordinal);
        foreach ((string file, FileNode node) in Look())
        {
            if (IsBytecode(file))
            {
                ShareBytecode(file);
                continue;
            }

            gone.Remove(file);
            if (_files.TryGetValue(file, out Kept known) && known.Node == node && !known.IsRacy)
                continue;

            _files[file] = new Kept(node)
            {
                Content = node.Kind == FileNodeKind.File && node.Length <= LargestKept ? Read(PathOf(file)) : null,
                Target = Target(PathOf(file), node),
                IsRacy = now - node.Changed < TickInNanoseconds,
            };
        }

        foreach (string file in gone)
            _files.Remove(file);
    }

    /// <summary>The hook is thrown away: the charm's files are what they were before it.</summary>
    public void BringBack()
    {
        if (!IsThere)
            File.Delete(Path);
        Directory.CreateDirectory(Path);
        List<string> same = [];
        foreach ((string file, FileNode node) in Look())
        {
            if (IsBytecode(file))
                continue;

            if (_files.TryGetValue(file, out Kept known) && known.Node.Kind == node.Kind && IsAsKept(file, node, known))
                same.Add(file);
            else
                Try(() => File.Delete(PathOf(file)));
        }

        HashSet<string> present = new(same, StringComparer.Ordinal);
        foreach ((string file, Kept known) in _files)
        {
            if (!present.Contains(file))
                Try(() => Restore(file, known));
        }
    }

    private bool IsAsKept(string file, FileNode node, Kept known) => known.Node.Kind switch
    {
        FileNodeKind.File when known.Node == node && !known.IsRacy => true,
        FileNodeKind.File when known.Content is { } content => node.Mode == known.Node.Mode && node.Length == content.Length && Read(PathOf(file)).AsSpan().SequenceEqual(content),
        FileNodeKind.File => !known.IsStaged,
        FileNodeKind.Link => string.Equals(Target(PathOf(file), node), known.Target, StringComparison.Ordinal),
        _ => true,
    };

    // A pipe or a socket that is gone cannot be made again: whoever listened at it is gone too.
    private void Restore(string file, Kept known)
    {
        string path = PathOf(file);
        ClearTheWay(file);
        if (known.Target is { } target)
        {
            File.CreateSymbolicLink(path, target);
        }
        else if (known.Content is { } content)
        {
            OpenForWriting.Make(() => File.WriteAllBytes(path, content));
            File.SetUnixFileMode(path, known.Node.Mode);
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddTicks(known.Node.Written / 100));
        }
        else if (known.IsStaged)
        {
            OpenForWriting.Make(() => File.Copy(System.IO.Path.Combine(_stage, file), path));
        }
    }

    // Where a folder led to the file there may be something else now, and where the file was a folder.
    private void ClearTheWay(string file)
    {
        for (int slash = file.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = file.IndexOf('/', slash + 1))
        {
            string folder = PathOf(file[..slash]);
            if (FileNode.At(folder) is { Kind: not FileNodeKind.Folder })
                File.Delete(folder);
            Directory.CreateDirectory(folder);
        }

        if (FileNode.At(PathOf(file)) is { Kind: FileNodeKind.Folder })
            Directory.Delete(PathOf(file), recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string target = System.IO.Path.Combine(to, entry.Name);
            switch (FileNode.At(entry.FullName))
            {
                case { Kind: FileNodeKind.Link }:
                    File.CreateSymbolicLink(target, entry.LinkTarget!);
                    break;
                case { Kind: FileNodeKind.Folder } when IsBig(entry.FullName):
                    File.CreateSymbolicLink(target, entry.FullName);
                    break;
                case { Kind: FileNodeKind.Folder }:
                    Directory.CreateDirectory(target);
                    Copy(entry.FullName, target);
                    break;
                case { Kind: FileNodeKind.File, Length: > Big }:
                    File.CreateSymbolicLink(target, entry.FullName);
                    break;
                case { Kind: FileNodeKind.File }:
                    OpenForWriting.Make(() => File.Copy(entry.FullName, target));
                    break;
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

    /// <summary>All that is in the unit's own folder but the folders themselves, without what lies behind a link.</summary>
    private List<(string File, FileNode Node)> Look()
    {
        List<(string File, FileNode Node)> found = [];
        if (!IsThere)
            return found;

        FileSystemEnumerable<string> names = new(Path, (ref FileSystemEntry entry) => entry.ToFullPath()[(Path.Length + 1)..], Deep())
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };
        foreach (string name in names)
        {
            if (FileNode.At(PathOf(name)) is { } node)
                found.Add((name, node));
        }

        return found;
    }

    private string PathOf(string file) => System.IO.Path.Combine(Path, file);

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;

    private static string? Target(string path, FileNode node) => node.Kind == FileNodeKind.Link ? new FileInfo(path).LinkTarget : null;

    // What the charm takes away, or locks, while we look.
    private static byte[]? Read(string path)
    {
        byte[]? content = null;
        Try(() => content = File.ReadAllBytes(path));
        return content;
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && !MachineProblem.Is(failure))
        {
            System.Diagnostics.Debug.WriteLine(failure.Message);
        }
    }

    // Bytecode is no state of the charm.
    private static bool IsBytecode(string file) => file.EndsWith(".pyc", StringComparison.Ordinal);

    /// <summary>Python compiles what it imports once per folder: the first unit's work is handed to those that come.</summary>
    private void ShareBytecode(string file)
    {
        string target = System.IO.Path.Combine(_stage, file);
        if (!_shared.Add(file) || File.Exists(target) || FileNode.At(PathOf(file)) is not { Kind: FileNodeKind.File })
            return;

        Try(() =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            string made = target + "." + Guid.NewGuid().ToString("N");
            OpenForWriting.Make(() => File.Copy(PathOf(file), made));
            File.Move(made, target, overwrite: true);
        });
    }

    private static EnumerationOptions Deep() => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
        ReturnSpecialDirectories = false,
    };

    /// <summary>What is known of something that the charm keeps.</summary>
    private readonly record struct Kept(FileNode Node)
    {
        /// <summary>What is in the file; null if it is as in the staged copy, or too large to keep.</summary>
        public byte[]? Content { get; init; }

        /// <summary>Where the link leads.</summary>
        public string? Target { get; init; }

        /// <summary>Is it as in the staged copy?</summary>
        public bool IsStaged { get; init; }

        /// <summary>May it have been changed since without that showing?</summary>
        public bool IsRacy { get; init; }
    }
}
