namespace S3Contract.Harness.Files;

/// <summary>What is found in a folder and those in it.</summary>
/// <param name="File">The raw path below the folder that was walked.</param>
/// <param name="Node">What it is.</param>
internal readonly record struct FoundFile(string File, FileNode Node);

/// <summary>Walks a folder and those in it, without what lies behind a link, and only so far.</summary>
internal static class FolderWalk
{
    /// <summary>No path is deeper.</summary>
    public const int Deepest = 100;

    /// <summary>No folder of a charm's has more in it, with what is in those in it.</summary>
    public const int Most = 100_000;

    /// <summary>All there is but the folders themselves, in no order. What may not be looked at is left out.</summary>
    /// <exception cref="FolderTooLargeException">There is more than anybody needs.</exception>
    public static List<FoundFile> Files(HeldFolder top)
    {
        List<FoundFile> found = [];
        int count = 0;
        Walk(top, "", 1, ref count, found);
        return found;
    }

    private static void Walk(HeldFolder folder, string prefix, int depth, ref int count, List<FoundFile> found)
    {
        if (depth > Deepest)
            throw new FolderTooLargeException($"it holds folders that are nested more than {Deepest} deep");

        foreach (string name in folder.Names())
        {
            if (++count > Most)
                throw new FolderTooLargeException(FormattableString.Invariant($"it holds more than {Most} files and folders"));
            if (folder.Look(name) is not { } node)
                continue;

            if (node.Kind != FileNodeKind.Folder)
            {
                found.Add(new FoundFile(prefix + name, node));
            }
            else if (folder.Folder(name) is { } below)
            {
                using (below)
                    Walk(below, prefix + name + "/", depth + 1, ref count, found);
            }
        }
    }
}

/// <summary>A folder holds more than anybody needs; the message says what, without the folder.</summary>
internal sealed class FolderTooLargeException(string message) : IOException(message);
