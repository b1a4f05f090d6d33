using System.Globalization;
using S3Contract.Harness.Conformance;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Reference;

namespace S3Contract.Cli;

/// <summary>Shows a report: a verdict for each clause by family, what is known about each failure, a summary.</summary>
internal sealed class CheckView(Screen screen, string program, bool verbose)
{
    private const int MostShown = 3;
    private const int MostScripts = 10;

    public void Show(CheckReport report)
    {
        screen.Line(
            (Plain.Line(report.Subject.Name), "bold"),
            ($" ({report.Subject.Host}): {report.Subject.Role} on endpoint {Plain.Line(report.Subject.Endpoint)}, level {report.Level}, seed {Number(report.Seed)}", "default"));
        int width = report.Clauses.Count == 0 ? 0 : report.Clauses.Max(clause => clause.Id.Length);
        // The families of users' own clauses, which nobody has described, are last.
        foreach (string family in ClauseCatalogue.Families.Select(family => family.Name).Union(report.Clauses.Select(clause => clause.Family), StringComparer.Ordinal))
        {
            ClauseResult[] clauses = [.. report.Clauses.Where(clause => string.Equals(clause.Family, family, StringComparison.Ordinal))];
            if (clauses.Length > 0)
            {
                string? about = ClauseCatalogue.Families.FirstOrDefault(one => string.Equals(one.Name, family, StringComparison.Ordinal))?.About;
                screen.Line();
                screen.Line((Plain.Line(family), "bold"), (about is null ? "" : $"  {about}", "grey"));
                foreach (ClauseResult clause in clauses)
                {
                    Show(clause, width);
                }
            }
        }

        Scenarios(report);
        new SearchView(screen, verbose).Show(report);
        Summary(report);
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");

    private static string StyleOf(Verdict verdict, bool counts) => verdict switch
    {
        Verdict.Pass => "green",
        Verdict.Fail => counts ? "red bold" : "yellow",
        _ => "grey",
    };

    private void Show(ClauseResult clause, int width)
    {
        string about = clause.Verdict switch
        {
            Verdict.Pass => $"checked {Count(clause.Checked, "time", "times")}",
            Verdict.Fail => Count(clause.Violations.Count, "violation", "violations"),
            _ => Plain.Line(clause.Reason ?? ""),
        };
        screen.Line(
            ($"  {VerdictName.Of(clause.Verdict),-12}  ", StyleOf(clause.Verdict, clause.Counts)),
            ($"{clause.Id.PadRight(width)}  {clause.Level,-7}  ", clause.Counts ? "default" : "grey"),
            (about, "grey"));
        if (clause.Verdict == Verdict.Fail)
        {
            Violations(clause);
        }
    }

    private void Violations(ClauseResult clause)
    {
        screen.Line(($"      {clause.Text}", "italic"));
        // Of each script the first, and the shortest way there first.
        FoundViolation[] violations = verbose
            ? [.. clause.Violations]
            : [.. clause.Violations.DistinctBy(violation => violation.Script, StringComparer.Ordinal).OrderBy(violation => violation.Step).Take(MostShown)];
        int shown = violations.Length;
        foreach (FoundViolation violation in violations)
        {
            screen.Line();
            screen.Show(ViolationText.Of(violation, violation.Replay is { } replay ? $"{program} {replay}" : null).Select(line => line.In(6)));
        }

        screen.Show(ViolationText.More(clause.Violations.Count - shown, " (--verbose shows all)").Select(line => line.In(6)));
    }

    private void Scenarios(CheckReport report)
    {
        ScenarioResult[] shown = [.. report.Scenarios.Where(scenario => verbose || scenario.Verdict == Verdict.Fail)];
        if (shown.Length == 0)
        {
            return;
        }

        screen.Line();
        screen.Line(("scripts", "bold"), (verbose ? "" : "  that did not go as they say; the clauses decide", "grey"));
        foreach (ScenarioResult scenario in verbose ? shown : shown.Take(MostScripts))
        {
            screen.Line(
                ($"  {VerdictName.Of(scenario.Verdict),-12}  ", StyleOf(scenario.Verdict, counts: true)),
                (Plain.Line(scenario.Name), "default"),
                (scenario.Reason is null ? "" : $"  {Plain.Line(scenario.Reason)}", "grey"));
            if (verbose)
            {
                screen.Show(scenario.Missed.Select(line => line.In(4)));
            }
        }

        if (!verbose && shown.Length > MostScripts)
        {
            screen.Line(($"  and {Count(shown.Length - MostScripts, "more script", "more scripts")} (--verbose shows all)", "grey"));
        }
    }

    private void Summary(CheckReport report)
    {
        int Of(Verdict verdict) => report.Clauses.Count(clause => clause.Verdict == verdict && (clause.Counts || verdict != Verdict.Fail));
        int others = report.Clauses.Count(clause => clause is { Verdict: Verdict.Fail, Counts: false });
        screen.Line();
        screen.Line(($"{Plain.Line(report.Subject.Name)}: {CheckVerdict.InWords(report)}", report.Verdict switch
        {
            Verdict.Pass => "green bold",
            Verdict.Fail => "red bold",
            _ => "yellow bold",
        }));
        string beyond = others == 0 ? "" : $", {Count(others, "clause", "clauses")} failed beyond level {report.Level}";
        screen.Line(FormattableString.Invariant(
            $"{Of(Verdict.Pass)} passed, {Of(Verdict.Fail)} failed, {Of(Verdict.Inconclusive)} inconclusive, {Of(Verdict.Waived)} waived{beyond}"));
        screen.Line(
            $"{Count(report.Counts.Scripts, "script", "scripts")}, {Count(report.Counts.Hooks, "hook", "hooks")}, {Count(report.Counts.HookCommands, "hook command", "hook commands")}");
    }
}
