using System.Globalization;
using System.Security.Cryptography;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// What all processes of a unit have in common, whatever they do to their environment, session, group or folder: a soft limit on file locks, which
/// Linux hands on to each child and has not looked at since version 2.4.25. It is a number of eighteen digits: which run, which unit.
/// </summary>
internal static class ProcessMark
{
    private const int FileLocks = 10;
    private const ulong OfUs = 7;
    private const ulong Units = 1_000_000;

    // Another process of the same number may live beside us in another container.
    private static readonly ulong s_run =
        (((OfUs * 10_000_000) + (ulong)Environment.ProcessId) * 10_000) + (ulong)RandomNumberGenerator.GetInt32(10_000);

    /// <summary>The digits with which the marks of this process begin.</summary>
    public static string Run => s_run.ToString(CultureInfo.InvariantCulture);

    /// <summary>The mark of a unit.</summary>
    public static ulong Of(int unit) => (s_run * Units) + ((ulong)unit % Units);

    /// <summary>Starts something that has the mark. Nothing else must be started meanwhile.</summary>
    /// <param name="mark">The mark; 0 for none.</param>
    /// <param name="start">Starts it.</param>
    /// <param name="by">The process that starts it; 0 for this one.</param>
    public static T Start<T>(ulong mark, Func<T> start, int by = 0)
    {
        ulong before = Put(mark, by);
        try
        {
            return start();
        }
        finally
        {
            Put(before, by);
        }
    }

    /// <summary>Marks a process: what it starts from now on has the mark.</summary>
    /// <param name="mark">The mark; 0 for none.</param>
    /// <param name="process">The process; 0 for this one.</param>
    /// <returns>What to put back; 0 for nothing.</returns>
    public static unsafe ulong Put(ulong mark, int process)
    {
        Posix.Limit before;
        if (mark == 0 || Posix.LimitOf(process, FileLocks, null, &before) != 0 || mark > before.Hard)
            return 0;
        Posix.Limit marked = before with { Soft = mark };
        return Posix.LimitOf(process, FileLocks, &marked, null) == 0 ? before.Soft : 0;
    }
}
