using System.Globalization;
using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports;

/// <summary>The report for people, as the summary of a CI step or a comment: what is wrong first, each cause once. Short enough for GitHub
/// whatever was found.</summary>
internal sealed class MarkdownReport : IReportWriter
{
    /// <summary>The most bytes: a step's summary may have 1 MiB in all.</summary>
    public const int MostBytes = 900_000;

    private const int MostLines = 12;
    private const int MostNamed = 12;

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public string About => "for people: a step's summary, a comment";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream) => Write(report, stream, MostBytes);

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="most">The most bytes.</param>
    internal static void Write(CheckReport report, Stream stream, int most)
    {
        const string Cut = "\n… the rest is left out for its length; the JSON report has all of it.\n";
        int left = most - Encoding.UTF8.GetByteCount(Cut);
        foreach (string[] block in Blocks(report))
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(block.Select(line => line + "\n")) + "\n");
            if (text.Length > left)
            {
                stream.Write(Encoding.UTF8.GetBytes(Cut));
                return;
            }

            left -= text.Length;
            stream.Write(text);
        }
    }

    // What belongs together is written whole or left out.
    private static IEnumerable<string[]> Blocks(CheckReport report)
    {
        string partial = report.Partial is { } part ? $" (partial: {Markdown.Text(part)})" : "";
        yield return [$"## {Sign(report.Verdict)} {Markdown.Text(report.Subject.Name)}: {VerdictSentence.Of(report)}{partial}"];
        yield return [$"{report.Subject.Role} on endpoint {Markdown.Code(report.Subject.Endpoint)}, {report.Subject.Interface}, level **{report.Level}**, seed {Number(report.Seed)}, {Markdown.Text(report.Subject.Host)}, {Markdown.Text($"{report.Tool.Name} {report.Tool.Version}")}"];
        if (report.Error is { } error)
        {
            yield return [.. Markdown.Block(error.Split('\n'))];
        }

        int Of(Verdict verdict) => report.Counted.Count(clause => clause.Verdict == verdict);
        yield return
        [
            "| passed | failed | inconclusive | waived | scripts | hooks |", "| ---: | ---: | ---: | ---: | ---: | ---: |",
            FormattableString.Invariant($"| {Of(Verdict.Pass)} | {Of(Verdict.Fail)} | {Of(Verdict.Inconclusive)} | {Of(Verdict.Waived)} | {report.Counts.Scripts} | {report.Counts.Hooks} |"),
        ];
        foreach (string notice in (string[])[.. report.NotSimulated.Select(what => "declared by the charm and not simulated: " + what), .. report.TakenAs, .. report.HookStarts, .. report.Lacks.Select(lack => lack.Sentence)])
        {
            yield return ["> " + Markdown.Text(notice)];
        }

        IReadOnlyList<Cause> causes = Cause.Of(report);
        foreach (string[] block in Listed("Worse than the baseline", report.Baseline?.Worse)
            .Concat(Failures("What is wrong", [.. causes.Where(cause => cause is { Counts: true, IsAccepted: false })], report)).Concat(OwnScripts(report)).Concat(Gaps(report))
            .Concat(Listed("New since the baseline", report.Baseline?.Warnings))
            .Concat(Listed("Accepted by the baseline, and gone", report.Baseline?.Stale))
            .Concat(Failures("Accepted by the baseline", [.. causes.Where(cause => cause.IsAccepted)], report))
            .Concat(Failures($"Broken beyond level {report.Level}, which does not count", [.. causes.Where(cause => !cause.Counts)], report)))
        {
            yield return block;
        }
    }

    private static IEnumerable<string[]> Listed(string title, IReadOnlyList<string>? lines)
    {
        if (lines is { Count: > 0 })
        {
            yield return [$"### {title}"];
        }

        // Line by line: of a long list the beginning is told.
        foreach (string line in lines ?? [])
        {
            yield return ["- " + Markdown.Text(line)];
        }
    }

    private static IEnumerable<string[]> Failures(string title, IReadOnlyList<Cause> causes, CheckReport report)
    {
        if (causes.Count > 0)
        {
            yield return [$"### {title}"];
        }

        for (int i = 0; i < causes.Count; i++)
        {
            yield return [.. Failure(causes[i], i + 1, report)];
        }
    }

    private static IEnumerable<string> Failure(Cause cause, int number, CheckReport report)
    {
        FoundViolation first = cause.First;
        yield return FormattableString.Invariant($"#### {number}. {Markdown.Text(cause.Headline)}");
        yield return "";
        foreach (ClauseResult clause in cause.Clauses)
        {
            yield return $"- breaks {Markdown.Code(clause.Id)} ({clause.Level}): {Markdown.Text(clause.Text)}";
        }

        if (!string.Equals(cause.Headline, first.Message, StringComparison.Ordinal))
        {
            yield return $"- {Markdown.Text(first.Message)}";
        }

        string line = first.Line == 0 ? "" : FormattableString.Invariant($", line {first.Line}{(first.LineText is null ? "" : ": " + Markdown.Code(first.LineText))}");
        yield return FormattableString.Invariant($"- at step {first.Step}{(first.Where is null ? "" : $" ({Markdown.Text(first.Where)})")} of {Markdown.Code(first.Script)}{line}");
        if (cause.Scripts.Count > 1)
        {
            yield return FormattableString.Invariant($"- in {cause.Scripts.Count} scripts");
        }

        string[] more = [.. first.Behind?.LastWords ?? [], .. first.Said is { } said ? [said] : Array.Empty<string>(), .. first.Leaders];
        string[] script = (first.ScriptText ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string shown in (string[])[.. Code(more), .. Code(script), .. first.Replay is { } replay ? Code([$"{report.Tool.Name} {replay}"], "sh") : []])
        {
            yield return shown;
        }
    }

    private static IEnumerable<string> Code(string[] lines, string language = "text") =>
        lines.Length == 0 ? [] : ["", .. Markdown.Block(lines.Length <= MostLines ? lines : [.. lines.Take(MostLines), "…"], language)];

    private static IEnumerable<string[]> OwnScripts(CheckReport report)
    {
        ScenarioResult[] failed = [.. report.Scenarios.Where(script => script is { IsOwn: true, Verdict: Verdict.Fail, Missed.Count: > 0 })];
        if (failed.Length > 0)
        {
            yield return ["### Scripts of your own that do not go as they say"];
        }

        foreach (ScenarioResult script in failed)
        {
            yield return [$"#### {Markdown.Text(script.Name)}", .. Code([.. script.Missed.Select(line => line.Text)])];
        }
    }

    private static IEnumerable<string[]> Gaps(CheckReport report)
    {
        IReadOnlyList<Gap> gaps = Gap.Of(report);
        if (gaps.Count > 0)
        {
            yield return ["### Not put to the test", "", .. gaps.Select(Line)];
        }

        static string Line(Gap gap)
        {
            string more = gap.Clauses.Count > MostNamed ? FormattableString.Invariant($" and {gap.Clauses.Count - MostNamed} more") : "";
            string needed = gap.Needed.Length == 0 ? "" : $"; needs {Markdown.Text(gap.Needed)}";
            return $"- {Markdown.Text(gap.Reason)}: {string.Join(", ", gap.Clauses.Take(MostNamed).Select(Markdown.Code))}{more}{needed}";
        }
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "❌",
        Verdict.Pass => "✅",
        _ => "❔",
    };

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
