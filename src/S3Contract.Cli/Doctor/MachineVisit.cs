using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using S3Contract.Harness.Servers;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Cli.Doctor;

/// <summary>Looks at the machine that this program runs on.</summary>
internal static class MachineVisit
{
    // A program that only says its version, or imports one module.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>What this machine has.</summary>
    public static Machine Look(Surroundings around)
    {
        string path = SearchPath(around);
        string? python = Programs.Find("python3", path);
        string? unshare = Programs.Find("unshare", path);
        return new Machine
        {
            System = RuntimeInformation.OSDescription,
            IsLinux = OperatingSystem.IsLinux(),
            Python = python,
            PythonVersion = python is null ? null : Ask(python, ["--version"])?.Text,
            PythonBehind = python is not null && IsScript(python) ? Ask(python, ["-c", "import sys; print(sys.executable)"])?.Text : null,
            Shell = Programs.Find("sh", path),
            Setsid = Programs.Find("setsid", path),
            Bubblewrap = Programs.Find("bwrap", path),
            UserNamespaces = unshare is not null && Ask(unshare, ["--user", "true"]) is { Code: 0 },
            NoPebble = NoPebble(unshare, path),
            NoS3 = HttpServers.S3(out string noS3) is null ? noS3 : null,
            NoS3Inside = IsolatedNetwork.Lacks(path),
            SharedMemory = FreeSharedMemory(),
            Terminal = around.OutIsTerminal,
            TerminalKind = around.Variable("TERM"),
        };
    }

    /// <summary>Where programs are looked for.</summary>
    public static string SearchPath(Surroundings around) => around.Variable("PATH") ?? Programs.DefaultSearchPath;

    /// <summary>Runs a program to its end; null if it cannot be run or takes too long.</summary>
    /// <param name="program">The file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="variables">What its environment has beside ours.</param>
    /// <returns>Its exit code, and the last line of what it said.</returns>
    public static (int Code, string Text)? Ask(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return (process.ExitCode, LastLine(output.Result) is { Length: > 0 } said ? said : LastLine(errors.Result));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static bool IsScript(string program)
    {
        try
        {
            using FileStream file = File.OpenRead(program);
            return file.ReadByte() == '#' && file.ReadByte() == '!';
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // What the isolation of a charm with containers takes.
    private static string? NoPebble(string? unshare, string path)
    {
        string? bubblewrap = Programs.Find("bwrap", path);
        bool mounts = bubblewrap is not null
            ? Ask(bubblewrap, ["--unshare-pid", "--unshare-net", "--cap-drop", "ALL", "--ro-bind", "/", "/", "--proc", "/proc", "true"]) is { Code: 0 }
            : unshare is not null && Ask(unshare, ["--user", "--map-root-user", "--mount", "--net", "--pid", "--fork", "true"]) is { Code: 0 };
        return !mounts ? "hooks cannot have mounts of their own here" : HttpServers.Pebble(out string reason) is null ? reason : null;
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();

    private static long? FreeSharedMemory()
    {
        const string Folder = "/dev/shm";
        try
        {
            string probe = Path.Combine(Folder, $"s3contract-doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new DriveInfo(Folder).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
