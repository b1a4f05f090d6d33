using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Finds processes that a charm left behind in a session of their own: their environment still names a folder of ours, or they have the
/// mark of a unit (<see cref="ProcessMark"/>), which nothing takes off by chance.</summary>
internal static class Stragglers
{
    // Whoever starts others faster than they are found is stopped before it is killed.
    private const int Rounds = 30;
    private const int LongestRead = 4 * 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Kills every process whose environment names a folder, or that has a mark.</summary>
    /// <returns>How many there were.</returns>
    public static int Kill(string folder, string mark = "")
    {
        byte[] marker = Encoding.UTF8.GetBytes(folder + "/");
        byte[] limit = mark.Length == 0 ? [] : Encoding.ASCII.GetBytes(" " + mark);
        HashSet<int> known = [];
        long begin = Stopwatch.GetTimestamp();
        for (int round = 0; round < Rounds && Stopwatch.GetElapsedTime(begin) < s_patience; round++)
        {
            int before = known.Count;
            foreach (int pid in Find(marker, limit))
            {
                if (known.Add(pid))
                    _ = Posix.Kill(pid, Posix.SigStop);
            }

            if (known.Count == before)
                break;
        }

        return known.Count(pid => Posix.Kill(pid, Posix.SigKill) == 0);
    }

    private static IEnumerable<int> Find(byte[] marker, byte[] limit)
    {
        byte[] buffer = new byte[16 * 1024];
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(process.AsSpan("/proc/".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && pid != Environment.ProcessId
                && (Holds(process + "/environ", marker, ref buffer) || (limit.Length > 0 && Holds(process + "/limits", limit, ref buffer))))
            {
                yield return pid;
            }
        }
    }

    private static bool Holds(string path, byte[] text, ref byte[] buffer)
    {
        int descriptor = Posix.Open(path, Posix.OpenCloseOnExec, 0);
        if (descriptor < 0)
            return false;

        try
        {
            int length = 0;
            while (true)
            {
                int read = Read(descriptor, buffer.AsSpan(length));
                if (read <= 0 || length > LongestRead)
                    return buffer.AsSpan(0, length).IndexOf(text) >= 0;
                length += read;
                if (length == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
        finally
        {
            _ = Posix.Close(descriptor);
        }
    }

    private static unsafe int Read(int descriptor, Span<byte> into)
    {
        fixed (byte* start = into)
        {
            return (int)Posix.Read(descriptor, start, into.Length);
        }
    }
}
