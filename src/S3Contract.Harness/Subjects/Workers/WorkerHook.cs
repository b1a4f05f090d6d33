using System.Globalization;
using System.Text;
using S3Contract.Harness.Subjects.HookCommands;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Workers;

/// <summary>One hook that a <see cref="Worker"/> does: its standard output are messages.</summary>
internal sealed class WorkerHook : HookProcess
{
    private const int LongestLine = 16 * 1024 * 1024;
    private const int MostWaiting = 1000;

    private readonly Worker _worker;
    private readonly HookLaunch _start;
    private readonly string _context;
    private readonly Action<Worker, bool> _leave;
    private readonly List<byte> _line = [];
    private readonly Queue<(HookRequest Request, byte[] Input)> _asked = new();
    private byte[] _input = [];
    private WorkerMessage.End? _end;
    private string? _garbage;
    private (int, int)? _died;
    private int _requests;
    private bool _isKilled;
    private readonly ulong _unmarked;

    /// <summary>Begins a hook.</summary>
    /// <param name="worker">Who does it.</param>
    /// <param name="start">The hook.</param>
    /// <param name="leave">Told of the worker when the hook is over, and whether it can do another.</param>
    public WorkerHook(Worker worker, HookLaunch start, Action<Worker, bool> leave)
    {
        const string Context = "JUJU_CONTEXT_ID=";
        (_worker, _start, _leave) = (worker, start, leave);
        _context = start.Environment.First(variable => variable.StartsWith(Context, StringComparison.Ordinal))[Context.Length..];
        Pid = worker.Process.Pid;
        _unmarked = ProcessMark.Put(start.Mark, Pid);
        worker.Tell(WorkerMessage.Hook(start));
    }

    public override int EndDescriptor => _worker.Process.EndDescriptor;

    public override int StdoutDescriptor => _worker.Process.StdoutDescriptor;

    public override int StderrDescriptor => _worker.Process.StderrDescriptor;

    public override int InputDescriptor => _worker.InputDescriptor;

    /// <summary>Is the hook over, though its process goes on?</summary>
    public override bool IsDone => _end is not null || _garbage is not null;

    public override string? Problem => _garbage ?? (_end is not null ? null : _died is not { } died ? null
        : $"the charm's worker ended ({How(died)}) before it said that the hook had (docs/worker.md)");

    public override string LastError => _end?.Error ?? "";

    public override void TellMore() => _worker.TellMore();

    public override void Heard(ReadOnlySpan<byte> bytes, BoundedOutput stdout)
    {
        while (!bytes.IsEmpty && _garbage is null)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..end];
            if (_line.Count + part.Length > LongestLine)
            {
                _garbage = Wrong($"a line of more than {LongestLine / 1024 / 1024} MiB");
                return;
            }

            _line.AddRange(part);
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (end >= 0)
                Take(stdout);
        }
    }

    public override HookRequest? NextRequest()
    {
        // Whoever does not listen is not answered either.
        if (InputDescriptor >= 0 || !_asked.TryDequeue(out (HookRequest Request, byte[] Input) next))
            return null;
        _input = next.Input;
        return next.Request;
    }

    public override byte[] Input(int number) => _input;

    public override void Answer(HookRequest request, HookAnswer answer) => _worker.Tell(WorkerMessage.Answer(answer));

    public override bool HasEnded() => IsDone || _worker.Process.HasEnded();

    // A worker whose hook has ended goes on.
    public override void KillGroup()
    {
        if (_end is not null && _garbage is null)
            return;
        _isKilled |= !_worker.Process.HasEnded();
        _worker.Process.KillGroup();
    }

    public override (int ExitCode, int Signal) Reap()
    {
        if (_garbage is null && _end is { } end)
            return (end.ExitCode, 0);
        (int, int) how = _worker.Process.Reap();
        if (!_isKilled)
            _died = how;
        return how;
    }

    public override void Dispose()
    {
        ProcessMark.Put(_unmarked, Pid);
        _leave(_worker, _end is { ExitCode: 0 } && _garbage is null && !_start.IsThrownAway && _line.Count == 0);
    }

    private void Take(BoundedOutput stdout)
    {
        byte[] line = [.. _line];
        _line.Clear();
        WorkerMessage message = WorkerMessage.Read(line);
        if (_end is not null)
        {
            _garbage = Wrong("something after it had said that the hook had ended");
            return;
        }

        switch (message)
        {
            case WorkerMessage.Command when _asked.Count == MostWaiting:
                _garbage = Wrong($"more than {MostWaiting} hook commands without reading the answers");
                break;
            case WorkerMessage.Command command:
                // Below zero: no number of a request that comes through the pipes.
                _asked.Enqueue((new HookRequest(--_requests, _context, _start.Folder, command.Name, command.Arguments), Encoding.UTF8.GetBytes(command.Input)));
                break;
            case WorkerMessage.End end:
                _end = end;
                stdout.Add(Encoding.UTF8.GetBytes(end.Output));
                break;
            case WorkerMessage.Garbage garbage:
                _garbage = Wrong(garbage.Why);
                break;
        }
    }

    private static string Wrong(string what) => $"the charm's worker wrote to its standard output, which is for messages alone (docs/worker.md), {what}";

    private static string How((int ExitCode, int Signal) end) => end.Signal == 0
        ? string.Create(CultureInfo.InvariantCulture, $"exit status {end.ExitCode}")
        : string.Create(CultureInfo.InvariantCulture, $"killed by signal {end.Signal}");
}
