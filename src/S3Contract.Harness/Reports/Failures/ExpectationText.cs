using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>An expectation that did not hold: what was expected (<c>-</c>) and what was observed (<c>+</c>).</summary>
internal static class ExpectationText
{
    /// <summary>Its line, why it did not hold, and the difference.</summary>
    /// <param name="result">The expectation.</param>
    /// <param name="secrets">The masks.</param>
    public static IEnumerable<TextLine> Of(ExpectationResult result, Redaction secrets)
    {
        string file = result.Line.File is { } included ? $" of {included}" : "";
        return
        [
            new TextLine(FormattableString.Invariant($"  line {result.Line.Number}{file}: {secrets.MaskLine(result.Reason)}")),
            .. Difference(result, secrets),
        ];
    }

    /// <summary>What was expected and what was observed.</summary>
    /// <param name="result">The expectation.</param>
    /// <param name="secrets">The masks.</param>
    public static IEnumerable<TextLine> Difference(ExpectationResult result, Redaction secrets)
    {
        yield return new TextLine("    - " + secrets.MaskLine(ScriptPrinter.Print(new ScriptLine(result.Expect))), Tone.Expected);
        foreach (Observed observed in result.Observed)
        {
            string fields = string.Concat(observed.Fields.Select(field => $" {field.Key}={secrets.Mask(field.Key, field.Value)}"));
            string step = observed.Step is { } index ? FormattableString.Invariant($" (step {index})") : "";
            yield return new TextLine($"    + {observed.Subject} {secrets.Mask(observed.What)}{fields}{step}", Tone.Observed);
        }
    }
}
