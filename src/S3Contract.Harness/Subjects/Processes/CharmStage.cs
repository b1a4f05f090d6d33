using System.IO.Compression;
using S3Contract.Harness.Subjects.Metadata;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// The private copy of a charm, made once: the user's folder is never written to, not even by an interpreter that keeps its bytecode
/// beside the source. Units get their folders from here.
/// </summary>
internal static class CharmStage
{
    private static readonly string[] s_leftOut =
    [
        ".git", ".hg", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".idea", ".vscode", "node_modules",
    ];

    /// <summary>Copies a folder, or unpacks a <c>.charm</c> file.</summary>
    /// <exception cref="CharmProblem">It cannot be read.</exception>
    public static void Fill(string source, string stage)
    {
        try
        {
            Directory.CreateDirectory(stage);
            if (Directory.Exists(source))
                Copy(Path.GetFullPath(source), Path.GetFullPath(source), stage, top: true);
            else
                Unpack(source, stage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CharmProblem.CannotRun($"{source}: the charm cannot be copied: {failure.Message}");
        }
        catch (InvalidDataException)
        {
            throw CharmProblem.Wrong($"{source}: this is no packed charm: expected a folder or a .charm file (a zip archive)");
        }
    }

    /// <summary>Writes the files that the charm will look for and that only charmcraft.yaml holds.</summary>
    public static void Complete(string stage, CharmFiles files)
    {
        foreach ((string name, string content) in files.Missing)
            File.WriteAllText(Path.Combine(stage, name), content);
    }

    private static void Copy(string root, string from, string to, bool top)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                CopyLink(root, from, link, target);
            }
            else if (entry is DirectoryInfo)
            {
                if (top && Array.IndexOf(s_leftOut, entry.Name) >= 0)
                    continue;
                Directory.CreateDirectory(target);
                Copy(root, entry.FullName, target, top: false);
            }
            else if ((entry.Attributes & FileAttributes.Device) == FileAttributes.None && File.Exists(entry.FullName))
            {
                File.Copy(entry.FullName, target);
            }
        }
    }

    // A link inside the charm stays what it is; one that leads out of it by a relative way would lead nowhere from the copy.
    private static void CopyLink(string root, string folder, string link, string target)
    {
        string aim = Path.GetFullPath(Path.Combine(folder, link));
        bool inside = !Path.IsPathRooted(link) && (aim + "/").StartsWith(root + "/", StringComparison.Ordinal);
        File.CreateSymbolicLink(target, inside ? link : aim);
    }

    private static void Unpack(string file, string stage)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string path = Path.GetFullPath(Path.Combine(stage, entry.FullName));
            if (!(path + "/").StartsWith(stage + "/", StringComparison.Ordinal))
                throw CharmProblem.Wrong($"{file}: the archive holds \"{entry.FullName}\", which lies outside the charm");

            int mode = entry.ExternalAttributes >> 16;
            const int Type = 0xF000;
            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(path);
            }
            else if ((mode & Type) == 0xA000)
            {
                using StreamReader reader = new(entry.Open());
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.CreateSymbolicLink(path, reader.ReadToEnd());
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path);
                if ((mode & 0x1FF) != 0)
                    File.SetUnixFileMode(path, (UnixFileMode)(mode & 0x1FF) | UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }
}
