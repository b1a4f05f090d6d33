using System.Globalization;
using System.Text;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>What the system tells of a running program.</summary>
/// <param name="Executable">Its file.</param>
/// <param name="CommandLine">Its command line.</param>
/// <param name="Environment">Its environment when it was started.</param>
/// <param name="Folder">The folder it is in.</param>
internal sealed record ProcessImage(string Executable, IReadOnlyList<string> CommandLine, IReadOnlyList<string> Environment, string Folder)
{
    // Isolated, it stands below up to four others.
    private const int Deepest = 7;

    /// <summary>The Python that a process is, or that was started below it; null if there is none.</summary>
    public static ProcessImage? FindPython(int pid)
    {
        List<int> found = [pid];
        for (int depth = 0; depth < Deepest && found.Count > 0; depth++)
        {
            foreach (int one in found)
            {
                if (Of(one) is { } image && IsPython(image.Executable))
                    return image;
            }

            found = [.. found.SelectMany(ProcessTree.ChildrenOf)];
        }

        return null;
    }

    private static bool IsPython(string executable) =>
        Path.GetFileName(executable) is var name && name.StartsWith("python", StringComparison.Ordinal) && name["python".Length..].All(c => char.IsAsciiDigit(c) || c == '.');

    /// <summary>What the system tells of a process, with paths as it sees them itself; null if it is no more.</summary>
    public static ProcessImage? Of(int pid)
    {
        try
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/");
            string root = LinkAt(place + "root") + "/";
            return new ProcessImage(Below(root, LinkAt(place + "exe")), Texts(place + "cmdline"), Texts(place + "environ"), Below(root, LinkAt(place + "cwd")));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return null;
        }
    }

    private static string Below(string root, string path) => path.StartsWith(root, StringComparison.Ordinal) ? path[(root.Length - 1)..] : path;

    private static string LinkAt(string path) => new FileInfo(path).LinkTarget ?? "";

    private static string[] Texts(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path)).TrimEnd('\0').Split('\0');
}
