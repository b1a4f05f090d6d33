using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>What the system tells of a running program.</summary>
/// <param name="Executable">Its file.</param>
/// <param name="CommandLine">Its command line.</param>
/// <param name="Environment">Its environment when it was started.</param>
/// <param name="Folder">The folder it is in.</param>
internal sealed record ProcessImage(string Executable, IReadOnlyList<string> CommandLine, IReadOnlyList<string> Environment, string Folder)
{
    private const int Deepest = 4;

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

            found = ChildrenOf(found);
        }

        return null;
    }

    private static bool IsPython(string executable) =>
        Path.GetFileName(executable) is var name && name.StartsWith("python", StringComparison.Ordinal) && name["python".Length..].All(c => char.IsAsciiDigit(c) || c == '.');

    private static ProcessImage? Of(int pid)
    {
        try
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/");
            return new ProcessImage(LinkAt(place + "exe"), Texts(place + "cmdline"), Texts(place + "environ"), LinkAt(place + "cwd"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return null;
        }
    }

    private static string LinkAt(string path) => new FileInfo(path).LinkTarget ?? "";

    private static string[] Texts(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path)).TrimEnd('\0').Split('\0');

    private static List<int> ChildrenOf(List<int> parents)
    {
        List<int> children = [];
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && parents.Contains(ParentOf(process)))
                children.Add(pid);
        }

        return children;
    }

    private static int ParentOf(string process)
    {
        try
        {
            string stat = File.ReadAllText(process + "/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
