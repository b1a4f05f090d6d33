using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A charm in Python, all hooks of which run the same lines, deployed in a simulated Juju.</summary>
internal sealed class PythonCharm : IDisposable
{
    // Asked for something, a hook shows how it was started.
    private const string Asks = "import subprocess\nsubprocess.run(['is-leader'], stdout=subprocess.DEVNULL)\n";
    private const string FromShell = "#!/bin/sh\nJUJU_DISPATCH_PATH=\"${JUJU_DISPATCH_PATH:-$0}\" PYTHONPATH=lib:venv exec ./src/charm.py\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("python-charm-").FullName;
    private readonly string _beside = Directory.CreateTempSubdirectory("python-path-").FullName;

    /// <summary>Makes a charm.</summary>
    /// <param name="lines">What each hook runs.</param>
    /// <param name="transport">How hooks are started.</param>
    /// <param name="own">A module <c>own</c> of the charm.</param>
    /// <param name="others">A module <c>others</c> that is installed beside it.</param>
    /// <param name="isShell">Is its dispatch a script of shell, as charmcraft writes it?</param>
    /// <param name="limit">The time limit of a hook.</param>
    /// <param name="isIsolated">Are its hooks isolated?</param>
    /// <param name="searchPath">Where programs are found; null for the system's own folders.</param>
    /// <param name="first">What each hook runs before it does anything else.</param>
    public PythonCharm(
        string lines, Transport transport = Transport.Warm, string own = "", string others = "", bool isShell = false, TimeSpan? limit = null,
        bool isIsolated = false, string? searchPath = null, string first = "")
    {
        ExampleCharms.NeedsPython();
        string source = Directory.CreateDirectory(Path.Combine(_folder, "src")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "lib"));
        File.WriteAllText(Path.Combine(_folder, "metadata.yaml"), "name: script\nprovides:\n  s3: {interface: s3}\n");
        File.WriteAllText(Path.Combine(_folder, "s3contract.yaml"), $"environment:\n  PYTHONPATH: {_beside}\n");
        File.WriteAllText(Path.Combine(isShell ? Path.Combine(_folder, "lib") : _folder, "own.py"), own);
        File.WriteAllText(Path.Combine(_beside, "others.py"), others);
        string code = "#!/usr/bin/env python3\n" + first + Asks + lines + "\n";
        WriteProgram(Path.Combine(_folder, "dispatch"), isShell ? FromShell : code);
        if (isShell)
            WriteProgram(Path.Combine(source, "charm.py"), code);

        Charm = Open(new ProcessOptions
        {
            HookTimeLimit = limit ?? TimeSpan.FromSeconds(60),
            Transport = transport,
            Isolate = isIsolated,
            SearchPath = searchPath ?? ExampleCharms.Options.SearchPath,
        });
        Juju = new Simulation(new SimulationOptions { Retries = 0 });
        Juju.Deploy("script", Charm);
    }

    public ProcessCharm Charm { get; }

    public Simulation Juju { get; }

    /// <summary>How the hooks were started, for people.</summary>
    public string? HookStarts => ((ICharmSubject)Charm).HookStarts;

    /// <summary>Runs the unit's next hook; a failed one again.</summary>
    public HookStep Next(CancellationToken cancellation = default) => Juju.RunNext(new UnitName("script", 0), cancellation)!;

    /// <summary>What some hooks of a charm say, with what is another each time made equal.</summary>
    public string[] Say(int hooks)
    {
        var said = new string[hooks];
        for (int i = 0; i < hooks; i++)
        {
            HookStep step = Next();
            said[i] = Plain($"{step.Hook.Name} {step.Outcome} {step.Failure}\n{step.Stdout}\n{step.Stderr}\n{string.Join('\n', step.Entries)}", step);
        }

        return said;
    }

    public void Dispose()
    {
        Juju.Dispose();
        Charm.Dispose();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_beside, recursive: true);
    }

    private ProcessCharm Open(ProcessOptions options)
    {
        try
        {
            return ProcessCharm.Open(_folder, options);
        }
        catch (CharmProblem refused) when (refused.Message.StartsWith("hooks cannot be isolated here", StringComparison.Ordinal))
        {
            Assert.Ignore(refused.Message);
            throw;
        }
    }

    private static void WriteProgram(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Plain(string text, HookStep step)
    {
        string plain = text.Replace(Charm.PrivateFolder, "RUN", StringComparison.Ordinal).Replace(_beside, "BESIDE", StringComparison.Ordinal)
            .Replace(Path.GetFileName(Charm.PrivateFolder), "NAME", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(
            plain, "units/[0-9]+/|hook-[0-9]+/[0-9]+|(?<=JUJU_CONTEXT_ID(?:=|', ')?)[^\\s']+|0x[0-9a-f]+", "#", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
    }
}
