using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A shell that reads from a pipe of ours until it ends, which it does only when this process is no more. It then kills the groups it was
/// told of and what else names the folder in its environment or has a mark of ours, and removes the folders. So nothing is left after a SIGKILL either.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP QUIT
        exec <"$1/watchdog" >/dev/null 2>&1
        groups=' '
        while read -r sign group; do
            case $sign in
            +) groups="$groups$group " ;;
            *) groups="${groups%% $group *} ${groups#* $group }" ;;
            esac
        done
        for group in $groups; do kill -9 "-$group"; done
        for process in /proc/[0-9]*; do
            { grep -qsF "$1/" "$process/environ" || grep -qs "^Max file locks  *$3" "$process/limits"; } && kill -9 "${process#/proc/}"
        done
        rm -rf "$1" "$2"
        """;

    private readonly ChildProcess? _shell;
    private readonly Lock _lock = new();
    private int _pipe;

    private Watchdog(ChildProcess? shell, int pipe) => (_shell, _pipe) = (shell, pipe);

    public static Watchdog Start(string folder, string pipes)
    {
        string fifo = folder + "/watchdog";
        _ = Posix.MakeFifo(fifo, 0x180);

        // Open for reading as well, so that neither opening nor writing ever waits for the shell.
        int pipe = Posix.Open(fifo, Posix.OpenReadWrite | Posix.OpenCloseOnExec | Posix.OpenNonBlocking, 0);
        string path = "PATH=" + (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin");
        ChildProcess? shell = ChildProcess.Start("/bin/sh", ["sh", "-c", Script, "sh", folder, pipes, ProcessMark.Run], [path], "/", out _);
        return new Watchdog(shell, pipe);
    }

    public void Add(int group) => Tell('+', group);

    public void Remove(int group) => Tell('-', group);

    public void Dispose()
    {
        _shell?.Dispose();
        lock (_lock)
        {
            if (_pipe >= 0)
                _ = Posix.Close(_pipe);
            _pipe = -1;
        }
    }

    private unsafe void Tell(char sign, int group)
    {
        byte[] line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sign} {group}\n"));
        lock (_lock)
        {
            if (_pipe >= 0)
            {
                fixed (byte* start = line)
                {
                    _ = Posix.Write(_pipe, start, line.Length);
                }
            }
        }
    }
}
