using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>A clause that was broken: its sentence, and where it was broken.</summary>
internal static class ViolationText
{
    private const int LongestSaid = 160;

    /// <summary>The clause with its sentence.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="before">What to put before it.</param>
    public static TextLine Sentence(ClauseResult clause, string before = "") =>
        TextLine.Prose($"{before}{clause.Id} ({clause.Level}{(clause.Counts ? "" : ", does not count")}): {clause.Text}", clause.Counts ? Tone.Plain : Tone.Faint);

    /// <summary>One violation: what is wrong, where, the script if a search found it, and how to see it again.</summary>
    /// <param name="violation">The violation.</param>
    /// <param name="again">The command; null for none.</param>
    public static IEnumerable<TextLine> Of(FoundViolation violation, string? again)
    {
        yield return TextLine.Prose(violation.Message);
        string where = violation.Where is null ? "" : $" ({violation.Where})";
        yield return TextLine.Prose(
            FormattableString.Invariant($"  at step {violation.Step}{where} of {violation.Script}, {Place(violation.Line, violation.LineText, violation.File)}"), Tone.Faint);
        foreach (TextLine line in Background(violation))
        {
            yield return line.In(2);
        }

        foreach (string line in (violation.ScriptText ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new TextLine("    " + line);
        }

        if (again is not null)
        {
            yield return new TextLine("  " + again, Tone.Faint);
        }
    }

    /// <summary>What lies behind a violation: the hook that failed, with the charm's own last words, and how leadership moved.</summary>
    private static IEnumerable<TextLine> Background(FoundViolation violation)
    {
        if (violation.Behind is { } hook)
        {
            string first = hook.Step == violation.Step ? hook.Failure : FormattableString.Invariant($"{hook.Unit} {hook.Hook} had failed at step {hook.Step}: {hook.Failure}");
            yield return TextLine.Prose(hook.LastWords.Count == 0 ? $"{first}, without a word" : $"{first}; its last words:");
            foreach (string word in hook.LastWords)
            {
                yield return new TextLine("  " + word, Tone.Observed);
            }
        }

        if (violation.Said is { } said)
        {
            yield return TextLine.Prose("it said:");
            yield return new TextLine("  " + Short(said), Tone.Observed);
        }

        foreach (string line in violation.Leaders)
        {
            yield return TextLine.Prose(line);
        }
    }

    /// <summary>The line of a script that led to a step. At the end of a script every timer fires, which no line says.</summary>
    public static string Place(int line, string? text = null, string? file = null) =>
        line == 0 ? "after its last line" : FormattableString.Invariant($"line {line}{(file is null ? "" : $" of {file}")}{(text is null ? "" : $": {text}")}");

    // Masked before it is cut, so that no part of a key is left over.
    private static string Short(string said)
    {
        string line = said.ReplaceLineEndings(" ⏎ ");
        int mask = Math.Max(0, line.IndexOf('‹', StringComparison.Ordinal) - LongestSaid / 2);
        string end = line.Length > mask + LongestSaid ? "…" : "";
        return (mask > 0 ? "…" : "") + line[mask..Math.Min(line.Length, mask + LongestSaid)] + end;
    }
}
