using System.Globalization;
using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.Subjects.Processes;

namespace S3Contract.Harness.Subjects.Warm;

/// <summary>A process that a <see cref="ForkServer"/> has forked for a hook.</summary>
internal sealed unsafe class ForkedHook : HookProcess
{
    private const int ReadOnly = 0;
    private const int LastWait = 10_000;
    private const int LongestReport = 256 * 1024;

    private readonly ForkServer _server;
    private readonly Action<IEnumerable<string>> _learn;
    private readonly string _report;
    private readonly SoughtConnections _before;
    private int _number;
    private int _pidfd = -1;
    private int _out;
    private int _error;
    private (int, int)? _ended;

    private ForkedHook(ForkServer server, Action<IEnumerable<string>> learn, string report, int stdout, int stderr) =>
        (_server, _learn, _report, _out, _error, _before) = (server, learn, report, stdout, stderr, server.IsApart ? SoughtConnections.Of(server.Pid) : default);

    public override int EndDescriptor => _pidfd;

    public override int StdoutDescriptor => _out;

    public override int StderrDescriptor => _error;

    public override SoughtConnections Sought => _server.IsApart ? SoughtConnections.Of(_server.Pid).Since(_before) : default;

    /// <summary>Forks.</summary>
    /// <param name="server">The server.</param>
    /// <param name="python">How Python is started for it.</param>
    /// <param name="start">The hook.</param>
    /// <param name="learn">Told which modules the hook has imported that the server had not loaded.</param>
    /// <returns>Null if it could not be done; then nothing of the charm has run.</returns>
    public static ForkedHook? Start(ForkServer server, PythonStart python, HookLaunch start, Action<IEnumerable<string>> learn)
    {
        string stdout = Path.Combine(start.Channel, "stdout"), stderr = Path.Combine(start.Channel, "stderr"), report = Path.Combine(start.Channel, "modules");
        ForkedHook hook = new(server, learn, report, Pipes.Make(stdout, ReadOnly), Pipes.Make(stderr, ReadOnly));
        string job = Path.Combine(start.Channel, "job");
        using HeldFolder? channel = HeldFolder.Reach(start.Channel);
        if (hook._out < 0 || hook._error < 0 || channel is null)
        {
            hook.Close();
            return null;
        }

        IReadOnlyList<string> arguments = python.ArgumentsIn(start.Folder), words = python.CommandLine(start.Folder);
        string[] fields =
        [
            start.Folder, stdout, stderr, report, python.ScriptIn(start.Folder), Count(arguments), .. arguments, Count(words), .. words,
            .. python.Environment(start.Environment, start.Folder),
        ];
        channel.Write("job", Encoding.UTF8.GetBytes(string.Concat(fields.Select(field => field + "\0"))));
        if (!int.TryParse(server.Fork(job, start.Mark), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || server.Known(number) is not (> 0 and var pid))
        {
            hook.Close();
            return null;
        }

        hook._number = number;
        hook.Pid = pid;
        hook._pidfd = Posix.PidfdOpen(pid);
        return hook;
    }

    public override bool HasEnded()
    {
        Posix.PollEntry end = new() { Descriptor = _pidfd, Events = Posix.PollIn };
        return _ended is not null || Posix.Poll(&end, 1, 0) > 0;
    }

    // It may not have come so far as to make a group of its own.
    public override void KillGroup()
    {
        _ = Posix.Kill(-Pid, Posix.SigKill);
        if (_ended is null)
            _ = Posix.Kill(Pid, Posix.SigKill);
    }

    public override (int ExitCode, int Signal) Reap()
    {
        if (_ended is null)
        {
            Posix.PollEntry end = new() { Descriptor = _pidfd, Events = Posix.PollIn };
            _ = Posix.Poll(&end, 1, LastWait);
            string? status = _server.Ask(string.Create(CultureInfo.InvariantCulture, $"reap {_number}"));

            // Where the server is gone, nobody knows how its child ended.
            _ended = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? Told(Ended(code)) : (0, Posix.SigKill);
        }

        return _ended.Value;
    }

    public override void Dispose()
    {
        if (_ended is null)
        {
            KillGroup();
            Reap();
        }

        Close();
        if (PlainFile.Start(_report, LongestReport) is { Length: > 0 } report)
            _learn(Encoding.UTF8.GetString(report).Split('\n'));
    }

    // Who isolates tells of a signal as a shell does.
    private (int ExitCode, int Signal) Told((int ExitCode, int Signal) end) => _server.IsApart && end.Signal != 0 ? (128 + end.Signal, 0) : end;

    private static string Count(IReadOnlyList<string> words) => words.Count.ToString(CultureInfo.InvariantCulture);

    private void Close()
    {
        foreach (int descriptor in new[] { _pidfd, _out, _error })
        {
            if (descriptor >= 0)
                _ = Posix.Close(descriptor);
        }

        (_pidfd, _out, _error) = (-1, -1, -1);
    }
}
