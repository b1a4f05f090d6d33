using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Options;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;

namespace S3Contract.Cli.Commands;

/// <summary><c>judge TRACE…</c>: saved traces, judged again.</summary>
internal sealed class JudgeCommand
{
    private readonly Argument<string[]> _traces = new("TRACE")
    {
        Description = "A trace written by check or run with --trace; - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<ClauseLevel> _level = SharedOptions.Level();
    private readonly Option<string?> _profile = SharedOptions.Profile();
    private readonly Option<string[]> _report;
    private readonly Option<string?> _previous = SharedOptions.Previous();
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Option<bool> _verbose = SharedOptions.Verbose();
    private readonly Option<bool> _all = SharedOptions.All();
    private readonly Surroundings _around;
    private readonly IServiceProvider _services;

    public JudgeCommand(Surroundings around, IServiceProvider services)
    {
        _around = around;
        _services = services;
        _report = SharedOptions.Report(services.Kinds());
        Command = new Command("judge", "Judges saved traces again.\n\n" + ExitCode.Short) { _traces, _level, _profile, _report, _previous, _all, _verbose, _noColor };
        _profile.Description = "A profile whose waived clauses are waived: a file, or the name of a built-in one.";
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var reports = new ReportFiles(parsed.GetValue(_report) ?? [], _services.Kinds(), _around);
        CheckReport? previous = PreviousReport.Read(parsed.GetValue(_previous));
        CharmProfile profile = parsed.GetValue(_profile) is { } name ? CharmProfileFile.Named(name).Required() : new CharmProfile();
        IEnumerable<Trace>[] files = [.. parsed.GetValue(_traces)!.Select(file => NamedFile.Traces(file, _around))];
        CheckReport report = _services.GetRequiredService<TraceCheck>().Run(files.SelectMany(traces => traces), parsed.GetValue(_level), profile.Waive) with { Partial = "saved traces" };
        new CheckView(Screen.For(_around, parsed.GetValue(_noColor)), _around.Program, new CheckVerdict())
        {
            Verbose = parsed.GetValue(_verbose),
            All = parsed.GetValue(_all),
        }.Show(report);
        reports.Write(report.Beside(previous));
        return new CheckVerdict().ExitCodeOf(report);
    }
}
