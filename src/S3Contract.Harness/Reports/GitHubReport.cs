using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>What GitHub Actions shows beside the lines: commands to its runner, one a line, each cause once. Of a step it shows ten, so at most
/// nine are written, and then how many more there are.</summary>
internal sealed class GitHubReport : IReportWriter
{
    private const int Most = 9;

    /// <inheritdoc/>
    public string Format => "github";

    /// <inheritdoc/>
    public string About => "annotations of GitHub Actions, and the summary of its step";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(string.Concat(Lines(report).Select(line => line + "\n"))));

    private static string[] Lines(CheckReport report)
    {
        string[] errors =
        [
            .. Cause.Of(report).Where(cause => cause is { Counts: true, IsAccepted: false }).Select(cause => Command(
                cause.First.Place ?? report.Subject.Place,
                $"{string.Join(", ", cause.Clauses.Where(clause => clause.Counts).Select(clause => clause.Id))}",
                $"{cause.Headline}\n{cause.Clauses[0].Text}{(cause.First.Replay is { } replay ? $"\n{report.Tool.Name} {replay}" : "")}")),
            .. report.Baseline is { Worse: [var worst, ..] worse } baseline
                ? [Command(report.Subject.Place, "worse than the baseline", FormattableString.Invariant($"{worse.Count} {(worse.Count == 1 ? "thing is" : "things are")} worse than {baseline.File}: {worst}"))]
                : Array.Empty<string>(),
            .. report.Scenarios.Where(script => report.Baseline is null && script is { IsOwn: true, Verdict: Verdict.Fail, Missed.Count: > 0 })
                .Select(script => Command(script.Place ?? report.Subject.Place, script.Name, $"does not go as it says: {script.Reason}")),
            .. report.Interrupted ? [Command(report.Subject.Place, $"{report.Subject.Name}: partial", $"{report.Partial}{(report.Error is { } error ? ": " + error : "")}")] : Array.Empty<string>(),
        ];
        return errors.Length <= Most ? errors
            : [.. errors.Take(Most), Command(null, report.Subject.Name, FormattableString.Invariant($"and {errors.Length - Most} more; the summary of this step has them"))];
    }

    private static string Command(SourcePlace? place, string title, string message)
    {
        string file = place is null ? "" : $"file={Property(place.File)},";
        string line = place is { Line: > 0 } ? FormattableString.Invariant($"line={place.Line},") : "";
        return $"::error {file}{line}title={Property(title)}::{Message(Harmless.Text(message))}";
    }

    private static string Property(string text) => Message(Harmless.Line(text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Message(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
