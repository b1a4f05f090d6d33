using S3Contract.Harness.Scripts;

namespace S3Contract.Tests.Scenarios;

/// <summary>The scripts as a suite: they can be read, and they are in good order.</summary>
public sealed class CoverageTests
{
    [TestCaseSource(nameof(Scripts))]
    public void Is_in_good_order(ScriptParse parse)
    {
        Assert.That(parse.Errors, Is.Empty);
        Assert.That(ScriptLint.Check(parse.Script), Is.Empty);
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
