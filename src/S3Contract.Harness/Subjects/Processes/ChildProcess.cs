using System.Runtime.InteropServices;
using System.Text;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A process in a session and group of its own, with exactly the environment given, standard input at the null device, unless something else is named,
/// and its output on two pipes. Started by <c>posix_spawn</c>: .NET's own process class cannot start a session, nor tell a signal from an exit code.
/// </summary>
internal sealed unsafe class ChildProcess : HookProcess
{
    private const int BusyAttempts = 100;
    private const int BusyPause = 10;

    private int _pidfd = -1;
    private int _out = -1;
    private int _error = -1;
    private bool _reaped;
    private int _status;

    private ChildProcess()
    {
    }

    public override int EndDescriptor => _pidfd;

    public override int StdoutDescriptor => _out;

    public override int StderrDescriptor => _error;

    /// <summary>Starts a process.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments, the program's own name first.</param>
    /// <param name="environment">Its whole environment, each as <c>name=value</c>.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="error">The system's error number if it could not be started, else 0.</param>
    /// <param name="mark">The mark that it and all that come of it are found by, see <see cref="ProcessMark"/>; 0 for none.</param>
    /// <param name="input">The file that is its standard input.</param>
    /// <returns>Null if it could not be started.</returns>
    public static ChildProcess? Start(
        string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string folder, out int error, ulong mark = 0, string input = "/dev/null")
    {
        ChildProcess child = new();
        int* pipes = stackalloc int[4];
        if (Posix.Pipe(pipes, Posix.OpenCloseOnExec) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            return null;
        }

        if (Posix.Pipe(pipes + 2, Posix.OpenCloseOnExec) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            _ = Posix.Close(pipes[0]);
            _ = Posix.Close(pipes[1]);
            return null;
        }

        (child._out, child._error) = (pipes[0], pipes[2]);
        using CStrings argv = new(arguments);
        using CStrings envp = new(environment);
        using CStrings paths = new([path, folder, input]);
        byte** names = paths.Pointer, words = argv.Pointer, variables = envp.Pointer;
        (int stdout, int stderr) = (pipes[1], pipes[3]);
        for (int attempt = 0; ; attempt++)
        {
            error = OpenForWriting.Start(() => ProcessMark.Start(mark, () => Spawn(child, names, words, variables, stdout, stderr)));

            // A process that is not ours to hold back, such as a test runner's, may have been starting just then. When it has, nobody tells.
            if (error != Posix.Etxtbsy || attempt == BusyAttempts)
                break;
            Thread.Sleep(BusyPause);
        }

        _ = Posix.Close(pipes[1]);
        _ = Posix.Close(pipes[3]);
        if (error != 0)
        {
            child._reaped = true;
            child.Dispose();
            return null;
        }

        child._pidfd = Posix.PidfdOpen(child.Pid);
        return child;
    }

    public override bool HasEnded()
    {
        if (!_reaped)
        {
            int status;
            int found = Posix.WaitPid(Pid, &status, Posix.NoHang);
            _reaped = found != 0;
            _status = found == Pid ? status : 0;
        }

        return _reaped;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>False if it has not come in that time.</returns>
    public bool EndsWithin(TimeSpan time)
    {
        Posix.PollEntry end = new() { Descriptor = _pidfd, Events = Posix.PollIn };
        _ = Posix.Poll(&end, 1, (int)time.TotalMilliseconds);
        return HasEnded();
    }

    public override void KillGroup() => _ = Posix.Kill(-Pid, Posix.SigKill);

    public override (int ExitCode, int Signal) Reap()
    {
        while (!_reaped)
        {
            int status = 0;
            int found = Posix.WaitPid(Pid, &status, 0);
            if (found != Pid && Marshal.GetLastPInvokeError() == Posix.Eintr)
                continue;
            _reaped = true;
            _status = status;
        }

        return Ended(_status);
    }

    public override void Dispose()
    {
        if (!_reaped)
        {
            KillGroup();
            Reap();
        }

        CloseOnce(ref _pidfd);
        CloseOnce(ref _out);
        CloseOnce(ref _error);
    }

    private static int Spawn(ChildProcess child, byte** paths, byte** argv, byte** envp, int stdout, int stderr)
    {
        byte* actions = stackalloc byte[Posix.OpaqueSize];
        byte* attributes = stackalloc byte[Posix.OpaqueSize];
        byte* signals = stackalloc byte[Posix.OpaqueSize];
        _ = Posix.SpawnActionsInit(actions);
        _ = Posix.SpawnAttributesInit(attributes);
        try
        {
            _ = Posix.SpawnActionsOpen(actions, 0, paths[2], 0, 0);
            _ = Posix.SpawnActionsDuplicate(actions, stdout, 1);
            _ = Posix.SpawnActionsDuplicate(actions, stderr, 2);
            _ = Posix.SpawnActionsChangeFolder(actions, paths[1]);
            _ = Posix.SpawnAttributesSetFlags(
                attributes, Posix.SpawnSetSession | Posix.SpawnSetSigMask | Posix.SpawnSetSigDefault);

            // .NET ignores SIGPIPE, and a child would inherit that; a charm expects the usual signals.
            _ = Posix.SignalsNone(signals);
            _ = Posix.SpawnAttributesSetSigMask(attributes, signals);
            _ = Posix.SignalsAll(signals);
            _ = Posix.SpawnAttributesSetSigDefault(attributes, signals);
            int pid;
            int error = Posix.Spawn(&pid, paths[0], actions, attributes, argv, envp);
            child.Pid = pid;
            return error;
        }
        finally
        {
            _ = Posix.SpawnActionsDestroy(actions);
            _ = Posix.SpawnAttributesDestroy(attributes);
        }
    }

    private static void CloseOnce(ref int descriptor)
    {
        if (descriptor >= 0)
            _ = Posix.Close(descriptor);
        descriptor = -1;
    }

    /// <summary>Texts as C wants them: UTF-8, ended by NUL, in a list ended by a null pointer.</summary>
    private sealed class CStrings : IDisposable
    {
        private readonly byte** _pointers;
        private readonly int _count;

        public CStrings(IReadOnlyList<string> texts)
        {
            _count = texts.Count;
            _pointers = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
            for (int i = 0; i < _count; i++)
            {
                int length = Encoding.UTF8.GetByteCount(texts[i]);
                _pointers[i] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
                Encoding.UTF8.GetBytes(texts[i], new Span<byte>(_pointers[i], length));
            }
        }

        public byte** Pointer => _pointers;

        public void Dispose()
        {
            for (int i = 0; i < _count; i++)
                NativeMemory.Free(_pointers[i]);
            NativeMemory.Free(_pointers);
        }
    }
}
