using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Copies a charm's folder: files, folders and links, and nothing else.</summary>
internal sealed class SourceFolder
{
    private static readonly string[] s_leftOut =
    [
        ".git", ".hg", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".idea", ".vscode", "node_modules",
    ];

    private readonly string _root;
    private readonly CharmSize _size;

    private SourceFolder(string source) => (_root, _size) = (RawName.FromText(Path.GetFullPath(source).TrimEnd('/')), new CharmSize(source));

    /// <summary>Copies.</summary>
    /// <exception cref="IOException">It cannot be read, or not be written.</exception>
    /// <exception cref="Metadata.CharmProblem">It is too large.</exception>
    public static void Copy(string source, HeldFolder to)
    {
        using HeldFolder from = HeldFolder.Open(source) ?? throw new UnauthorizedAccessException("the folder cannot be read");
        new SourceFolder(source).Copy(from, to, "", 0);
    }

    private void Copy(HeldFolder from, HeldFolder to, string prefix, int depth)
    {
        foreach (string name in from.Names())
        {
            if ((depth == 0 && Array.IndexOf(s_leftOut, name) >= 0) || from.Look(name) is not { } node)
                continue;

            string path = prefix + name;
            _size.Add(path, node.Kind == FileNodeKind.File ? node.Length : 0, depth);
            switch (node.Kind)
            {
                case FileNodeKind.Link when from.Target(name) is { } target:
                    to.MakeLink(name, Aim(prefix, target));
                    break;
                case FileNodeKind.Folder when !RunFolder.IsOurs(name) && from.Folder(name) is { } below:
                    using (below)
                    using (HeldFolder made = to.MadeFolder(name))
                    {
                        Copy(below, made, path + "/", depth + 1);
                    }

                    break;
                case FileNodeKind.Folder when !RunFolder.IsOurs(name):
                    throw new UnauthorizedAccessException($"{RawName.Shown(path)}: the folder cannot be read");
                case FileNodeKind.File:
                    bool whole = false;
                    OpenForWriting.Make(() => whole = from.Copy(name, to, name, CharmSize.LargestFile));
                    if (!whole && from.Look(name) is not null)
                        throw new UnauthorizedAccessException($"{RawName.Shown(path)}: the file cannot be read");
                    break;
            }
        }
    }

    // A link inside the charm stays what it is; one that leads out of it by a relative way would lead nowhere from the copy.
    private string Aim(string prefix, string link)
    {
        string aim = Path.GetFullPath(Path.Combine($"{_root}/{prefix}", link));
        return !Path.IsPathRooted(link) && (aim + "/").StartsWith(_root + "/", StringComparison.Ordinal) ? link : aim;
    }
}
