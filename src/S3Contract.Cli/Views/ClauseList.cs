using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Reference.Clauses;

namespace S3Contract.Cli.Views;

/// <summary>Shows a line for each clause, by family: its verdict, and how often it was put to the test or why nothing can be said.</summary>
internal sealed class ClauseList(Screen screen)
{
    public void Show(CheckReport report)
    {
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
                    Show(clause, report, width);
                }
            }
        }
    }

    /// <summary>The style of a verdict.</summary>
    public static string StyleOf(Verdict verdict, bool counts) => verdict switch
    {
        Verdict.Pass => "green",
        Verdict.Fail => counts ? "red bold" : "yellow",
        _ => "grey",
    };

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");

    private void Show(ClauseResult clause, CheckReport report, int width)
    {
        string about = clause.Verdict switch
        {
            Verdict.Pass => $"checked {Count(clause.Checked, "time", "times")}",
            Verdict.Fail => Count(clause.Violations.Count, "violation", "violations"),
            Verdict.Inconclusive => Plain.Line(Gap.ReasonOf(clause, report)),
            _ => Plain.Line(clause.Reason ?? ""),
        };
        screen.Prose(
            [
                ($"  {VerdictName.Of(clause.Verdict),-12}  ", StyleOf(clause.Verdict, clause.Counts)),
                ($"{clause.Id.PadRight(width)}  {clause.Level,-7}  ", clause.Counts ? "default" : "grey"),
                (about, "grey"),
            ],
            indent: 16);
    }
}
