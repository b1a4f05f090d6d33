using System.Globalization;
using S3Contract.Bench.Comparing;
using S3Contract.Bench.Processes;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Traces;

namespace S3Contract.Bench.Growing;

/// <summary>Runs as files: masked and written, read and judged.</summary>
internal static class Traces
{
    /// <summary>How long it takes to mask the trace of a script and to write it.</summary>
    public static double MaskAndWrite(Script script)
    {
        Trace trace = ScriptRuns.Run(script, new Judge()).Trace;
        return 1 / Rounds.Rate(0, () => TraceJson.Write(Redaction.Masked(trace)).Length > 0 ? 1 : 0);
    }

    /// <summary>How long <c>s3contract judge</c> takes over a file of so many megabytes, and how much memory.</summary>
    public static IEnumerable<Growth> Judged(double[] megabytes)
    {
        if (Python.Path is null)
        {
            yield break;
        }

        using Scratch scratch = new();
        string file = Path.Combine(scratch.Path, "runs.jsonl");
        List<(double Size, double Seconds)> times = [];
        List<(double Size, double Megabytes)> peaks = [];
        foreach (double size in megabytes)
        {
            Write(file, size);
            double[] said = Python.Numbers(PeerScripts.Path("peak.py"), ["dotnet", HelpRow.Built("src/S3Contract.Cli", "S3Contract.Cli.dll"), "judge", file]);
            if (said[2] is not (0 or 1))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"judge failed with exit code {said[2]} on {size} MB"));
            }

            times.Add((size, said[0]));
            peaks.Add((size, said[1]));
        }

        yield return Growth.Of("MB of traces, judged by `s3contract judge`", times, "s", "The start of the program included; a file of many runs, as a check leaves it.");
        yield return Growth.Of("MB of traces, the most memory of `s3contract judge`", peaks, "MB", "The most memory that the process had. Runs are read one after the other.");
    }

    private static void Write(string file, double megabytes)
    {
        Trace masked = Redaction.Masked(ScriptRuns.Run(ScriptParser.Parse(File.ReadAllText(PeerScripts.Path("life.s3c")), "life.s3c").Script, new Judge()).Trace);
        using FileStream stream = File.Create(file);
        for (int run = 0; stream.Length < megabytes * 1e6; run++)
        {
            TraceHeader header = masked.Header with { Script = string.Create(CultureInfo.InvariantCulture, $"run-{run}"), Provider = masked.Header.Provider with { UnderTest = true } };
            TraceJson.Write([masked with { Header = header }], stream);
        }
    }
}
