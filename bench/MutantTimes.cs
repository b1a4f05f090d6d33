using System.Globalization;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Bench;

/// <summary>How long the default campaign takes until the clause that names the fault of a mutant is broken for the first time, and how long to
/// shrink the script. Medians of processor time on one core.</summary>
internal static class MutantTimes
{
    private const int Samples = 3;

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        Console.WriteLine("ms to find    ms to shrink    commands    mutant");
        var finds = new List<double>();
        var shrinks = new List<double>();
        foreach (Mutant mutant in AllMutants.List)
        {
            Cast cast = Hunt.CastOf(mutant.Charm, mutant.Role);
            (double find, Quarry quarry) = Median(() => Hunt.Run(cast, mutant.Role, until: mutant.Clause));
            finds.Add(find);
            string shrinking = "           -           -";
            if (quarry.Drawn.TryGetValue(mutant.Clause, out Script? script))
            {
                (double shrink, Harness.Campaigns.CampaignFailure? shortest) = Median(() => Hunt.Shrink(cast, mutant.Role, script, mutant.Clause, runs: 100));
                shrinks.Add(shrink);
                shrinking = string.Create(CultureInfo.InvariantCulture, $"{shrink,12:0.0}{shortest?.Script.Commands.Count() ?? 0,12}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{find,10:0.0}{shrinking}    {mutant.Name}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{finds.Count} mutants; median {Middle(finds):0.0} ms to find, {Middle(shrinks):0.0} ms to shrink within 100 runs"));
    }

    private static (double Milliseconds, T Result) Median<T>(Func<T> work)
    {
        T result = work();
        var times = new List<double>();
        for (int i = 0; i < Samples; i++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            result = work();
            times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        return (Middle(times), result);
    }

    private static double Middle(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
