using System.Collections.Immutable;

namespace S3Contract.Harness.Pebble;

/// <summary>A file or a folder of a container. There are no links and no devices: nobody can make one through Pebble.</summary>
internal sealed record PebbleFile(bool IsFolder, int Mode, long Modified)
{
    public ReadOnlyMemory<byte> Content { get; init; }

    public FileOwner Owner { get; init; } = FileOwner.Root;
}

/// <summary>Whose a file is.</summary>
internal readonly record struct FileOwner(long UserId, string User, long GroupId, string Group)
{
    public static FileOwner Root { get; } = new(0, "root", 0, "root");

    /// <summary>Whom a request names, as far as that can be told without the users of an image; null if nobody.</summary>
    /// <exception cref="IOException">It names a group alone.</exception>
    public static FileOwner? Of(long? userId, string user, long? groupId, string group)
    {
        if (userId is null && user.Length == 0)
            return groupId is null && group.Length == 0 ? null : throw new IOException("cannot look up user and group: must specify user, not just group");
        long uid = userId ?? NumberOf(user);
        string name = user.Length > 0 ? user : uid == 0 ? "root" : "";
        bool named = groupId is not null || group.Length > 0;
        long gid = groupId ?? (named ? NumberOf(group) : uid);
        return new FileOwner(uid, name, gid, group.Length > 0 ? group : gid == 0 ? "root" : named ? "" : name);
    }

    // An image's users are not known: one of a name is one like any other.
    private static long NumberOf(string name) => string.Equals(name, "root", StringComparison.Ordinal) ? 0 : 1000;
}

/// <summary>The files of a container, by their absolute paths.</summary>
internal sealed record PebbleFiles(ImmutableSortedDictionary<string, PebbleFile> Paths, long Size)
{
    /// <summary>The most that a container holds.</summary>
    public const long Largest = 64 * 1024 * 1024;

    private const int Most = 10_000;

    // What every image has.
    private static readonly string[] s_folders =
    [
        "/", "/bin", "/etc", "/home", "/lib", "/mnt", "/opt", "/root", "/run", "/sbin", "/srv", "/tmp", "/usr", "/usr/bin", "/usr/lib", "/usr/local",
        "/usr/local/bin", "/usr/local/share", "/usr/sbin", "/usr/share", "/var", "/var/cache", "/var/lib", "/var/log", "/var/run", "/var/tmp",
    ];

    /// <summary>The files of a container that has just been made.</summary>
    /// <param name="mounts">Folders that are mounted into it.</param>
    public static PebbleFiles With(IEnumerable<string> mounts)
    {
        PebbleFiles files = new(PebbleState.Map<PebbleFile>(), 0);
        foreach (string folder in s_folders)
            files = files.Set(folder, new PebbleFile(true, 0x1ED, 0));
        foreach (string mount in mounts.Where(mount => mount.StartsWith('/')))
            files = files.MakeFolder(Clean(mount), 0x1ED, null, parents: true, existing: true, 0);
        return files;
    }

    /// <summary>What is at a path.</summary>
    /// <exception cref="FileNotFoundException">Nothing.</exception>
    public PebbleFile At(string path) => Paths.GetValueOrDefault(Clean(path)) ?? throw new FileNotFoundException($"stat {path}: no such file or directory");

    /// <summary>The names in a folder, sorted.</summary>
    public IEnumerable<string> Names(string folder)
    {
        string prefix = Clean(folder) is "/" ? "/" : Clean(folder) + "/";
        return Below(prefix).Where(path => path.Length > prefix.Length && path.IndexOf('/', prefix.Length) < 0).Select(path => path[prefix.Length..]);
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder for it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public PebbleFiles Write(string path, PebbleFile file)
    {
        string clean = Clean(path);
        if (Paths.GetValueOrDefault(clean) is { IsFolder: true })
            throw new IOException($"open {path}: file exists");
        RequireParent(clean, path);
        return Set(clean, file);
    }

    /// <summary>Makes a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder for it.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public PebbleFiles MakeFolder(string path, int mode, FileOwner? owner, bool parents, bool existing, long now)
    {
        string clean = Clean(path);
        if (Paths.GetValueOrDefault(clean) is { } known)
            return known.IsFolder && existing ? this : throw new IOException($"mkdir {path}: {(known.IsFolder ? "file exists" : "not a directory")}");
        PebbleFiles files = parents ? MakeFolder(Parent(clean), mode, owner, true, true, now) : this;
        files.RequireParent(clean, path);
        return files.Set(clean, new PebbleFile(true, mode, now) { Owner = owner ?? FileOwner.Root });
    }

    /// <summary>Removes a file or a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">The folder is not empty.</exception>
    public PebbleFiles Remove(string path, bool recursive)
    {
        string clean = Clean(path);
        if (!Paths.TryGetValue(clean, out PebbleFile? file))
            return recursive ? this : throw new FileNotFoundException($"remove {path}: no such file or directory");
        string[] below = file.IsFolder ? [.. Below(clean is "/" ? "/" : clean + "/").Where(name => name is not "/")] : [];
        if (below.Length > 0 && !recursive)
            throw new IOException($"remove {path}: directory not empty");
        return new PebbleFiles(Paths.RemoveRange(below).Remove(clean), Size - file.Content.Length - below.Sum(name => (long)Paths[name].Content.Length));
    }

    /// <summary>A path without what says nothing in it.</summary>
    public static string Clean(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not "."))
        {
            if (part is not "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }

        return "/" + string.Join('/', parts);
    }

    public static string Parent(string clean) => clean.LastIndexOf('/') is > 0 and int slash ? clean[..slash] : "/";

    private IEnumerable<string> Below(string prefix) => Paths.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal));

    private void RequireParent(string clean, string path)
    {
        PebbleFile? parent = Paths.GetValueOrDefault(Parent(clean));
        if (parent is null)
            throw new DirectoryNotFoundException($"open {path}: no such file or directory");
        if (!parent.IsFolder)
            throw new IOException($"open {path}: not a directory");
    }

    private PebbleFiles Set(string clean, PebbleFile file)
    {
        long size = Size + file.Content.Length - (Paths.GetValueOrDefault(clean)?.Content.Length ?? 0);
        if (size > Largest || Paths.Count >= Most || clean.Length > 4096)
            throw new IOException($"open {clean}: no space left on device");
        return new PebbleFiles(Paths.SetItem(clean, file), size);
    }
}
