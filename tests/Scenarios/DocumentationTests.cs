using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Scenarios;

/// <summary>Every example of the language's reference does what the page says.</summary>
public sealed partial class DocumentationTests
{
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
    { Others = OwnKeysProvider.Players };

    [TestCaseSource(nameof(Examples))]
    public void Is_true(string example, string? output)
    {
        ScriptParse parse = ScriptParser.Parse(example, "example.s3c");
        if (output is not null)
        {
            Assert.That(string.Join('\n', parse.Errors.Select(error => error.Render())) + "\n", Is.EqualTo(output));
            return;
        }

        Assert.That(parse.Errors, Is.Empty);
        foreach (ScriptCase scenario in ScriptCase.Of(parse.Script))
        {
            ScriptRun run = new ScriptRunner(s_cast, new RunOptions { Row = scenario.Row }).Run(scenario.Script);
            Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason);
        }
    }

    [Test]
    public void Names_every_command_expectation_condition_and_kind_of_value()
    {
        string page = Page();
        string[] words = [.. Vocabulary.Commands.Keys, .. Vocabulary.UnitExpectations, .. Vocabulary.ModelExpectations, .. Condition.Names, .. FakeKinds()];

        Assert.That(words.Where(word => !page.Contains(word, StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Examples()
    {
        int number = 0;
        foreach (Match match in Example().Matches(Page()))
        {
            string? output = match.Groups["output"].Success ? match.Groups["output"].Value : null;
            yield return new TestCaseData(match.Groups["script"].Value, output) { TestName = $"docs-scripts-example-{++number}" };
        }
    }

    private static IEnumerable<string> FakeKinds() => FakeValues.Kinds.Select(kind => "fake:" + kind);

    private static string Page([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "scripts.md"));

    [GeneratedRegex("```s3c\n(?<script>.*?)```(\n\n```text\n(?<output>.*?)```)?", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Example();
}
