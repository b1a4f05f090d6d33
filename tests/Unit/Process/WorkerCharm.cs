using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A charm with a worker of shell that runs the same lines for each hook, which is in <c>$line</c>, deployed in a simulated Juju.</summary>
internal sealed class WorkerCharm : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("worker-charm-").FullName;

    /// <summary>Makes a charm.</summary>
    /// <param name="lines">What the worker does for each hook; the name of it is in <c>$hook</c>.</param>
    /// <param name="dispatch">A <c>dispatch</c>; null for none.</param>
    /// <param name="limit">The time limit of a hook.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="isIsolated">Are its hooks to be isolated?</param>
    public WorkerCharm(string lines, string? dispatch = null, TimeSpan? limit = null, int units = 1, bool isIsolated = false)
        : this(dispatch, limit, "#!/bin/sh\nwhile IFS= read -r line; do\nhook=${line#*:\\\"} hook=${hook%%\\\"*}\n" + lines + "\ndone\n", units, isIsolated)
    {
    }

    private WorkerCharm(string? dispatch, TimeSpan? limit, string worker, int units, bool isIsolated = false)
    {
        File.WriteAllText(Path.Combine(_folder, "metadata.yaml"), "name: script\nprovides:\n  s3: {interface: s3}\n");
        WriteProgram("worker", worker);
        if (dispatch is not null)
            WriteProgram("dispatch", "#!/bin/sh\n" + dispatch + "\n");
        Charm = ProcessCharm.Open(_folder, ExampleCharms.Options with { HookTimeLimit = limit ?? TimeSpan.FromSeconds(60), Transport = Transport.Worker, Isolate = isIsolated });
        Juju = new Simulation(new SimulationOptions { Retries = 0 });
        Juju.Deploy("script", Charm, units);
    }

    /// <summary>The same in Python: the lines are the whole program.</summary>
    public static WorkerCharm InPython(string program, int units = 1)
    {
        ExampleCharms.NeedsPython();
        return new WorkerCharm(null, null, "#!/usr/bin/env python3\n" + program, units);
    }

    public ProcessCharm Charm { get; }

    public Simulation Juju { get; }

    /// <summary>How the hooks were started, for people.</summary>
    public string? HookStarts => ((ICharmSubject)Charm).HookStarts;

    /// <summary>Runs a unit's next hook; a failed one again.</summary>
    public HookStep Next(int unit = 0, CancellationToken cancellation = default) => Juju.RunNext(new UnitName("script", unit), cancellation)!;

    /// <summary>What went wrong in a first hook whose worker does this.</summary>
    public static string? FailureOf(string lines)
    {
        using WorkerCharm charm = new(lines);
        HookStep step = charm.Next();
        return step.Outcome == HookOutcome.Failed ? step.Failure : null;
    }

    public void Dispose()
    {
        Juju.Dispose();
        Charm.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void WriteProgram(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
