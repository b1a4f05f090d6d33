namespace S3Contract.Bench.Comparing;

/// <summary>Measures several things in turns, so that whatever else the machine does meets each alike, and takes medians.</summary>
/// <param name="count">How many turns. With more than one, one before them is not counted: it compiles what runs.</param>
internal sealed class Rounds(int count)
{
    /// <summary>The median of each measure over all turns.</summary>
    public double[] Medians(params Func<double>[] measures)
    {
        foreach (Func<double> measure in count > 1 ? measures : [])
        {
            measure();
        }

        var values = new double[measures.Length][];
        for (int i = 0; i < measures.Length; i++)
        {
            values[i] = new double[count];
        }

        for (int turn = 0; turn < count; turn++)
        {
            for (int i = 0; i < measures.Length; i++)
            {
                values[i][turn] = measures[i]();
            }
        }

        return [.. values.Select(Median)];
    }

    /// <summary>The middle of some values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>How often some work is done in a second of processor time of this process.</summary>
    /// <param name="seconds">How long to go on.</param>
    /// <param name="work">The work: how much was done.</param>
    public static double Rate(double seconds, Func<long> work)
    {
        long done = 0;
        TimeSpan start = Environment.CpuUsage.TotalTime;
        double spent;
        do
        {
            done += work();
            spent = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        }
        while (spent < seconds);
        return done / spent;
    }
}
