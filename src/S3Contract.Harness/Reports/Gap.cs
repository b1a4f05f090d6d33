using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;

namespace S3Contract.Harness.Reports;

/// <summary>Clauses that nothing put to the test, and what would.</summary>
/// <param name="Reason">Why nothing did.</param>
/// <param name="Needed">What would: the key of the profile, the event; empty if the reason says it.</param>
/// <param name="Clauses">The ids of the clauses, in the order of the catalogue.</param>
internal sealed record Gap(string Reason, string Needed, IReadOnlyList<string> Clauses)
{
    /// <summary>The arguments of the command line that show what the charm does instead; null if there is nothing to see.</summary>
    public string? Show { get; init; }

    /// <summary>The gaps in what a check found about the clauses that count, the largest first.</summary>
    public static IReadOnlyList<Gap> Of(CheckReport report) =>
    [
        .. report.Counted.Where(clause => clause.Verdict == Verdict.Inconclusive)
            .Select(clause => (clause.Id, Why: WhyOf(clause, report)))
            .GroupBy(one => one.Why)
            .Select(same => new Gap(same.Key.Reason, same.Key.Needed, [.. same.Select(one => one.Id)]) { Show = same.Key.Show })
            .OrderByDescending(gap => gap.Clauses.Count),
    ];

    /// <summary>Why nothing can be said of a clause, as it is told in a report.</summary>
    public static string ReasonOf(ClauseResult clause, CheckReport report) =>
        clause.Reason is { } reason && !reason.StartsWith(ClauseVerdict.Unexercised, StringComparison.Ordinal) ? reason : Untested(clause, report).Reason;

    private static (string Reason, string Needed, string? Show) WhyOf(ClauseResult clause, CheckReport report)
    {
        string reason = clause.Reason ?? ClauseVerdict.Unexercised;
        if (reason.StartsWith(SeenEvents.NoEvent, StringComparison.Ordinal))
        {
            string name = reason[SeenEvents.NoEvent.Length..].Split(' ')[0];
            return ($"the charm does not show the event {name}", $"ops logs it by itself; else log \"s3contract:event {name} relation=ID\" (docs/process-charms.md)", null);
        }

        if (reason.StartsWith(ProfileLines.NoLine, StringComparison.Ordinal))
        {
            return ("the profile has no line for the fields that they are about", "lines under set: or issue: in s3contract.yaml (docs/profile.md); --all names the fields", null);
        }

        return reason.StartsWith(ClauseVerdict.Unexercised, StringComparison.Ordinal) ? Untested(clause, report) : (reason, "", null);
    }

    // What is needed is never what was done already.
    private static (string Reason, string Needed, string? Show) Untested(ClauseResult clause, CheckReport report)
    {
        ScenarioResult[] about = [.. report.Scenarios.Where(scenario => scenario.Covers.Contains(clause.Id, StringComparer.Ordinal))];
        string? stopped = Array.Find(about, scenario => scenario is { Verdict: Verdict.Inconclusive, Warns: false, Reason: not null and not ScriptRunner.OwnKeys and not ScriptRun.Ended })?.Reason;
        return about switch
        {
            _ when stopped is not null => (WithoutLine(stopped), IsOfProfile(stopped) ? "a line in the charm's profile, s3contract.yaml (docs/profile.md)" : "", null),
            _ when report.Interrupted || report.Stopped => ("the check ended before it came to that", "", null),
            [] when report.Scenarios.All(scenario => scenario.Covers.Count == 0) && report.Campaigns.Count == 0 => (ClauseVerdict.Unexercised, "", null),
            [] when report.Campaigns.Count > 0 =>
                ("no script that ran is about it, and no random case came to it", FormattableString.Invariant($"more random cases than {report.Campaigns.Max(campaign => campaign.Cases)} (--cases), or others (--seed)"), null),
            [] when report.Partial is { } part => ($"no script of this part of a check ({part}) is about it", "", null),
            [] => (ClauseVerdict.Unexercised, "only the campaign may come to it: --cases NUMBER", null),
            _ when Array.Find(about, scenario => scenario.Warns)?.Replay is { } replay => ("its scripts ran, and the charm did not come to the point", "", $"{replay} --verbose"),
            _ => ("its scripts ran, and in them the charm did nothing that it speaks of", "", null),
        };
    }

    private static bool IsOfProfile(string reason) => reason.Contains("profile", StringComparison.Ordinal);

    // The same want stops many scripts, each at its own line.
    private static string WithoutLine(string reason) =>
        reason.StartsWith("line ", StringComparison.Ordinal) && reason.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? reason[(at + 2)..] : reason;
}
