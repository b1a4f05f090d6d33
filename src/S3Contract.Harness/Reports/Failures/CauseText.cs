using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>A cause for people: what is wrong, where, why in the charm's own words, what it breaks, and where else it shows. The command line,
/// the fixtures and the reports show the same.</summary>
internal static class CauseText
{
    private const int MostMessages = 3;

    /// <summary>The lines, the headline first.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="again">How to see a violation again; null for nothing.</param>
    /// <param name="whole">All violations, not only the first?</param>
    /// <param name="sentences">With the clauses that it breaks?</param>
    public static IEnumerable<TextLine> Of(Cause cause, Func<FoundViolation, string?> again, bool whole = false, bool sentences = true)
    {
        FoundViolation first = cause.First;
        IEnumerable<TextLine> headline = string.Equals(cause.Headline, first.Message, StringComparison.Ordinal)
            ? ViolationText.Of(first, again(first)).Select((line, i) => i == 0 ? line with { Tone = Tone.Strong } : line)
            : [TextLine.Prose(cause.Headline, Tone.Strong), .. ViolationText.Of(first, again(first)).Select(line => line.In(2))];
        return [.. headline, .. sentences ? Clauses(cause) : [], .. whole ? Others(cause, again) : Counted(cause)];
    }

    private static IEnumerable<TextLine> Clauses(Cause cause) => cause.Clauses.Select(clause => ViolationText.Sentence(clause, "breaks ").In(2));

    private static IEnumerable<TextLine> Others(Cause cause, Func<FoundViolation, string?> again) => cause.Clauses
        .SelectMany(clause => clause.Violations)
        .Where(violation => violation != cause.First)
        .SelectMany(violation => ViolationText.Of(violation, again(violation)))
        .Select(line => line.In(2));

    // What else is wrong, in other words; then only how much.
    private static IEnumerable<TextLine> Counted(Cause cause)
    {
        if (cause.First.Behind is null)
        {
            string[] others = [.. cause.Clauses.SelectMany(clause => clause.Violations).Select(violation => violation.Message).Where(message => !string.Equals(message, cause.First.Message, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
            foreach (string message in others.Take(MostMessages))
            {
                yield return TextLine.Prose("also: " + message, Tone.Faint).In(2);
            }
        }

        int scripts = cause.Scripts.Count - 1;
        int places = cause.Clauses.Sum(clause => clause.Violations.Count) - 1;
        string? more = scripts > 0 ? $"and {Count(scripts, "more script", "more scripts")}, same cause"
            : places > 0 ? $"and {Count(places, "more violation", "more violations")}, same cause"
            : null;
        if (more is not null)
        {
            yield return new TextLine(more, Tone.Faint).In(2);
        }
    }

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
