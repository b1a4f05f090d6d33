using System.CommandLine;
using System.Globalization;
using System.Text;
using S3Contract.Cli.Opening;
using S3Contract.Cli.Views;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Baselines;

namespace S3Contract.Cli.Commands;

/// <summary><c>baseline FILE</c>: what a charm breaks today, accepted.</summary>
internal sealed class BaselineCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The baseline to write. Reasons and dates of what it has already, and still fails, are kept." };

    private readonly Option<string> _from = new("--from")
    {
        Description = "What check found: the file that --report json=FILE wrote; - for standard input.",
        HelpName = "REPORT",
        Required = true,
    };

    private readonly Option<string?> _reason = new("--reason") { Description = "Why the failures that are new in it are accepted.", HelpName = "TEXT" };

    private readonly Option<DateOnly?> _expires = new("--expires")
    {
        Description = "The last day on which they are.",
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                return day;
            }

            result.AddError($"--expires {text}: expected a day as 2027-01-31");
            return null;
        },
    };

    private readonly Surroundings _around;

    public BaselineCommand(Surroundings around)
    {
        _around = around;
        Command = new Command("baseline", "Writes a baseline: what a charm breaks now is accepted, and check --baseline FILE fails only on what is worse.") { _file, _from, _reason, _expires };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string file = parsed.GetValue(_file)!;
        string from = parsed.GetValue(_from)!;
        Baseline? before = File.Exists(file) ? Baseline.Read(NamedFile.Text(file, "a baseline", _around), file) : null;
        var report = JsonReport.Read(NamedFile.Text(from, "a JSON report", _around), from);
        if (report.Partial is { } partial)
        {
            throw new UsageException($"{from}: it is of a part of a check only ({partial}), which is no baseline for the whole");
        }

        var baseline = Baseline.Of(report, before, parsed.GetValue(_reason), parsed.GetValue(_expires));
        ReportFiles.Save(file, stream => stream.Write(Encoding.UTF8.GetBytes(baseline.Text())));
        int kept = before is null ? 0 : baseline.Accepted.Count(accepted => before.Accepted.Contains(accepted));
        string gone = before is null ? "" : FormattableString.Invariant($", {before.Accepted.Count - kept} gone");
        _around.Out.WriteLine(FormattableString.Invariant(
            $"wrote {Plain.Line(file)}: {baseline.Clauses.Count} clauses of level {baseline.Level}, {baseline.Accepted.Count} accepted failures ({baseline.Accepted.Count - kept} new{gone})"));
        return ExitCode.Conforms;
    }
}
