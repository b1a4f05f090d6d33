using BenchmarkDotNet.Attributes;

namespace S3Contract.Bench;

/// <summary>One life of a relation, about a hundred hooks: divide by the count that <c>Hooks</c> prints.</summary>
[MemoryDiagnoser]
public class HookBenchmarks
{
    private Workload _workload = Workload.All[0];

    /// <summary>Which of the workloads.</summary>
    [Params(0, 1, 2, 3, 4)]
    public int Index { get; set; }

    /// <summary>Chooses the workload and says how many hooks one run of it is.</summary>
    [GlobalSetup]
    public void Choose()
    {
        _workload = Workload.All[Index];
        Console.WriteLine($"// {_workload.Name}: {_workload.Run()} hooks a run");
    }

    /// <summary>One life.</summary>
    [Benchmark]
    public int Life() => _workload.Run();
}
