using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Finds processes that a charm left behind in a session of their own: their environment still names a folder of ours.</summary>
internal static class Stragglers
{
    /// <summary>Kills every process whose environment names a folder.</summary>
    /// <returns>How many there were.</returns>
    public static int Kill(string folder)
    {
        byte[] marker = Encoding.UTF8.GetBytes(folder + "/");
        int killed = 0;
        for (int round = 0; round < 3; round++)
        {
            int found = KillOnce(marker);
            killed += found;
            if (found == 0)
                break;
        }

        return killed;
    }

    private static int KillOnce(byte[] marker)
    {
        int found = 0;
        byte[] buffer = new byte[16 * 1024];
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(process.AsSpan("/proc/".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && pid != Environment.ProcessId
                && Names(process + "/environ", marker, ref buffer)
                && Posix.Kill(pid, Posix.SigKill) == 0)
            {
                found++;
            }
        }

        return found;
    }

    private static bool Names(string path, byte[] marker, ref byte[] buffer)
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
                if (read <= 0)
                    return buffer.AsSpan(0, length).IndexOf(marker) >= 0;
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
