using System.Globalization;
using System.Runtime.Versioning;
using S3Contract.Bench.Comparing;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Bench.Processes;

/// <summary>How long a hook command takes from its start to its end, as the charm sees it, beside a shell that does nothing.</summary>
[SupportedOSPlatform("linux")]
internal static class HookCommandRow
{
    private const string Name = "hook-command-p50-ms";

    /// <summary>Measures.</summary>
    public static Row Measure(Scale scale)
    {
        if (Python.Path is null)
        {
            return Row.Of(Name, null, null, "ms", "python3 is not installed: the charm that measures is written in it.");
        }

        using Scratch scratch = new();
        string times = Path.Combine(scratch.Path, "times");
        string profile = Path.Combine(scratch.Path, "profile.yaml");
        File.WriteAllText(profile, string.Create(CultureInfo.InvariantCulture, $"environment:\n  BENCH_TIMES: {times}\n  BENCH_COUNT: \"{scale.Hooks * 10}\"\n"));
        using PlainUnit unit = new(PeerScripts.Path("asking-charm"), Transport.Cold, profile);
        unit.UpdateStatus(scale.Turns);
        double[][] measured = [.. File.ReadLines(times).Select(line => line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture) * 1000).ToArray())];
        double[] all = [.. measured.Select(pair => pair[0]).Order()];
        return Row.Of(
            Name,
            Rounds.Median(all),
            Rounds.Median(measured.Select(pair => pair[1])),
            "ms",
            string.Create(
                CultureInfo.InvariantCulture,
                $"is-leader, {all.Length} times, from posix_spawn to its end, in turns with a shell script that says exit 0: the floor for a hook command in sh. The slowest of a hundred took {all[all.Length * 99 / 100]:0.00} ms."));
    }
}
