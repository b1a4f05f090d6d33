using System.Security.Cryptography;
using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Sarif;

namespace S3Contract.Harness.Reports;

/// <summary>The report for code hosts that show findings beside the lines: SARIF 2.1.0, each clause a rule, each clause that a cause breaks a result.</summary>
internal sealed class SarifReport : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public string About => "for code hosts that show findings beside the lines";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream)
    {
        SarifLog log = SarifLog.Of(report.Tool, report.Clauses.Select(Of), [.. Cause.Of(report).SelectMany(cause => Results(report, cause)), .. OwnScripts(report)]);
        SarifLog told = log with { Runs = [log.Runs[0] with { Invocations = Invocation(report) }] };
        stream.Write(Encoding.UTF8.GetBytes(told.Text() + "\n"));
    }

    private static SarifRule Of(ClauseResult clause) =>
        new(clause.Id, new SarifMessage(clause.Text), new SarifConfiguration(Level(clause.Counts))) { Help = clause.Source.Length == 0 ? null : new SarifMessage(clause.Source) };

    private static IEnumerable<SarifResult> Results(CheckReport report, Cause cause) => cause.Clauses.Select(clause =>
    {
        FoundViolation first = clause.Violations[0];
        string replay = first.Replay is { } command ? $"\n{report.Tool.Name} {command}" : "";
        string said = first.Behind?.LastWords is [.., var last] ? $": {last.Trim()}" : "";
        return new SarifResult(clause.Id, Level(clause.Counts), new SarifMessage($"{first.Message}{said}{replay}"), Locations(first.Place ?? report.Subject.Place))
        {
            PartialFingerprints = Fingerprint($"{report.Subject.Name} {clause.Id} {cause.Key}"),
            Suppressions = clause.Accepted is { } why ? [new SarifSuppression("external", why)] : null,
        };
    });

    private static IEnumerable<SarifResult> OwnScripts(CheckReport report) => report.Scenarios
        .Where(script => script is { IsOwn: true, Verdict: Verdict.Fail, Missed.Count: > 0 })
        .Select(script => new SarifResult("script", "error", new SarifMessage($"{script.Name} does not go as it says: {script.Reason}"), Locations(script.Place ?? report.Subject.Place))
        {
            PartialFingerprints = Fingerprint($"{report.Subject.Name} {script.Name}"),
        });

    private static SarifInvocation[]? Invocation(CheckReport report) => !report.Interrupted ? null :
        [new SarifInvocation(false, [new SarifNotification("error", new SarifMessage($"{report.Partial} (partial){(report.Error is { } error ? ": " + error : "")}"))])];

    private static SarifLocation[] Locations(SourcePlace? place) => place is null ? [] : [SarifLocation.Of(place.File, place.Line)];

    private static SortedDictionary<string, string> Fingerprint(string text) =>
        new(StringComparer.Ordinal) { ["s3contract/cause/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16] };

    private static string Level(bool counts) => counts ? "error" : "note";
}
