namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// Keeps the making of files apart from the start of processes. A child holds a copy of every descriptor of ours until its own program begins;
/// a file that is open for writing in it cannot be run ("Text file busy"), though we have closed it long ago. So no process starts while a
/// file is being written that may be run later. Many may write at a time; a start is over as soon as the new program has begun.
/// </summary>
internal static class OpenForWriting
{
    private static readonly ReaderWriterLockSlim s_gate = new();

    /// <summary>Makes files that may be run later.</summary>
    public static void Make(Action files)
    {
        s_gate.EnterReadLock();
        try
        {
            files();
        }
        finally
        {
            s_gate.ExitReadLock();
        }
    }

    /// <summary>Starts a process; returns once its program has begun.</summary>
    public static T Start<T>(Func<T> start)
    {
        s_gate.EnterWriteLock();
        try
        {
            return start();
        }
        finally
        {
            s_gate.ExitWriteLock();
        }
    }
}
