using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// Runs a charm for one hook. One loop, no thread: it waits for a hook command, for output, or for the end of the process, whichever comes
/// first, so hook commands are served one at a time, as Juju does.
/// </summary>
internal sealed class HookRun(
    CharmLauncher launcher, IHookStarter starter, string folder, string channelFolder, HookTransaction transaction, string program, ulong mark = 0, UnitVolume? volume = null)
{
    // How long a process that has ended is given to have its output read: a child of it may hold the pipe for ever.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(100);

    private readonly UnitVolume _volume = volume ?? new UnitVolume();
    private readonly BoundedOutput _stdout = new(volume?.Kept ?? new UnitVolume().Kept);
    private readonly BoundedOutput _stderr = new(volume?.Kept ?? new UnitVolume().Kept);
    // That of Juju is as hard to guess: another unit must not speak for this hook.
    private readonly string _context = $"{transaction.Unit}-{transaction.Hook.Name}-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
    private readonly byte[] _buffer = new byte[64 * 1024];
    private HookCommandLine? _commands;
    private HookChannel? _channel;
    private bool _stdoutOpen = true;
    private bool _stderrOpen = true;

    /// <summary>What the unit sees, where it is isolated.</summary>
    public UnitView? View { get; init; }

    /// <summary>Is a connection that is refused a sign that the workload is not there?</summary>
    public bool MissesWorkload { get; init; }

    /// <summary>Is the hook thrown away, however it ends?</summary>
    public bool IsThrownAway { get; init; }

    /// <summary>Runs the charm.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the process is no more.</exception>
    public HookExit Run(CancellationToken cancellation)
    {
        using HookChannel channel = new(channelFolder, _volume.Room);
        _channel = channel;
        HookVariables juju = transaction.Environment with { ContextId = _context };
        HookLaunch start = new(program, folder, launcher.EnvironmentOf(juju, folder, channel.Address), channelFolder, transaction.Hook.Name)
        {
            Words = View is null ? [program] : View.By.Around(SoughtConnections.Watched(program, channelFolder), View),
            View = View,
            Mark = mark,
            IsThrownAway = IsThrownAway,
        };
        using HookProcess? child = starter.Start(start, out int error);
        if (child is null)
        {
            string problem = $"cannot run {program[(folder.Length + 1)..]}: {Reason(error)}";
            return MachineProblem.Is(error) ? throw new MachineProblem(problem) : new HookExit(HookExitKind.Error, problem);
        }

        launcher.Run.Guard(child.Pid);
        try
        {
            HookExit exit = Watch(child, channel, start, cancellation);
            if (View is not null)
                Note(child.Sought.And(SoughtConnections.Noted(channelFolder)), exit);
            return exit;
        }
        finally
        {
            child.KillGroup();
            child.Reap();
            launcher.Run.Release(child.Pid);
            _volume.Add(_stdout.Total + _stderr.Total, channel.Said);
        }
    }

    // A charm may well look whether somebody is there. If it fails thereafter, somebody would have been, for all that is known.
    private void Note(SoughtConnections sought, HookExit exit)
    {
        if (MissesWorkload && sought.Refused > 0)
            transaction.NoteRefusedConnection();
        else if (sought.Unreachable > 0 && exit.Kind is HookExitKind.Error or HookExitKind.TimedOut)
            transaction.NoteUnreachable();
    }

    private HookCommandLine Commands => _commands ??= new HookCommandLine(transaction, launcher.Events, _context)
    {
        Within = View is null ? null : folder,
        NamedFile = (number, place) => _channel?.NamedFile(number, place),
    };

    private static string Reason(int error) => error switch
    {
        Posix.Enoexec => "exec format error (a script needs a first line such as #!/bin/sh)",
        Posix.Enoent => "no such file or directory (the interpreter that its first line names)",
        Posix.Eacces => "permission denied",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };

    private HookExit Watch(HookProcess child, HookChannel channel, HookLaunch start, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        bool timedOut = false;
        while (!HasEnded(child, channel, start, begin, cancellation))
        {
            if (Commands.EndNow || channel.Problem is not null)
                break;
            if (IsOver(begin))
            {
                timedOut = true;
                break;
            }
        }

        if (timedOut || Commands.EndNow || channel.Problem is not null)
            child.KillGroup();
        Drain(child, channel);
        _stderr.Add(Encoding.UTF8.GetBytes(child.LastError));
        child.KillGroup();
        (int exitCode, int signal) = child.Reap();
        return Outcome(timedOut, channel.Problem, child.Problem, exitCode, signal);
    }

    private bool IsOver(long start) => Stopwatch.GetElapsedTime(start) > launcher.TimeLimit;

    private HookExit Outcome(bool timedOut, string? tooMuch, string? problem, int exitCode, int signal)
    {
        if (tooMuch is not null)
            return new HookExit(HookExitKind.TimedOut, tooMuch, _stdout.ToString(), _stderr.ToString());
        if (problem is not null && !timedOut && !Commands.EndNow)
            return new HookExit(HookExitKind.Error, problem + LastWords(), _stdout.ToString(), _stderr.ToString());

        (HookExitKind kind, string? failure) = (timedOut, signal, exitCode) switch
        {
            (true, _, _) => (HookExitKind.TimedOut, string.Create(
                CultureInfo.InvariantCulture, $"the hook took longer than its time limit of {launcher.TimeLimit.TotalSeconds} s (hook-time-limit) and was killed")),
            (_, not 0, _) when Commands.EndNow => (HookExitKind.Error, "ended by juju-reboot --now"),
            (_, not 0, _) => (HookExitKind.Error, string.Create(CultureInfo.InvariantCulture, $"killed by signal {signal}{SignalName(signal)}")),
            (_, _, 0) => (HookExitKind.Success, (string?)null),
            _ => (HookExitKind.Error, string.Create(CultureInfo.InvariantCulture, $"exit status {exitCode}{MissingModule()}")),
        };
        return new HookExit(kind, failure, _stdout.ToString(), _stderr.ToString());
    }

    // No fault of the charm, as a rule: its libraries are where we do not look.
    private string MissingModule() => _stderr.ToString().Contains("ModuleNotFoundError: No module named 'ops'", StringComparison.Ordinal)
        ? ": the charm finds no module ops (install it into the folder venv of the charm, or name its folder in the profile: environment: {PYTHONPATH: FOLDER})"
        : "";

    private string LastWords() =>
        _stderr.ToString().TrimEnd().Split('\n')[^1].Trim() is { Length: > 0 } last ? "; its last words: " + last : "";

    private static string SignalName(int signal) => signal switch
    {
        1 => " (SIGHUP)",
        2 => " (SIGINT)",
        3 => " (SIGQUIT)",
        4 => " (SIGILL)",
        6 => " (SIGABRT)",
        7 => " (SIGBUS)",
        8 => " (SIGFPE)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        13 => " (SIGPIPE)",
        15 => " (SIGTERM)",
        _ => "",
    };

    /// <summary>Waits a little for something to happen and deals with it.</summary>
    private bool HasEnded(HookProcess child, HookChannel channel, HookLaunch start, long begin, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        bool knowsEnd = child.EndDescriptor >= 0;
        (bool ended, bool request, _) = Wait(child, channel, knowsEnd ? 50 : 5);
        if (request)
            Serve(child, channel, start, begin);
        ServeAskedAloud(child, channel, begin);
        return child.IsDone || (knowsEnd ? ended : child.HasEnded());
    }

    // What is not served when the time is over is not served at all.
    private void Serve(HookProcess child, HookChannel channel, HookLaunch start, long begin)
    {
        foreach (HookRequest request in channel.Receive())
        {
            if (IsOver(begin) || channel.Problem is not null)
                return;
            starter.Asked(child, start);
            channel.Answer(request.Number, Commands.Run(request, channel.Input));
            channel.Count(request);
        }
    }

    private void ServeAskedAloud(HookProcess child, HookChannel channel, long begin)
    {
        while (!IsOver(begin) && channel.Problem is null && child.NextRequest() is { } request)
        {
            child.Answer(request, Commands.Run(request, child.Input));
            channel.Count(request);
        }
    }

    private void Drain(HookProcess child, HookChannel channel)
    {
        long start = Stopwatch.GetTimestamp();
        if (child.IsDone)
        {
            // It goes on: what it has said until now is what the hook has said.
            while (Wait(child, channel, 0, outputOnly: true).Output && Stopwatch.GetElapsedTime(start) < s_grace)
            {
            }

            return;
        }

        while ((_stdoutOpen || _stderrOpen) && Stopwatch.GetElapsedTime(start) is var waited && waited < s_grace)
        {
            (_, bool request, _) = Wait(child, channel, (int)(s_grace - waited).TotalMilliseconds + 1, outputOnly: true);
            if (request)
            {
                foreach (HookRequest late in channel.Receive())
                    channel.Answer(late.Number, new HookAnswer(1, "", $"ERROR {late.Command}: the hook that this command belongs to has ended\n"));
            }
        }
    }

    private unsafe (bool Ended, bool Request, bool Output) Wait(HookProcess child, HookChannel channel, int milliseconds, bool outputOnly = false)
    {
        // A negative descriptor is left out by poll.
        Posix.PollEntry* entries = stackalloc Posix.PollEntry[5];
        entries[0] = new Posix.PollEntry { Descriptor = channel.Descriptor, Events = Posix.PollIn };
        entries[1] = new Posix.PollEntry { Descriptor = _stdoutOpen ? child.StdoutDescriptor : -1, Events = Posix.PollIn };
        entries[2] = new Posix.PollEntry { Descriptor = _stderrOpen ? child.StderrDescriptor : -1, Events = Posix.PollIn };
        entries[3] = new Posix.PollEntry { Descriptor = outputOnly ? -1 : child.EndDescriptor, Events = Posix.PollIn };
        entries[4] = new Posix.PollEntry { Descriptor = outputOnly ? -1 : child.InputDescriptor, Events = Posix.PollOut };
        if (Posix.Poll(entries, 5, milliseconds) <= 0)
            return (false, false, false);

        if (entries[1].Returned != 0)
        {
            ReadOnlySpan<byte> heard = ReadFrom(child.StdoutDescriptor);
            _stdoutOpen = !heard.IsEmpty;
            child.Heard(heard, _stdout);
        }

        if (entries[2].Returned != 0)
        {
            ReadOnlySpan<byte> heard = ReadFrom(child.StderrDescriptor);
            _stderrOpen = !heard.IsEmpty;
            _stderr.Add(heard);
        }

        if (entries[4].Returned != 0)
            child.TellMore();
        return (entries[3].Returned != 0, entries[0].Returned != 0, entries[1].Returned != 0 || entries[2].Returned != 0);
    }

    private unsafe ReadOnlySpan<byte> ReadFrom(int descriptor)
    {
        fixed (byte* start = _buffer)
        {
            return _buffer.AsSpan(0, Math.Max(0, (int)Posix.Read(descriptor, start, _buffer.Length)));
        }
    }
}
