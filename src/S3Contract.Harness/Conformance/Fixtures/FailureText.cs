using System.Globalization;
using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Conformance.Fixtures;

/// <summary>The message of a test that failed: what the command line would show, with the script and how to run it again. Holds no secret.</summary>
/// <param name="scripts">What was run.</param>
/// <param name="again">The command that runs the test of a script again.</param>
internal sealed class FailureText(CheckedScripts scripts, Func<string, string> again)
{
    private const int MostShown = 3;

    /// <summary>About a clause that was broken.</summary>
    public string Of(ClauseResult clause)
    {
        var text = new StringBuilder();
        Sentence(text, clause, "");
        foreach (FoundViolation violation in clause.Violations.Take(MostShown))
        {
            Add(text, violation);
        }

        More(text, clause.Violations.Count - MostShown);
        if (clause.Violations is [var first, ..] && scripts.Runs[first.Script].FirstOrDefault() is { } run)
        {
            text.Append('\n');
            Script(text, run, line => line == first.Line);
        }

        return text.ToString();
    }

    /// <summary>About a script that did not go as it says.</summary>
    /// <param name="name">The script.</param>
    /// <param name="reasons">Why it failed, in one line.</param>
    public string Of(string name, string reasons)
    {
        var text = new StringBuilder(reasons).Append('\n');
        foreach (ScriptRun run in scripts.Runs[name])
        {
            Expectations(text, run);
        }

        foreach (ClauseResult clause in scripts.Report.Clauses.Where(clause => clause.Verdict == Verdict.Fail && clause.Counts))
        {
            FoundViolation[] here = [.. clause.Violations.Where(violation => string.Equals(violation.Script, name, StringComparison.Ordinal))];
            if (here.Length > 0)
            {
                text.Append('\n');
                Sentence(text, clause, "  ");
                Add(text, here[0]);
                More(text, here.Length - 1);
            }
        }

        if (scripts.Runs[name].FirstOrDefault() is { } first)
        {
            var missed = first.Expectations.Where(result => result.Outcome == ExpectationOutcome.NotHeld).Select(result => result.Line.Number).ToHashSet();
            text.Append('\n');
            Script(text, first, missed.Contains);
        }

        text.Append("  again: ").Append(again(name));
        return text.ToString();
    }

    /// <summary>The line of a script that led to a step. At the end of a script every timer fires, which no line says.</summary>
    public static string Place(int line, string? text = null) =>
        line == 0 ? "after its last line" : string.Create(CultureInfo.InvariantCulture, $"line {line}{(text is null ? "" : $": {text}")}");

    private static void Sentence(StringBuilder text, ClauseResult clause, string indent)
    {
        string beyond = clause.Counts ? "" : ", does not count";
        text.Append(CultureInfo.InvariantCulture, $"{indent}{clause.Id} ({clause.Level}{beyond}): {clause.Text}\n");
    }

    private static void More(StringBuilder text, int more)
    {
        if (more > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {more} more {(more == 1 ? "violation" : "violations")}\n");
        }
    }

    private static void Expectations(StringBuilder text, ScriptRun run)
    {
        Redaction secrets = Secrets(run);
        foreach (ExpectationResult result in run.Expectations.Where(result => result.Outcome == ExpectationOutcome.NotHeld))
        {
            string expected = secrets.MaskLine(ScriptPrinter.Print(new ScriptLine(result.Expect)));
            text.Append(CultureInfo.InvariantCulture, $"  line {result.Line.Number}: {secrets.MaskLine(result.Reason)}\n    - {expected}\n");
            foreach (Observed observed in result.Observed)
            {
                string fields = string.Concat(observed.Fields.Select(field => $" {field.Key}={secrets.Mask(field.Key, field.Value)}"));
                string step = observed.Step is { } index ? FormattableString.Invariant($" (step {index})") : "";
                text.Append(CultureInfo.InvariantCulture, $"    + {observed.Subject} {secrets.Mask(observed.What)}{fields}{step}\n");
            }
        }
    }

    private static void Script(StringBuilder text, ScriptRun run, Func<int, bool> isMarked)
    {
        Redaction secrets = Secrets(run);
        text.Append("  ").Append(run.Script.File).Append('\n');
        foreach (ScriptLine line in run.Script.Lines)
        {
            string source = secrets.MaskLine(line.Source ?? ScriptPrinter.Print(line));
            string numbered = string.Create(CultureInfo.InvariantCulture, $"{line.Number,3} | {source}").TrimEnd();
            text.Append(isMarked(line.Number) ? "  > " : "    ").Append(numbered).Append('\n');
        }
    }

    private static Redaction Secrets(ScriptRun run)
    {
        var secrets = new Redaction();
        secrets.Learn(run.Trace);
        return secrets;
    }

    private void Add(StringBuilder text, FoundViolation violation)
    {
        string where = violation.Where is null ? "" : $" ({violation.Where})";
        string replay = violation.Replay is { } command ? $"s3contract {command}" : again(violation.Script);
        text.Append(CultureInfo.InvariantCulture, $"  {violation.Message}\n")
            .Append(CultureInfo.InvariantCulture, $"    at step {violation.Step}{where} of {violation.Script}, {Place(violation.Line, violation.LineText)}\n")
            .Append(CultureInfo.InvariantCulture, $"    again: {replay}\n");
    }
}
