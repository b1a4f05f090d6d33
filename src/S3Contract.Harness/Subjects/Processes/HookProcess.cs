namespace S3Contract.Harness.Subjects.Processes;

/// <summary>The process that runs the charm's code for one hook, in a session and group of its own, with its output on two pipes.</summary>
internal abstract class HookProcess : IDisposable
{
    /// <summary>The process, which is also its group and session.</summary>
    public int Pid { get; protected set; }

    /// <summary>Readable when the process has ended; -1 where the system has no such thing.</summary>
    public abstract int EndDescriptor { get; }

    public abstract int StdoutDescriptor { get; }

    public abstract int StderrDescriptor { get; }

    /// <summary>Has the process ended? Looks without waiting.</summary>
    public abstract bool HasEnded();

    /// <summary>Kills every process of the group.</summary>
    public abstract void KillGroup();

    /// <summary>Waits for the end of a process that has ended or was killed, and says how it ended: the exit code, or the signal.</summary>
    public abstract (int ExitCode, int Signal) Reap();

    public abstract void Dispose();

    /// <summary>What the system's status of a process says.</summary>
    protected static (int ExitCode, int Signal) Ended(int status)
    {
        int signal = status & 0x7F;
        return signal == 0 ? ((status >> 8) & 0xFF, 0) : (0, signal);
    }
}
