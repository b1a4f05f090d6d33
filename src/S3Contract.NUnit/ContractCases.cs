using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using S3Contract.Harness.Checks;
using S3Contract.Reference.Clauses;

namespace S3Contract.NUnit;

/// <summary>Lists the tests of a fixture, without running anything of the charm.</summary>
internal static class ContractCases
{
    /// <summary>The tests of one kind. What stands in the way of listing them is one test that fails with the reason.</summary>
    /// <param name="fixture">The type of the fixture.</param>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<TestCaseData> Of(Type fixture, ContractTests kind)
    {
        ContractTests shown = ContractTests.All;
        try
        {
            var contract = (CharmContract)Activator.CreateInstance(fixture)!;
            shown = contract.ShownTests;
            return shown.HasFlag(kind) && contract.Plan() is { } plan ? [.. Cases(plan, kind)] : [];
        }
        catch (Exception problem)
        {
            // Told once, not once per kind.
            return kind == (ContractTests)((int)shown & -(int)shown) ? [Unlisted(problem is TargetInvocationException { InnerException: { } inner } ? inner : problem)] : [];
        }
    }

    private static IEnumerable<TestCaseData> Cases(ContractPlan plan, ContractTests kind) => kind switch
    {
        ContractTests.Clauses => plan.Clauses.Select(clause => About(clause, clause.Id)),
        ContractTests.Scenarios => plan.Scripts.Select(script => About(script)),
        _ => plan.Campaign.Select(clause => About(clause, "campaign/" + clause.Id)),
    };

    private static TestCaseData About(Clause clause, string name) =>
        new TestCaseData(clause.Id) { TestName = name }
            .SetDescription(clause.Text)
            .SetCategory(clause.Family)
            .SetCategory(LevelName.Of(clause.Level));

    private static TestCaseData About(PlannedScript script)
    {
        var data = new TestCaseData(script.Name) { TestName = script.Name };
        if (script.Case.Script.Header.Description is { Length: > 0 } description)
        {
            data.SetDescription(description);
        }

        if (script.Path is { } path)
        {
            // What the test adapter takes as the place of the test, so that an editor jumps to the script.
            data.Properties.Add("_CodeFilePath", path);
            data.Properties.Add("_LineNumber", 1);
        }

        return data;
    }

    private static TestCaseData Unlisted(Exception problem)
    {
        var data = new TestCaseData("") { TestName = "can-be-checked", RunState = RunState.NotRunnable };
        data.Properties.Set(PropertyNames.SkipReason, problem.Message);
        return data;
    }
}
