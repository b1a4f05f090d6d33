using System.Reflection;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>The folder on a charm's PATH that holds a link per hook command, all of them to one small script.</summary>
internal static class HookTools
{
    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="commands">The names of the commands.</param>
    /// <param name="searchPath">The search path of this process, to find <c>cat</c> (a charm may have changed its own).</param>
    public static void Write(string folder, IEnumerable<string> commands, string searchPath)
    {
        Directory.CreateDirectory(folder);
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("S3Contract.Harness.hook-command.sh")
            ?? throw new InvalidOperationException("the hook command script is not in the assembly");
        using StreamReader reader = new(stream);
        string script = reader.ReadToEnd().Replace("CAT >", $"'{Programs.Find("cat", searchPath) ?? "cat"}' >", StringComparison.Ordinal);
        string path = Path.Combine(folder, ".hook-command");
        OpenForWriting.Make(() => File.WriteAllText(path, script));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (string command in commands)
            File.CreateSymbolicLink(Path.Combine(folder, command), ".hook-command");
    }
}
