using System.Runtime.CompilerServices;
using System.Text;
using S3Contract.Harness.Conformance.ReferenceCharms;
using S3Contract.Harness.Scripts;

namespace S3Contract.Tests.Scenarios;

/// <summary>Every script of this folder, and every row of its examples, is a test.</summary>
public sealed class ScenarioTests
{
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    [TestCaseSource(nameof(Cases))]
    public void Holds(ScriptCase scenario)
    {
        ScriptRun run = new ScriptRunner(s_cast, new RunOptions { Row = scenario.Row }).Run(scenario.Script);

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), () => Explain(run));
    }

    private static IEnumerable<TestCaseData> Cases() => BuiltInScripts.Cases.Select(scenario =>
    {
        var data = new TestCaseData(scenario) { TestName = scenario.Name };
        // What the test adapter takes as the place of the test, so that an editor jumps to the script.
        data.Properties.Add("_CodeFilePath", Path.Combine(Folder(), scenario.Script.File));
        data.Properties.Add("_LineNumber", 1);
        return data;
    });

    private static string Explain(ScriptRun run)
    {
        var text = new StringBuilder(run.Reason);
        foreach (ScriptError error in run.Errors)
        {
            text.Append('\n').Append(error.Render());
        }

        foreach (ExpectationResult result in run.Expectations.Where(result => result.Outcome == ExpectationOutcome.NotHeld))
        {
            text.Append('\n').Append(result.Line.Number).Append(": ").Append(ScriptPrinter.Print(result.Expect));
            foreach (Observed observed in result.Observed)
            {
                text.Append("\n    ").Append(observed.Subject).Append(' ').Append(observed.What).Append(' ');
                text.AppendJoin(' ', observed.Fields.Select(field => $"{field.Key}={field.Value}"));
                text.Append(observed.Step is { } step ? $" (step {step})" : "");
            }
        }

        return text.ToString();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
