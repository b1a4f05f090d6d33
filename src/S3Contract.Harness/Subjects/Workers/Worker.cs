using System.Globalization;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Workers;

/// <summary>A process of a charm that does one hook after the other. What it is told goes through a named pipe, which we hold open at both ends: it
/// ends for the worker when we let go of it, or are no more.</summary>
internal sealed unsafe class Worker : IDisposable
{
    private readonly RunFolder _run;
    private readonly int _input;
    private byte[] _unsent = [];
    private int _sent;
    private bool _isDisposed;

    private Worker(RunFolder run, int input, ChildProcess process) => (_run, _input, Process) = (run, input, process);

    public ChildProcess Process { get; }

    /// <summary>Writable when the worker can be told more; -1 if there is nothing to tell.</summary>
    public int InputDescriptor => _unsent.Length > _sent ? _input : -1;

    /// <summary>Starts one.</summary>
    /// <param name="run">Where its pipe lies.</param>
    /// <param name="number">Its number.</param>
    /// <param name="words">The words of the command.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="error">The system's error number if it could not be started, else 0.</param>
    /// <returns>Null if it could not be started.</returns>
    public static Worker? Start(RunFolder run, int number, string[] words, IReadOnlyList<string> environment, string folder, out int error)
    {
        string pipe = Path.Combine(run.Path, string.Create(CultureInfo.InvariantCulture, $"worker-{number}"));
        int input = Pipes.Make(pipe, Posix.OpenReadWrite);
        if (input < 0)
            throw new MachineProblem("the pipe to the charm's worker cannot be made in the temporary folder (TMPDIR, else /tmp)");
        ChildProcess? process = ChildProcess.Start(words[0], words, environment, folder, out error, input: pipe);

        // Both have it open now.
        File.Delete(pipe);
        if (process is null)
        {
            _ = Posix.Close(input);
            return null;
        }

        run.Guard(process.Pid);
        return new Worker(run, input, process);
    }

    /// <summary>Has it neither ended nor said anything, so that it can be given a hook? What it said on standard error since the last hook is nobody's.</summary>
    public bool IsReady()
    {
        if (Process.HasEnded())
            return false;
        byte* nobody = stackalloc byte[4096];
        for (int i = 0; i < 16 && HasSaid(Process.StderrDescriptor) && Posix.Read(Process.StderrDescriptor, nobody, 4096) > 0; i++)
        {
        }

        return !HasSaid(Process.StdoutDescriptor);
    }

    /// <summary>Tells it something, as far as it listens now; the rest when it can be told more.</summary>
    public void Tell(byte[] line)
    {
        _unsent = InputDescriptor < 0 ? line : [.. _unsent.AsSpan(_sent), .. line];
        _sent = 0;
        TellMore();
    }

    /// <summary>Tells it what it has not been told yet, as far as it listens.</summary>
    public void TellMore()
    {
        while (_sent < _unsent.Length)
        {
            fixed (byte* start = _unsent)
            {
                nint written = Posix.Write(_input, start + _sent, _unsent.Length - _sent);
                if (written <= 0)
                    return;
                _sent += (int)written;
            }
        }

        (_unsent, _sent) = ([], 0);
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Process.KillGroup();
        Process.Reap();
        Process.Dispose();
        _run.Release(Process.Pid);
        _ = Posix.Close(_input);
    }

    private static bool HasSaid(int descriptor)
    {
        Posix.PollEntry entry = new() { Descriptor = descriptor, Events = Posix.PollIn };
        return Posix.Poll(&entry, 1, 0) > 0;
    }
}
