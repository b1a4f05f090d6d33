using System.Globalization;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Which process was started by which, as the system tells it.</summary>
internal static class ProcessTree
{
    /// <summary>The processes that a process has started and that have not been waited for.</summary>
    public static IReadOnlyList<int> ChildrenOf(int pid)
    {
        try
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task");
            return [.. Directory.EnumerateDirectories(place).SelectMany(task => Numbers(File.ReadAllText(task + "/children")))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has ended, or this kernel does not tell.
            return Scanned(pid);
        }
    }

    /// <summary>The number of a process as it knows it itself, in the namespace that it is in; 0 if it is no more.</summary>
    public static int OwnNumberOf(int pid)
    {
        const string Name = "NSpid:";
        return Text(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status")) is { } status
            && status.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
            ? Numbers(line[Name.Length..]).LastOrDefault() : 0;
    }

    /// <summary>Has one process started another, which is not waited for yet?</summary>
    public static bool IsChildOf(int pid, int parent) => pid > 1 && ParentOf(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}")) == parent;

    /// <summary>Is a process stopped, so that it answers nobody?</summary>
    public static bool IsStopped(int pid) => StateOf(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}")) is ['T' or 't', ..];

    private static IReadOnlyList<int> Scanned(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _) && ParentOf(process) == parent)
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)),
    ];

    private static int ParentOf(string process) => StateOf(process) is { } state ? int.Parse(state.Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    // What stands behind its name, in which there may be anything.
    private static string? StateOf(string process) => Text(process + "/stat") is { } stat ? stat[(stat.LastIndexOf(')') + 2)..] : null;

    private static IEnumerable<int> Numbers(string text) =>
        text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture));

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
