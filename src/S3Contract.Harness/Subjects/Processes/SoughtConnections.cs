using System.Globalization;
using System.Runtime.InteropServices;
using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// Which connections were sought in vain in a network of one's own. The kernel counts them in <c>/proc/net/snmp</c>: connections that were refused
/// (<c>Tcp: AttemptFails</c>), and packets to where no way leads (<c>Ip: OutNoRoutes</c>; <c>Udp: NoPorts</c> where a name was asked for of a server
/// on the loopback).
/// </summary>
/// <param name="Refused">Those that were refused.</param>
/// <param name="Unreachable">Those to where no way leads.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SoughtConnections(long Refused, long Unreachable)
{
    private const string Script =
        """
        count() {
            while read -r name a b c d e f g h i j k l _; do
                case $name in
                Ip:) away=$l ;;
                Tcp:) refused=$g ;;
                Udp:) away=$away:$b ;;
                esac
            done </proc/net/snmp
        }
        note=$1
        shift
        count
        before=$refused far=$away
        exec 3>&2 2>/dev/null
        (exec "$@" 2>&3 3>&-)
        code=$?
        count
        [ "$refused" = "$before" ] || : >"$note.refused"
        [ "$away" = "$far" ] || : >"$note.unreachable"
        exit $code
        """;

    /// <summary>The words of a command that runs a program and leaves notes of what it sought in vain.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">The folder for the notes.</param>
    public static string[] Watched(string program, string folder) => ["/bin/sh", "-c", Script, "sh", Note(folder), program];

    /// <summary>What the notes say.</summary>
    public static SoughtConnections Noted(string folder) => new(IsNoted(folder, ".refused") ? 1 : 0, IsNoted(folder, ".unreachable") ? 1 : 0);

    /// <summary>What has been counted until now in the network that a process is in; nothing if it is no more.</summary>
    public static SoughtConnections Of(int pid)
    {
        try
        {
            string[][] lines = [.. File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/net/snmp")).Select(line => line.Split(' '))];
            return new SoughtConnections(Count(lines, "Tcp:", "AttemptFails"), Count(lines, "Ip:", "OutNoRoutes") + Count(lines, "Udp:", "NoPorts"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>Those of both.</summary>
    public SoughtConnections And(SoughtConnections other) => new(Refused + other.Refused, Unreachable + other.Unreachable);

    /// <summary>Those since.</summary>
    public SoughtConnections Since(SoughtConnections before) => new(Math.Max(0, Refused - before.Refused), Math.Max(0, Unreachable - before.Unreachable));

    // Two lines of each name: what the columns are called, and the numbers.
    private static long Count(string[][] lines, string name, string column)
    {
        string[][] both = [.. lines.Where(line => string.Equals(line[0], name, StringComparison.Ordinal))];
        int at = both.Length < 2 ? -1 : Array.IndexOf(both[0], column);
        return at >= 0 && at < both[1].Length && long.TryParse(both[1][at], NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : 0;
    }

    private static bool IsNoted(string folder, string what) => FileNode.At(Note(folder) + what, follow: false) is not null;

    private static string Note(string folder) => Path.Combine(folder, "sought");
}
