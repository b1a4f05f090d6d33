using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Fills a unit's folder from the staged charm: what is small is copied, what is big is a link to the staged copy.</summary>
internal static class StageCopy
{
    // A folder whose files are more than this is shared, and so is a file larger than this.
    private const long Big = 4 * 1024 * 1024;
    private const int Many = 500;

    /// <summary>Copies.</summary>
    /// <param name="from">The staged charm, or a folder in it.</param>
    /// <param name="to">The unit's folder, or a folder in it.</param>
    /// <param name="path">The path of the former.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Make(HeldFolder from, HeldFolder to, string path) => Fill(from, to, RawName.FromText(path));

    private static void Fill(HeldFolder from, HeldFolder to, string path)
    {
        foreach (string name in from.Names())
        {
            switch (from.Look(name))
            {
                case { Kind: FileNodeKind.Link } when from.Target(name) is { } target:
                    to.MakeLink(name, target);
                    break;
                case { Kind: FileNodeKind.Folder } when from.Folder(name) is { } below:
                    using (below)
                        Share(below, to, name, $"{path}/{name}");
                    break;
                case { Kind: FileNodeKind.File, Length: > Big }:
                    to.MakeLink(name, $"{path}/{name}");
                    break;
                case { Kind: FileNodeKind.File }:
                    OpenForWriting.Make(() => from.Copy(name, to, name, Big));
                    break;
            }
        }
    }

    private static void Share(HeldFolder below, HeldFolder to, string name, string path)
    {
        long size = 0;
        int count = 0;
        if (IsBig(below, ref size, ref count))
        {
            to.MakeLink(name, path);
            return;
        }

        using HeldFolder made = to.MadeFolder(name);
        Fill(below, made, path);
    }

    private static bool IsBig(HeldFolder folder, ref long size, ref int count)
    {
        foreach (string name in folder.Names())
        {
            FileNode? node = folder.Look(name);
            size += node is { Kind: FileNodeKind.File } file ? file.Length : 0;
            if (size > Big || ++count > Many)
                return true;
            if (node is not { Kind: FileNodeKind.Folder } || folder.Folder(name) is not { } below)
                continue;
            using (below)
            {
                if (IsBig(below, ref size, ref count))
                    return true;
            }
        }

        return false;
    }
}
