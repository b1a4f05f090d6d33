using BenchmarkDotNet.Running;
using S3Contract.Bench;

// `quick` prints medians in about ten seconds (`quick 3` those of one workload); anything else goes to BenchmarkDotNet.
if (args is ["quick", .. string[] which])
{
    Quick.Run(which);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(HookBenchmarks).Assembly).Run(args);
