using S3Contract.Harness.Scripts;
using S3Contract.Harness.Traces;

namespace S3Contract.Cli;

/// <summary>Shows what became of one expectation that was typed: that it holds, or what was expected and what was observed instead.</summary>
internal static class ExpectationView
{
    public static void Show(Screen screen, Redaction secrets, ExpectationResult result)
    {
        if (result.Outcome == ExpectationOutcome.Held)
        {
            screen.Line(("  holds", "green"));
            return;
        }

        bool untold = result.Outcome == ExpectationOutcome.Inconclusive;
        screen.Line((untold ? "  cannot be told: " : "  does not hold: ", untold ? "yellow" : "red"), (Plain.Line(secrets.MaskLine(result.Reason)), "default"));
        if (untold)
        {
            return;
        }

        screen.Line(("    - " + Plain.Line(secrets.MaskLine(ScriptPrinter.Print(new ScriptLine(result.Expect)))), "green"));
        foreach (Observed observed in result.Observed)
        {
            screen.Line(("    + " + Plain.Line(InWords(observed, secrets)), "red"));
        }
    }

    private static string InWords(Observed observed, Redaction secrets)
    {
        string fields = string.Concat(observed.Fields.Select(field => $" {field.Key}={secrets.Mask(field.Key, field.Value)}"));
        string step = observed.Step is { } index ? FormattableString.Invariant($" (step {index})") : "";
        return $"{observed.Subject} {secrets.Mask(observed.What)}{fields}{step}";
    }
}
