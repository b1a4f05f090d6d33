using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Workers;

/// <summary>Has hooks done by workers of the charm, each of which does one at a time, of whichever unit. A worker goes on as long as its hooks end
/// well: of what fails or is thrown away, it is to remember nothing.</summary>
internal sealed class WorkerStart(RunFolder run, string stage) : IHookStarter, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Worker> _idle = new();
    private int _count;
    private bool _isDisposed;

    /// <summary>Has a worker done a hook?</summary>
    public bool HasWorked { get; private set; }

    public bool Isolates => false;

    public string? Find(string folder, Hook hook) => Path.Combine(folder, WorkerProgram.Name);

    public HookProcess? Start(HookLaunch start, out int error)
    {
        error = 0;
        if ((Idle() ?? New(start, out error)) is not { } worker)
            return null;
        HasWorked = true;
        return new WorkerHook(worker, start, Leave);
    }

    public void Asked(HookProcess process, HookLaunch start)
    {
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_idle.TryPop(out Worker? worker))
                worker.Dispose();
        }
    }

    private Worker? Idle()
    {
        lock (_lock)
        {
            while (_idle.TryPop(out Worker? worker))
            {
                if (worker.IsReady())
                    return worker;
                worker.Dispose();
            }

            return null;
        }
    }

    private Worker? New(HookLaunch start, out int error) => Worker.Start(
        run, Interlocked.Increment(ref _count), [Path.Combine(stage, WorkerProgram.Name)], [.. start.Environment.Where(HookLaunch.IsOfEveryHook)], stage, out error);

    private void Leave(Worker worker, bool isReady)
    {
        lock (_lock)
        {
            if (isReady && !_isDisposed)
                _idle.Push(worker);
            else
                worker.Dispose();
        }
    }
}
