using System.IO.Compression;
using S3Contract.Harness.Metadata;

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
        catch (IOException failure) when (MachineProblem.Is(failure))
        {
            throw new MachineProblem($"{source}: the charm cannot be copied to the temporary folder {Path.GetTempPath()} (TMPDIR names another): {failure.Message}", failure);
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
            OpenForWriting.Make(() => File.WriteAllText(Path.Combine(stage, name), content));
    }

    /// <summary>Gives a Python source tree the <c>dispatch</c> that charmcraft makes when it packs: <c>ops</c> takes a charm without one for an
    /// old one, and puts links for each hook into <c>hooks/</c>.</summary>
    /// <param name="stage">The staged copy.</param>
    /// <param name="shown">What the user calls the charm.</param>
    /// <param name="searchPath">Where to find Python, if the charm has no virtual environment.</param>
    /// <exception cref="CharmProblem">There is no Python.</exception>
    public static void AddDispatch(string stage, string shown, string searchPath)
    {
        string dispatch = Path.Combine(stage, "dispatch");
        string charm = Path.Combine(stage, "src", "charm.py");
        if (File.Exists(dispatch) || !File.Exists(charm))
            return;

        string? own = OwnEnvironment(stage);
        if (own is null && Programs.Find("python3", searchPath) is null)
            throw CharmProblem.CannotRun($"{Path.Combine(shown, "src/charm.py")}: there is no python3 on the search path ({searchPath})");

        string path = PythonPath(stage);
        File.WriteAllText(
            dispatch, $"#!/bin/sh\nPYTHONPATH={path}${{PYTHONPATH:+:$PYTHONPATH}} exec {(own is null ? "" : $"./{own}/bin/")}python3 ./src/charm.py\n");
        File.SetUnixFileMode(
            dispatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }

    /// <summary>The virtual environment in a charm's folder whose interpreter runs it; null if it has none.</summary>
    public static string? OwnEnvironment(string folder) =>
        Array.Find(["venv", ".venv"], name => Programs.IsExecutable(Path.Combine(folder, name, "bin", "python3")));

    /// <summary>Where a Python source tree is imported from, as seen from its folder.</summary>
    public static string PythonPath(string folder) => string.Join(':', ["lib", "src", .. PythonFolders(folder)]);

    // charmcraft installs into venv itself; an own virtual environment has its packages deeper.
    private static IEnumerable<string> PythonFolders(string stage)
    {
        foreach (string name in new[] { "venv", ".venv" })
        {
            if (!Directory.Exists(Path.Combine(stage, name)))
                continue;

            yield return name;
            string library = Path.Combine(stage, name, "lib");
            if (!Directory.Exists(library))
                continue;
            foreach (string version in Directory.EnumerateDirectories(library, "python3*").Order(StringComparer.Ordinal))
                yield return $"{name}/lib/{Path.GetFileName(version)}/site-packages";
        }
    }

    private static void Copy(string root, string from, string to, bool top)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string target = Path.Combine(to, entry.Name);
            FileNodeKind? kind = FileNode.At(entry.FullName)?.Kind;
            if (kind == FileNodeKind.Link)
            {
                CopyLink(root, from, entry.LinkTarget!, target);
            }
            else if (kind == FileNodeKind.Folder)
            {
                if (top && Array.IndexOf(s_leftOut, entry.Name) >= 0)
                    continue;
                Directory.CreateDirectory(target);
                Copy(root, entry.FullName, target, top: false);
            }
            else if (kind == FileNodeKind.File)
            {
                OpenForWriting.Make(() => File.Copy(entry.FullName, target));
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
                OpenForWriting.Make(() => entry.ExtractToFile(path));
                if ((mode & 0x1FF) != 0)
                    File.SetUnixFileMode(path, (UnixFileMode)(mode & 0x1FF) | UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }
}
