using System.Diagnostics;
using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A unit's own copy of its charm: what is small is copied, a big folder (a venv) is a link to the staged copy. What the charm keeps in
/// it is brought back to what it was when a hook is thrown away. Links are never followed and pipes never opened, and what the charm takes
/// away while we look is gone.
/// </summary>
internal sealed class UnitFolder
{
    // What is kept for bringing back: no file larger than this, and not more of them together.
    private const long LargestKept = 4 * 1024 * 1024;
    private const long MostKept = 12 * 1024 * 1024;

    // File times are as coarse as the system's tick: a change so soon after a look may not show in them.
    private const long TickInNanoseconds = 20_000_000;

    private readonly string _stage;
    private readonly Dictionary<string, Kept> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    private UnitFolder(string stage, string path) => (_stage, Path) = (stage, path);

    public string Path { get; }

    /// <summary>Is it still a folder?</summary>
    public bool IsThere
    {
        get
        {
            using HeldFolder? held = HeldFolder.Reach(Path);
            return held is not null;
        }
    }

    private string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Makes a unit's folder from a staged charm; whatever stands there makes way.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static UnitFolder Create(string stage, string path)
    {
        UnitFolder folder = new(stage, path);
        using HeldFolder home = folder.Home();
        using HeldFolder staged = folder.Staged();
        home.Remove(folder.Name);
        using HeldFolder own = home.MadeFolder(folder.Name);
        StageCopy.Make(staged, own, stage);
        foreach ((string file, FileNode node) in FolderWalk.Files(own))
        {
            if (!IsBytecode(file))
                folder._files[file] = new Kept(node) { IsStaged = node.Kind == FileNodeKind.File, Target = Target(own, file, node) };
        }

        return folder;
    }

    /// <summary>The same folder with the files of another staged charm. What did not come with the charm before is the charm's own: it stays,
    /// unless the other charm brings a file of that name.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public UnitFolder Refreshed(string stage)
    {
        UnitFolder refreshed = new(stage, Path);
        string made = Name + ".new";
        using HeldFolder home = Home();
        using (HeldFolder before = Staged())
        using (HeldFolder staged = refreshed.Staged())
        using (HeldFolder own = home.MadeFolder(Name))
        {
            string[] kept = [.. FolderWalk.Files(own).Select(found => found.File).Where(file => !IsBytecode(file) && !IsIn(before, file))];
            home.Remove(made);
            using HeldFolder fresh = home.MadeFolder(made);
            StageCopy.Make(staged, fresh, stage);
            foreach (string file in kept)
            {
                if (IsIn(fresh, file))
                    continue;
                using HeldFolder? from = own.Below(FolderOf(file));
                using HeldFolder to = fresh.MadeBelow(FolderOf(file));
                from?.Rename(NameOf(file), to, NameOf(file));
            }
        }

        home.Remove(Name);
        if (!home.Rename(made, home, Name))
            throw PlainFile.Failed($"cannot rename {made}");
        refreshed.Keep();
        return refreshed;
    }

    /// <summary>The hook counts: what the charm keeps from now on is this.</summary>
    /// <exception cref="IOException">It is more than a charm may keep.</exception>
    public void Keep()
    {
        long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        using HeldFolder? own = HeldFolder.Reach(Path);
        if (own is null)
            return;

        HashSet<string> gone = new(_files.Keys, StringComparer.Ordinal);
        long room = MostKept - _files.Values.Sum(kept => kept.Content?.LongLength ?? 0);
        foreach ((string file, FileNode node) in FolderWalk.Files(own))
        {
            if (IsBytecode(file))
            {
                ShareBytecode(own, file);
                continue;
            }

            gone.Remove(file);
            bool isKnown = _files.TryGetValue(file, out Kept known);
            if (isKnown && known.Node == node && !known.IsRacy)
                continue;

            room += known.Content?.LongLength ?? 0;
            byte[]? content = node.Kind == FileNodeKind.File ? Read(own, file, Math.Min(room, LargestKept)) : null;
            room -= content?.LongLength ?? 0;
            _files[file] = new Kept(node) { Content = content, Target = Target(own, file, node), IsRacy = now - node.Changed < TickInNanoseconds };
        }

        foreach (string file in gone)
            _files.Remove(file);
    }

    /// <summary>The hook is thrown away: the charm's files are what they were before it.</summary>
    /// <exception cref="IOException">They cannot be brought back.</exception>
    public void BringBack()
    {
        using HeldFolder home = Home();
        using HeldFolder held = home.MadeFolder(Name);
        HeldFolder own = held;
        HashSet<string> present = new(StringComparer.Ordinal);
        try
        {
            foreach ((string file, FileNode node) in FolderWalk.Files(own))
            {
                if (IsBytecode(file))
                    continue;
                if (_files.TryGetValue(file, out Kept known) && known.Node.Kind == node.Kind && IsAsKept(own, file, node, known))
                    present.Add(file);
                else
                    Remove(own, file);
            }
        }
        catch (FolderTooLargeException)
        {
            // Nobody looks through all of it: the folder goes as a whole, and is made anew.
            present.Clear();
            home.Remove(Name);
            own = home.MadeFolder(Name);
        }

        foreach ((string file, Kept known) in _files)
        {
            if (!present.Contains(file))
                Try(() => Restore(own, file, known));
        }

        own.Dispose();
    }

    private static bool IsAsKept(HeldFolder own, string file, FileNode node, Kept known) => known.Node.Kind switch
    {
        FileNodeKind.File when known.Node == node && !known.IsRacy => true,
        FileNodeKind.File when known.Content is { } content => node.Mode == known.Node.Mode && node.Length == content.Length && Read(own, file, content.Length).AsSpan().SequenceEqual(content),
        FileNodeKind.File => !known.IsStaged,
        FileNodeKind.Link => string.Equals(Target(own, file, node), known.Target, StringComparison.Ordinal),
        _ => true,
    };

    // A pipe or a socket that is gone cannot be made again: whoever listened at it is gone too.
    private void Restore(HeldFolder own, string file, Kept known)
    {
        using HeldFolder folder = own.MadeBelow(FolderOf(file));
        if (known.Target is { } target)
        {
            folder.MakeLink(NameOf(file), target);
        }
        else if (known.Content is { } content)
        {
            OpenForWriting.Make(() => folder.Write(NameOf(file), content, known.Node.Mode, known.Node.Written));
        }
        else if (known.IsStaged)
        {
            using HeldFolder staged = Staged();
            using HeldFolder? from = staged.Below(FolderOf(file));
            OpenForWriting.Make(() => from?.Copy(NameOf(file), folder, NameOf(file), CharmSize.LargestFile));
        }
    }

    private HeldFolder Home() =>
        HeldFolder.Reach(System.IO.Path.GetDirectoryName(Path)!) ?? throw new DirectoryNotFoundException("the folder that the unit's folder lies in is gone");

    private HeldFolder Staged() => HeldFolder.Reach(_stage) ?? throw new DirectoryNotFoundException("the copy of the charm is gone");

    private static string FolderOf(string file) => file[..(file.LastIndexOf('/') + 1)];

    private static string NameOf(string file) => file[(file.LastIndexOf('/') + 1)..];

    private static bool IsIn(HeldFolder top, string file)
    {
        using HeldFolder? folder = top.Below(FolderOf(file));
        return folder?.Look(NameOf(file)) is not null;
    }

    private static string? Target(HeldFolder own, string file, FileNode node)
    {
        if (node.Kind != FileNodeKind.Link)
            return null;
        using HeldFolder? folder = own.Below(FolderOf(file));
        return folder?.Target(NameOf(file));
    }

    // What the charm takes away, or locks, while we look.
    private static byte[]? Read(HeldFolder own, string file, long limit)
    {
        using HeldFolder? folder = own.Below(FolderOf(file));
        return folder?.Read(NameOf(file), limit);
    }

    private static void Remove(HeldFolder own, string file)
    {
        using HeldFolder? folder = own.Below(FolderOf(file));
        folder?.Remove(NameOf(file));
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && !MachineProblem.Is(failure))
        {
            Debug.WriteLine(failure.Message);
        }
    }

    // Bytecode is no state of the charm.
    private static bool IsBytecode(string file) => file.EndsWith(".pyc", StringComparison.Ordinal);

    /// <summary>Python compiles what it imports once per folder: the first unit's work is handed to those that come.</summary>
    private void ShareBytecode(HeldFolder own, string file)
    {
        if (!_shared.Add(file))
            return;

        Try(() =>
        {
            using HeldFolder staged = Staged();
            using HeldFolder? from = own.Below(FolderOf(file));
            if (from is null || IsIn(staged, file))
                return;

            using HeldFolder to = staged.MadeBelow(FolderOf(file), makeWay: false);
            string made = $"{NameOf(file)}.{Guid.NewGuid():N}";
            bool whole = false;
            OpenForWriting.Make(() => whole = from.Copy(NameOf(file), to, made, LargestKept));
            if (!whole || !to.Rename(made, to, NameOf(file)))
                to.Remove(made);
        });
    }

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
