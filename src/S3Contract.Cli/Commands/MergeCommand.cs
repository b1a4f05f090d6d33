using System.CommandLine;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Cli.Commands;

/// <summary><c>merge FILE…</c>: the shards of a check, put together.</summary>
internal sealed class MergeCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The JSON reports of all shards of a check (check --shard I/N --report json=FILE), in any order.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int?> _maxInconclusive = SharedOptions.MaxInconclusive();
    private readonly Option<string[]> _report;
    private readonly Option<string?> _baseline = SharedOptions.Baseline();
    private readonly Option<bool> _noTiming = SharedOptions.NoTiming();
    private readonly Option<bool> _all = SharedOptions.All();
    private readonly Option<bool> _verbose = SharedOptions.Verbose();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public MergeCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        _report = SharedOptions.Report(services.Kinds());
        Command = new Command("merge", "Puts the shards of a check together, as if one check had found it all.\n\n" + ExitCode.Short)
        {
            _files, _maxInconclusive, _report, _noTiming, _baseline, _all, _verbose, _noColor,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var reports = new ReportFiles(parsed.GetValue(_report) ?? [], _services.Kinds(), _around);
        (string, CheckReport)[] shards = [.. parsed.GetValue(_files)!.Select(file => (file, JsonReport.Read(NamedFile.Text(file, "a JSON report of a shard", _around), file)))];
        CheckReport merged = ShardMerge.Of(shards, out string problem) ?? throw new UsageException(problem);
        if (parsed.GetValue(_noTiming))
        {
            merged = merged with { Timing = null, Scenarios = [.. merged.Scenarios.Select(script => script with { Duration = null })] };
        }

        CheckReport report = HeldBaseline.Open(parsed.GetValue(_baseline), merged.Level, _around)?.Hold(merged) ?? merged;
        var verdict = new CheckVerdict(parsed.GetValue(_maxInconclusive));
        new CheckView(Screen.For(_around, parsed.GetValue(_noColor)), _around.Program, verdict)
        {
            Verbose = parsed.GetValue(_verbose),
            All = parsed.GetValue(_all),
        }.Show(report);
        reports.Write(report);
        return verdict.ExitCodeOf(report);
    }
}
