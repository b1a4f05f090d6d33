using BenchmarkDotNet.Running;
using S3Contract.Bench;

// `campaigns` prints how fast campaigns are and where their time goes.
if (args is ["campaigns"])
{
    CampaignRates.Run();
    return;
}

// `mutants` prints how long it takes to kill each broken charm.
if (args is ["mutants"])
{
    MutantTimes.Run();
    return;
}

// `quick` prints medians in about ten seconds (`quick 3` those of one workload); anything else goes to BenchmarkDotNet.
if (args is ["quick", .. string[] which])
{
    Quick.Run(which);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(HookBenchmarks).Assembly).Run(args);
