using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Tests.Scenarios;

/// <summary>The scripts as a suite: they can be read, and they are in good order.</summary>
public sealed class CoverageTests
{
    [TestCaseSource(nameof(Scripts))]
    public void Is_in_good_order(ScriptParse parse)
    {
        Assert.That(parse.Errors, Is.Empty);
        // Advice to close the world is not for scripts that run on charms of which nothing is known.
        Assert.That(ScriptLint.Check(parse.Script).Where(finding => finding.Severity > LintSeverity.Advice), Is.Empty);
        Assert.That(string.Concat(parse.Script.Lines.Select(line => line.Source + "\n")), Is.EqualTo(ScriptFormatter.Format(parse.Script)), "as s3contract fmt lays it out");
        Assert.That(parse.Script.Header.Description, Is.Not.Empty, "the comment on top says the rule");
    }

    [Test]
    public void Names_of_cases_are_stable_and_unique()
    {
        string[] names = [.. BuiltInScripts.Cases.Select(scenario => scenario.Name)];

        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Matches("^[a-z0-9-/]+$"));
    }

    private static IEnumerable<TestCaseData> Scripts() =>
        BuiltInScripts.All.Select(parse => new TestCaseData(parse) { TestName = "In_good_order(" + parse.Script.Name + ")" });
}
