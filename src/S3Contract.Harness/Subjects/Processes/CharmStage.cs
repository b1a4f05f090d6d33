using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// The private copy of a charm, made once: the user's folder is never written to, not even by an interpreter that keeps its bytecode
/// beside the source. Units get their folders from here.
/// </summary>
internal static class CharmStage
{
    /// <summary>Copies a folder, or unpacks a <c>.charm</c> file.</summary>
    /// <exception cref="CharmProblem">It cannot be read.</exception>
    public static void Fill(string source, string stage)
    {
        try
        {
            Directory.CreateDirectory(stage);
            using HeldFolder to = HeldFolder.Reach(stage) ?? throw OpenFiles.Unreachable();
            if (Directory.Exists(source))
                SourceFolder.Copy(source, to);
            else
                PackedCharm.Unpack(source, to);
        }
        catch (IOException failure) when (MachineProblem.Is(failure))
        {
            throw new MachineProblem($"{source}: the charm cannot be copied to the temporary folder {Path.GetTempPath()} (TMPDIR names another): {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CharmProblem.CannotRun($"{source}: the charm cannot be copied: {failure.Message}");
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
        if (FileNode.At(dispatch) is not null || FileNode.At(charm, follow: true) is not { Kind: FileNodeKind.File })
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
}
