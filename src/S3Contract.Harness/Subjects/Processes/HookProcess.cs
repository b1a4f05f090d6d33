using S3Contract.Harness.Subjects.HookCommands;

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

    /// <summary>Writable when it can be told more of what it has been answered; -1 if it has been told all.</summary>
    public virtual int InputDescriptor => -1;

    /// <summary>Is the hook over, though its process goes on?</summary>
    public virtual bool IsDone => false;

    /// <summary>What went wrong beside what its end tells, for people; null for nothing.</summary>
    public virtual string? Problem => null;

    /// <summary>Takes what has come on its standard output.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="stdout">What the hook has printed.</param>
    public virtual void Heard(ReadOnlySpan<byte> bytes, BoundedOutput stdout) => stdout.Add(bytes);

    /// <summary>What it sought in vain in a network of its unit's own, where it is not noted otherwise.</summary>
    public virtual SoughtConnections Sought => default;

    /// <summary>What it has said for standard error elsewhere; comes behind all that came there.</summary>
    public virtual string LastError => "";

    /// <summary>The next hook command that it asks for by its standard output; null if none, or if it asks in no such way.</summary>
    public virtual HookRequest? NextRequest() => null;

    /// <summary>The standard input of a hook command that it has asked for so.</summary>
    public virtual byte[] Input(int number) => [];

    /// <summary>Answers a hook command that it has asked for so.</summary>
    public virtual void Answer(HookRequest request, HookAnswer answer)
    {
    }

    /// <summary>Tells it more of what it has been answered, as far as it listens.</summary>
    public virtual void TellMore()
    {
    }

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
