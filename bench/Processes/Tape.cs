using System.Runtime.Versioning;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Bench.Processes;

/// <summary>A run whose processes are recorded, to be started again without us: the environment of each hook, and what each hook command answered.</summary>
[SupportedOSPlatform("linux")]
internal sealed class Tape
{
    private readonly string _folder;

    /// <summary>Makes an empty tape.</summary>
    /// <param name="folder">Where; it exists and is empty.</param>
    public Tape(string folder)
    {
        _folder = folder;
        File.WriteAllText(Path.Combine(folder, "next"), "0\n");
        Commands("record", "record-command.sh");
        Commands("replay", "replay-command.sh");
    }

    /// <summary>Puts the recorder in place of a charm's program.</summary>
    public void Watch(string charm)
    {
        string program = Path.Combine(charm, "dispatch");
        File.Move(program, program + ".real");
        File.WriteAllText(program, File.ReadAllText(PeerScripts.Path("record-dispatch.sh")).Replace("TAPE", _folder, StringComparison.Ordinal));
        File.SetUnixFileMode(program, File.GetUnixFileMode(program + ".real"));
    }

    private void Commands(string name, string script)
    {
        string commands = Path.Combine(_folder, name);
        Directory.CreateDirectory(commands);
        string program = Path.Combine(commands, ".command");
        File.Copy(PeerScripts.Path(script), program);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (string command in HookCommandLine.Names)
        {
            File.CreateSymbolicLink(Path.Combine(commands, command), ".command");
        }
    }
}
