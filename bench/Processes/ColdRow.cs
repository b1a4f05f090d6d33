using System.Globalization;
using System.Runtime.Versioning;
using S3Contract.Bench.Comparing;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Bench.Processes;

/// <summary>A script on a charm in POSIX shell and one in Python, a process for each hook, beside a bare loop of the same processes.</summary>
[SupportedOSPlatform("linux")]
internal static class ColdRow
{
    private const string Name = "cold-vs-spawn-loop";

    /// <summary>Measures.</summary>
    public static Row Measure(Scale scale)
    {
        if (Python.Path is null)
        {
            return Row.Of(Name, null, null, "s", "python3 is not installed: neither the charm nor the bare loop runs.");
        }

        using Scratch scratch = new();
        string[] charms = [Path.Combine(PeerScripts.Root, "examples", "sh-provider"), Path.Combine(PeerScripts.Root, "examples", "python-requirer")];
        string folder = Directory.CreateDirectory(Path.Combine(scratch.Path, "tape")).FullName;
        Tape tape = new(folder);
        string[] watched = [.. charms.Select(charm => scratch.CopyOf(charm, Path.GetFileName(charm)))];
        Array.ForEach(watched, tape.Watch);
        Script script = ScriptParser.Parse(File.ReadAllText(PeerScripts.Path(scale.Script)), scale.Script).Script;
        Run(watched, script);
        string[] arguments = [folder, .. charms];
        double[] said = [];
        double[] seconds = new Rounds(scale.Turns).Medians(
            () => Run(charms, script),
            () => (said = Python.Numbers(PeerScripts.Path("spawn_loop.py"), arguments))[0]);
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"{said[1]} hooks with {said[2]} hook commands of examples/sh-provider and examples/python-requirer; in the bare loop each hook command is a shell that prints the recorded answer. Ours simulates, answers, keeps and brings back folders.");
        if (said[3] > 0)
        {
            note += string.Create(CultureInfo.InvariantCulture, $" {said[3]} hooks ended otherwise in the bare loop.");
        }

        return Row.Of(Name, seconds[0], seconds[1], "s", note);
    }

    private static double Run(string[] folders, Script script)
    {
        ProcessOptions cold = new() { Transport = Transport.Cold };
        using ProcessCharm provider = ProcessCharm.Open(folders[0], cold);
        using ProcessCharm requirer = ProcessCharm.Open(folders[1], cold);
        Cast cast = new(new Player(provider, provider.Profile), new Player(requirer, requirer.Profile));
        return Scratch.Seconds(() => new ScriptRunner(cast, new RunOptions()).Run(script));
    }
}
