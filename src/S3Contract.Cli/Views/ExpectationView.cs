using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Traces;

namespace S3Contract.Cli.Views;

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
        screen.Reference([(untold ? "  cannot be told: " : "  does not hold: ", untold ? "yellow" : "red"), (Plain.Line(secrets.MaskLine(result.Reason)), "default")]);
        if (untold)
        {
            return;
        }

        screen.Show(ExpectationText.Difference(result, secrets));
    }
}
