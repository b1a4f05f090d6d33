using System.Globalization;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Failures;

namespace S3Contract.Cli.Views;

/// <summary>Shows a report: what is wrong first, each cause once; then what could not be told and why; then what that comes to.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="program">How this program was called.</param>
/// <param name="verdict">What the report comes to.</param>
internal sealed class CheckView(Screen screen, string program, CheckVerdict verdict)
{
    private const int MostNamed = 6;
    private const int MostScripts = 3;

    /// <summary>Every violation, every script?</summary>
    public bool Verbose { get; init; }

    /// <summary>A line for every clause?</summary>
    public bool All { get; init; }

    public void Show(CheckReport report)
    {
        screen.Prose(
            [
                (Plain.Line(report.Subject.Name), "bold"),
                ($" ({report.Subject.Host}): {report.Subject.Role} on endpoint {Plain.Line(report.Subject.Endpoint)}, level {report.Level}, seed {Number(report.Seed)}", "default"),
            ]);
        if (report.NotSimulated.Count > 0)
        {
            screen.Prose([($"declared by the charm and not simulated: {Plain.Line(string.Join(", ", report.NotSimulated))}", "yellow")]);
        }

        foreach (string taken in report.TakenAs)
        {
            screen.Prose([(Plain.Line(taken), "yellow")]);
        }

        foreach (string started in report.HookStarts)
        {
            screen.Prose([(Plain.Line(started), "grey")]);
        }

        Failures(report);
        if (All || Verbose)
        {
            new ClauseList(screen).Show(report);
        }

        Gaps(report);
        Scripts(report);
        Baseline(report);
        new SearchView(screen, Verbose).Show(report);
        Summary(report);
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");

    private void Failures(CheckReport report)
    {
        Cause[] causes = [.. Cause.Of(report)];
        foreach (Cause cause in causes.Where(cause => cause is { Counts: true, IsAccepted: false } || Verbose))
        {
            screen.Line();
            screen.Line((cause.IsAccepted ? "fail, accepted by the baseline" : cause.Counts ? "FAIL" : "fail beyond the level", cause is { Counts: true, IsAccepted: false } ? "red bold" : "yellow"));
            screen.Show(CauseText.Of(cause, violation => violation.Replay is { } replay ? $"{program} {replay}" : null, Verbose).Select(line => line.In(2)));
        }

        string[] beyond = [.. causes.Where(cause => !cause.Counts).SelectMany(cause => cause.Clauses).Select(clause => clause.Id).Distinct(StringComparer.Ordinal)];
        if (beyond.Length > 0 && !Verbose)
        {
            screen.Line();
            screen.Prose([($"broken beyond level {report.Level}, which does not count: ", "yellow"), ($"{string.Join(", ", beyond)} (--verbose shows how)", "default")]);
        }
    }

    private void Gaps(CheckReport report)
    {
        IReadOnlyList<Gap> gaps = Gap.Of(report);
        if (gaps.Count == 0)
        {
            return;
        }

        int open = gaps.Sum(gap => gap.Clauses.Count);
        screen.Line();
        screen.Prose([($"not put to the test: {open} of {Count(report.Counted.Count(), "clause", "clauses")} of level {report.Level}", "yellow")]);
        foreach (Gap gap in gaps)
        {
            string ids = string.Join(", ", All || Verbose ? gap.Clauses : gap.Clauses.Take(MostNamed)) + (gap.Clauses.Count > MostNamed && !All && !Verbose ? ", …" : "");
            screen.Prose([(FormattableString.Invariant($"  {gap.Clauses.Count,3}  {Plain.Line(gap.Reason)}: "), "default"), (ids, "grey")], indent: 7);
            if (gap.Needed.Length > 0)
            {
                screen.Prose([($"       needs: {Plain.Line(gap.Needed)}", "default")], indent: 14);
            }

            if (gap.Show is { } show)
            {
                screen.Line("       what it does instead:");
                screen.Line(($"         {program} {Plain.Line(show)}", "default"));
            }
        }
    }

    private void Scripts(CheckReport report)
    {
        ScenarioResult[] warned = [.. report.Scenarios.Where(scenario => scenario.Warns || scenario is { IsOwn: true, Verdict: Verdict.Fail })];
        ScenarioResult[] shown = Verbose ? [.. report.Scenarios] : All ? warned : [.. warned.Where(scenario => scenario.IsOwn), .. warned.Where(scenario => !scenario.IsOwn).Take(MostScripts)];
        if (warned.Length + shown.Length == 0)
        {
            return;
        }

        screen.Line();
        int warnings = warned.Count(scenario => scenario.Warns);
        if (warnings > 0)
        {
            screen.Prose(
                [
                    ($"{Count(warnings, "script", "scripts")} did not go as with the reference charms", "yellow"),
                    ($", and broke no clause that counts: a warning{(shown.Length < warned.Length ? " (--all shows them all)" : "")}", "default"),
                ]);
        }

        foreach (ScenarioResult scenario in shown)
        {
            screen.Prose(
                [
                    ($"  {VerdictName.Of(scenario),-12}  ", Style(scenario)),
                    (Plain.Line(scenario.Name), "default"),
                    (scenario.Reason is null ? "" : $"  {Plain.Line(scenario.Reason)}", "grey"),
                ],
                indent: 16);
            if (Verbose || scenario.IsOwn)
            {
                screen.Show(scenario.Missed.Select(line => line.In(4)));
            }
        }
    }

    private void Baseline(CheckReport report)
    {
        if (report.Baseline is not { } baseline)
        {
            return;
        }

        Tell("worse than the baseline", "red bold", baseline.Worse);
        Tell("new since the baseline was written", "yellow", baseline.Warnings);
        Tell("accepted, and stale: write the baseline anew", "yellow", baseline.Stale);

        void Tell(string title, string style, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0)
            {
                screen.Line();
                screen.Line((title, style));
            }

            foreach (string line in lines)
            {
                screen.Prose([("  " + Plain.Line(line, trim: false), "default")], indent: 4);
            }
        }
    }

    private static string Style(ScenarioResult scenario) => scenario.Warns ? "yellow" : ClauseList.StyleOf(scenario.Verdict, counts: true);

    private static string Verdicts(IReadOnlyList<ClauseResult> clauses)
    {
        int Of(Verdict wanted) => clauses.Count(clause => clause.Verdict == wanted);
        return FormattableString.Invariant($"{Of(Verdict.Pass)} passed, {Of(Verdict.Fail)} failed, {Of(Verdict.Inconclusive)} inconclusive, {Of(Verdict.Waived)} waived");
    }

    // The lines of the campaigns tell of theirs; of hook commands only those of scripts are counted.
    private void Ran(CheckReport report)
    {
        long hooks = report.Counts.Hooks - report.Campaigns.Sum(campaign => campaign.Hooks);
        if (report.Counts.Scripts > 0 || report.Campaigns.Count + report.Explorations.Count == 0)
        {
            screen.Line(
                $"{Count(report.Counts.Scripts, "script", "scripts")}, {Count((int)Math.Max(0, hooks), "hook", "hooks")}, {Count(report.Counts.HookCommands, "hook command", "hook commands")}");
        }
    }

    private void Summary(CheckReport report)
    {
        ClauseResult[] counted = [.. report.Counted];
        ClauseResult[] beyond = [.. report.Clauses.Where(clause => !clause.Counts)];
        screen.Line();
        screen.Prose(
            [
                ($"{Count(counted.Length, "clause", "clauses")} of level {report.Level}: {Verdicts(counted)}", "default"),
                (All || Verbose ? "" : " (--all lists the clauses)", "grey"),
            ]);
        if (beyond.Length > 0)
        {
            screen.Prose([($"{Count(beyond.Length, "clause", "clauses")} beyond it, which {(beyond.Length == 1 ? "does" : "do")} not count: {Verdicts(beyond)}", "default")]);
        }

        Ran(report);
        foreach (LackFound lack in report.Lacks)
        {
            screen.Prose([(Plain.Line(lack.Sentence), "yellow")]);
        }

        screen.Prose([($"{Plain.Line(report.Subject.Name)}: {verdict.InWords(report)}", report.Verdict switch
        {
            Verdict.Pass => "green bold",
            Verdict.Fail => "red bold",
            _ => "yellow bold",
        })]);
        if (Cause.Of(report).FirstOrDefault(cause => cause is { Counts: true, IsAccepted: false }) is { } first)
        {
            screen.Line(($"next: {program} explain {first.Clauses[0].Id}", "default"));
        }
    }
}
