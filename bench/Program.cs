using BenchmarkDotNet.Running;
using S3Contract.Bench;
using S3Contract.Bench.Comparing;

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

// `compare` measures ours beside what others would take, `growth` how cost grows with size; both keep the results and write numbers.md from them,
// as `numbers` does. With --smoke they only see that everything runs.
switch (args)
{
    case ["compare", .. string[] options]:
        Comparison.Compare(options is ["--smoke"]);
        return;
    case ["growth", .. string[] options]:
        Comparison.Grow(options is ["--smoke"]);
        return;
    case ["numbers"]:
        Comparison.Page();
        return;
    default:
        break;
}

// `quick` prints medians in about ten seconds (`quick 3` those of one workload); anything else goes to BenchmarkDotNet.
if (args is ["quick", .. string[] which])
{
    Quick.Run(which);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(HookBenchmarks).Assembly).Run(args);
