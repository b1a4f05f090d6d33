using BenchmarkDotNet.Running;
using S3Contract.Bench;

// `quick` prints medians in about ten seconds; anything else goes to BenchmarkDotNet.
if (args is ["quick"])
{
    Quick.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(HookBenchmarks).Assembly).Run(args);
