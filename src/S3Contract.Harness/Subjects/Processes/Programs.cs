using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Finds programs and says what keeps a file from being run.</summary>
internal static class Programs
{
    /// <summary>Where programs are looked for if the environment does not say.</summary>
    public const string DefaultSearchPath = "/usr/local/bin:/usr/bin:/bin";

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file of a program on a search path; null if there is none.</summary>
    public static string? Find(string program, string searchPath)
    {
        foreach (string folder in searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string path = Path.Combine(folder, program);
            if (IsExecutable(path))
                return path;
        }

        return null;
    }

    /// <summary>Is this a file with a permission to execute it?</summary>
    public static bool IsExecutable(string path) =>
        FileNode.At(path, follow: true) is { Kind: FileNodeKind.File, Mode: var mode } && (mode & AnyExecute) != UnixFileMode.None;

    /// <summary>What keeps a script from being run, for people; null if nothing does, as far as one can tell without running it.</summary>
    /// <param name="path">The script.</param>
    /// <param name="shown">What the user calls it.</param>
    /// <param name="searchPath">The search path it will have.</param>
    public static string? Obstacle(string path, string shown, string searchPath)
    {
        if (FileNode.At(path, follow: true) is { Kind: not FileNodeKind.File })
            return $"{shown}: this is no file but a folder, a named pipe, a socket or a device (expected a program)";
        if (!IsExecutable(path))
            return $"{shown}: the file is not executable (chmod +x {shown})";

        string line = FirstLine(path);
        if (!line.StartsWith("#!", StringComparison.Ordinal))
            return null;

        string[] words = line[2..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return $"{shown}:1:1: the first line names no interpreter after \"#!\"";
        if (words[0].EndsWith('\r') || words[^1].EndsWith('\r'))
            return $"{shown}:1:{line.Length}: the first line ends with a carriage return, so its interpreter cannot be found (save the file with Unix line ends)";
        if (!File.Exists(words[0]))
            return $"{shown}:1:3: the interpreter {words[0]} does not exist on this machine (install it, or change the line)";
        bool throughEnv = words[0].EndsWith("/env", StringComparison.Ordinal) && words.Length > 1;
        string? program = throughEnv ? Array.Find(words[1..], word => !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal)) : null;
        return program is not null && !program.Contains('/', StringComparison.Ordinal) && Find(program, searchPath) is null
            ? $"{shown}:1:3: the interpreter {program} is not on the search path ({searchPath}): install it, or add its folder to PATH"
            : null;
    }

    private static string FirstLine(string path)
    {
        byte[] start = PlainFile.Start(path, 256);
        int end = Array.IndexOf(start, (byte)'\n');
        return System.Text.Encoding.UTF8.GetString(start.AsSpan(0, end < 0 ? start.Length : end));
    }
}
