using System.Globalization;
using S3Contract.Charms;
using S3Contract.Harness.Conformance;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Traces;
using S3Contract.Observations;

namespace S3Contract.Cli;

/// <summary>Shows runs of scripts: for each its verdict, what was expected and did not come, which clauses were broken.</summary>
internal sealed class RunView(Screen screen, bool verbose)
{
    /// <summary>What shows each step as it happens; null if that is not wanted.</summary>
    public Action<Step>? StepTaken(string script)
    {
        if (!verbose)
        {
            return null;
        }

        screen.Line((Plain.Line(script), "bold"));
        var secrets = new Redaction();
        return step =>
        {
            secrets.Learn(step);
            screen.Line(("  " + Plain.Line(StepLine.Of(secrets.Mask(step))), "grey"));
        };
    }

    public void Show(string name, ScriptRun run, CheckReport judged, Redaction secrets)
    {
        ClauseResult[] broken = [.. judged.Clauses.Where(clause => clause.Verdict == Verdict.Fail)];
        (string word, string style) = run.Verdict switch
        {
            ScriptVerdict.Invalid => ("invalid", "red bold"),
            ScriptVerdict.Failed => ("fail", "red bold"),
            _ when broken.Any(clause => clause.Counts) => ("fail", "red bold"),
            ScriptVerdict.Inconclusive => ("inconclusive", "grey"),
            _ => ("pass", "green"),
        };
        screen.Line(($"{word,-12}  ", style), (Plain.Line(name), "default"));
        foreach (ScriptError error in run.Errors)
        {
            screen.Line("  " + Plain.Line(error.ToString()));
        }

        foreach (ExpectationResult expectation in run.Expectations.Where(result => result.Outcome == ExpectationOutcome.NotHeld))
        {
            Show(expectation, secrets);
        }

        foreach (Shortfall shortfall in run.Shortfalls)
        {
            screen.Line((string.Create(CultureInfo.InvariantCulture, $"  line {shortfall.Line}: {Plain.Line(secrets.MaskLine(shortfall.Reason))}"), "grey"));
        }

        foreach (ClauseResult clause in broken)
        {
            Show(clause);
        }
    }

    public void Summary(IReadOnlyList<ScriptVerdict> verdicts, bool broken, IReadOnlyList<Trace> traces)
    {
        int Of(ScriptVerdict verdict) => verdicts.Count(one => one == verdict);
        int hooks = traces.Sum(trace => trace.Steps.Count(step => step is HookStep));
        screen.Line();
        screen.Line(FormattableString.Invariant(
            $"{verdicts.Count} {(verdicts.Count == 1 ? "script" : "scripts")}: {Of(ScriptVerdict.Passed)} as expected, {Of(ScriptVerdict.Failed)} not as expected, {Of(ScriptVerdict.Inconclusive)} inconclusive{(broken ? "; clauses were broken" : "")}; {hooks} {(hooks == 1 ? "hook" : "hooks")}"));
    }

    private void Show(ExpectationResult result, Redaction secrets)
    {
        screen.Line((string.Create(CultureInfo.InvariantCulture, $"  line {result.Line.Number}: {Plain.Line(secrets.MaskLine(result.Reason))}"), "default"));
        screen.Line(("    - " + Plain.Line(secrets.MaskLine(ScriptPrinter.Print(new ScriptLine(result.Expect)))), "green"));
        foreach (Observed observed in result.Observed)
        {
            string fields = string.Concat(observed.Fields.Select(field => $" {field.Key}={secrets.Mask(field.Key, field.Value)}"));
            string step = observed.Step is { } index ? FormattableString.Invariant($" (step {index})") : "";
            screen.Line(("    + " + Plain.Line($"{observed.Subject} {secrets.Mask(observed.What)}{fields}{step}"), "red"));
        }
    }

    private void Show(ClauseResult clause)
    {
        string beyond = clause.Counts ? "" : ", does not count";
        screen.Line(($"  {clause.Id} ({clause.Level}{beyond}): {clause.Text}", clause.Counts ? "default" : "grey"));
        foreach (FoundViolation violation in clause.Violations.Take(verbose ? int.MaxValue : 3))
        {
            screen.Line((string.Create(
                CultureInfo.InvariantCulture,
                $"    {Plain.Line(violation.Message)}; step {violation.Step}{(violation.Where is { } where ? $" ({Plain.Line(where)})" : "")}{(violation.Line == 0 ? "" : $", line {violation.Line}")}"), "grey"));
        }
    }
}
