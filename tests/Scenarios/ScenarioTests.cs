using System.Runtime.CompilerServices;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;

namespace S3Contract.Tests.Scenarios;

/// <summary>Every script of this folder, and every row of its examples, is a test.</summary>
public sealed class ScenarioTests
{
    private const string CodeFile = "_CodeFilePath";
    private const string LineNumber = "_LineNumber";

    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
    { Others = OwnKeysProvider.Players };

    [TestCaseSource(nameof(Cases))]
    public void Holds(ScriptCase scenario)
    {
        ScriptRun run = new ScriptRunner(s_cast, new RunOptions { Row = scenario.Row }).Run(scenario.Script);

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), () => Explain(run));
    }

    [Test]
    public void An_editor_jumps_from_a_test_to_its_script_or_to_its_row_of_examples()
    {
        foreach (TestCaseData data in Cases())
        {
            var scenario = (ScriptCase)data.Arguments[0]!;
            string[] lines = File.ReadAllLines((string)data.Properties.Get(CodeFile)!);
            string line = lines[(int)data.Properties.Get(LineNumber)! - 1];
            string label = scenario.Name[(scenario.Name.LastIndexOf('/') + 1)..];

            Assert.That(line, scenario.Script.Header.Examples is null ? Does.StartWith("# ") : Does.StartWith($"#   | {label} "), scenario.Name);
        }
    }

    private static IEnumerable<TestCaseData> Cases() => BuiltInScripts.Cases.Select(scenario =>
    {
        var data = new TestCaseData(scenario) { TestName = scenario.Name };
        // What the test adapter takes as the place of the test, so that an editor jumps to the script.
        data.Properties.Add(CodeFile, Path.Combine(Folder(), scenario.Script.File));
        data.Properties.Add(LineNumber, scenario.Script.Header.Examples?.Rows[scenario.Row].Line ?? 1);
        return data;
    });

    private static string Explain(ScriptRun run)
    {
        Redaction secrets = RunSecrets.Of(run);
        var failure = new RunFailure(run, secrets.Mask(run.Trace), secrets, []);
        return string.Join('\n', run.Errors.Select(error => error.Render()).Concat(failure.Lines().Select(line => line.Text)));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
