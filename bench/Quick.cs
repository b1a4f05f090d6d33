using System.Globalization;

namespace S3Contract.Bench;

/// <summary>Medians in seconds instead of minutes: enough to see whether a change helped. Time is processor time of this process, so that
/// whatever else the machine does counts little.</summary>
internal static class Quick
{
    private const int Samples = 9;
    private static readonly TimeSpan s_sampleTime = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(700);

    /// <summary>Measures and prints.</summary>
    /// <param name="which">The numbers of the workloads to run, from 0; none for all.</param>
    public static void Run(string[] which)
    {
        Console.WriteLine("hooks/s    ns/hook    bytes/hook    what");
        for (int number = 0; number < Workload.All.Count; number++)
        {
            if (which.Length > 0 && !which.Contains(number.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
            {
                continue;
            }

            Workload workload = Workload.All[number];
            _ = Measure(workload, s_warmUp);
            var rates = new double[Samples];
            long bytes = 0;
            for (int i = 0; i < Samples; i++)
            {
                (rates[i], bytes) = Measure(workload, s_sampleTime);
            }

            Array.Sort(rates);
            double median = rates[Samples / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{median,9:0}  {1e9 / median,7:0}  {bytes,12}    {workload.Name}"));
        }
    }

    private static (double HooksPerSecond, long BytesPerHook) Measure(Workload workload, TimeSpan time)
    {
        long hooks = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan spent;
        do
        {
            hooks += workload.Run();
            spent = Environment.CpuUsage.TotalTime - start;
        }
        while (spent < time);

        double seconds = spent.TotalSeconds;
        return (hooks / seconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / hooks);
    }
}
