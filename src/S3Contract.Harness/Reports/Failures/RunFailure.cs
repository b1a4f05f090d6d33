using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>What went wrong in a run of a script, for people: the command line and the fixtures show the same. Holds no secret.</summary>
/// <param name="Run">The run.</param>
/// <param name="Trace">What happened, masked.</param>
/// <param name="Secrets">The masks.</param>
/// <param name="Broken">The clauses that were broken in it, with their violations in it.</param>
internal sealed record RunFailure(ScriptRun Run, Trace Trace, Redaction Secrets, IReadOnlyList<ClauseResult> Broken)
{
    private const int MostShown = 3;

    /// <summary>Show everything, however long?</summary>
    public bool Whole { get; init; }

    /// <summary>Is it a script of the course that did not go as with the reference charms, and broke no clause that counts? Then it is a
    /// warning.</summary>
    public bool Warns { get; init; }

    /// <summary>What to type next, each with what it shows.</summary>
    public IReadOnlyList<(string Shows, string Command)> Next { get; init; } = [];

    /// <summary>How to see a violation again, where it does not say itself; null for nothing.</summary>
    public Func<FoundViolation, string?> Again { get; init; } = _ => null;

    /// <summary>The row of the examples that ran; null if it has none.</summary>
    public int? Row { get; init; }

    private ExpectationResult[] Missed => [.. Run.Expectations.Where(result => result.Outcome == ExpectationOutcome.NotHeld)];

    /// <summary>The lines.</summary>
    public IEnumerable<TextLine> Lines()
    {
        ExpectationResult[] missed = Missed;
        IEnumerable<TextLine> text = [.. Script(missed), .. Expectations(missed), .. Reasons(), .. Clauses(missed)];
        if (Next.Count > 0)
        {
            text = [.. text, new TextLine(""), new TextLine("  next:", Tone.Faint), .. Next.SelectMany(next => new[] { new TextLine($"    {next.Shows}:", Tone.Faint), new TextLine("      " + next.Command) })];
        }

        return text;
    }

    private IEnumerable<TextLine> Script(ExpectationResult[] missed)
    {
        HashSet<(string?, int)> broken = [.. Broken.SelectMany(clause => clause.Violations).Select(violation => (violation.File, violation.Line))];
        if (Row is { } row && Run.Script.Header.Examples is { } examples)
        {
            broken.Add((null, examples.Rows[row].Line));
        }

        return ScriptExcerpt.Of(Run.Script, Secrets, line => line.Number > 0
            && (Array.Exists(missed, result => result.Line.Number == line.Number && string.Equals(result.Line.File, line.File, StringComparison.Ordinal))
                || broken.Contains((line.File, line.Number))));
    }

    private IEnumerable<TextLine> Expectations(ExpectationResult[] missed)
    {
        ExpectationResult[] shown = Whole ? missed : [.. missed.Take(MostShown)];
        foreach (IGrouping<(int Start, int End), ExpectationResult> window in shown.GroupBy(result => (result.WindowStart, result.WindowEnd)))
        {
            ExpectationResult[] here = [.. window];
            yield return new TextLine("");
            foreach (TextLine line in here.SelectMany(result => ExpectationText.Of(result, Secrets))
                .Concat(StepsThatMattered.Of(here, Trace))
                .Concat(DatabagChanges.Of(Trace, window.Key.Start, window.Key.End, application => Array.Exists(here, result => Concerns(result, application)))))
            {
                yield return line;
            }
        }

        if (shown.Length < missed.Length)
        {
            yield return new TextLine("");
            yield return new TextLine(FormattableString.Invariant($"  and {missed.Length - shown.Length} more expectations that did not hold (--verbose shows all)"), Tone.Faint);
        }
    }

    /// <summary>What could not be carried out, or cannot be told.</summary>
    public IEnumerable<TextLine> Reasons()
    {
        foreach (Shortfall shortfall in Run.Shortfalls)
        {
            string place = shortfall.Line == 0 ? "" : FormattableString.Invariant($"line {shortfall.Line}: ");
            yield return TextLine.Prose($"  {place}{Secrets.MaskLine(shortfall.Reason)}", Tone.Faint);
        }
    }

    /// <summary>The units that the script leaves in error.</summary>
    public IEnumerable<TextLine> InError() => Run.LeftInError.Select(line => new TextLine("  " + line, Tone.Faint));

    // What was broken; where nothing was, what the script was to show.
    private IEnumerable<TextLine> Clauses(ExpectationResult[] missed)
    {
        foreach (Cause cause in Cause.Of(Broken, []))
        {
            yield return new TextLine("");
            foreach (TextLine line in CauseText.Of(cause, Again, Whole))
            {
                yield return line.In(2);
            }

            if (missed.Length == 0 && cause.First.Step is var step && step >= 0 && step < Trace.Steps.Count)
            {
                yield return new TextLine("    " + StepLine.Of(Trace.Steps[step]));
                foreach (TextLine line in DatabagChanges.Of(Trace, step, step + 1, _ => true))
                {
                    yield return line.In(2);
                }
            }
        }

        Clause[] covered = Broken.Count > 0 || missed.Length == 0 ? [] : [.. Run.Script.Header.Covers.Select(ClauseCatalogue.Find).OfType<Clause>()];
        if (covered.Length > 0)
        {
            yield return new TextLine("");
            yield return new TextLine("  no clause was broken; the script is about:", Tone.Faint);
            foreach (Clause clause in covered)
            {
                yield return TextLine.Prose($"    {clause.Id} ({LevelName.Of(clause.Level)}): {clause.Text}");
            }
        }
    }

    private static bool Concerns(ExpectationResult result, string application)
    {
        string? named = result.Expect.Expectation switch
        {
            EventExpectation { Units: var units } => units.Application,
            WriteExpectation { Units: var units } => units.Application,
            RefusedExpectation { Units: var units } => units.Application,
            ErrorExpectation { Units: var units } => units.Application,
            HookExpectation { Units: var units } => units.Application,
            StatusExpectation { Units: var units } => units.Application,
            ActionExpectation { Units: var units } => units.Application,
            LeaderExpectation { Units: var units } => units.Application,
            DatabagExpectation databag => databag.Owner,
            _ => null,
        };
        return named is null || string.Equals(named, application, StringComparison.Ordinal);
    }
}
