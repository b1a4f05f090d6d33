using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Scenarios;

/// <summary>The course costs what a charm whose hooks take long can bear, and its short form leaves no clause out.</summary>
public sealed class QuickCourseTests
{
    // At 150 ms a hook and two at a time, the course takes a real charm about two minutes.
    private const int MostHooksOfTheCourse = 2000;
    private const int MostHooksOfTheQuickCourse = 500;

    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
    { Others = OwnKeysProvider.Players };

    [Test]
    public void Covers_each_clause_that_the_course_covers([Values(Roles.Provider, Roles.Requirer)] Roles role)
    {
        IEnumerable<string> missing = Covered(BuiltInScripts.Cases, role).Except(Covered(QuickCourse.For(role, hasS3: true), role), StringComparer.Ordinal);
        Assert.That(missing, role == Roles.Requirer ? Is.SubsetOf(new[] { "isolation.no-leak" }) : Is.Empty);
    }

    [Test]
    public void Puts_each_clause_to_the_test_that_the_course_puts_to_the_test([Values(Roles.Provider, Roles.Requirer)] Roles role)
    {
        (int _, string[] course) = Run(BuiltInScripts.Cases, role);
        (int _, string[] quick) = Run(QuickCourse.For(role), role);
        // Whether a requirer leaks comes to the test by the way, in the course: no script covers it on that side.
        Assert.That(course.Except(quick, StringComparer.Ordinal), role == Roles.Requirer ? Is.SubsetOf(new[] { "isolation.no-leak" }) : Is.Empty);
    }

    [Test]
    public void Stays_within_its_budget_of_hooks_as_does_the_course([Values(Roles.Provider, Roles.Requirer)] Roles role)
    {
        (int course, _) = Run(BuiltInScripts.Cases, role);
        (int quick, _) = Run(QuickCourse.For(role), role);
        TestContext.Out.WriteLine($"{role}: {course} hooks of the charm under test in the course, {quick} in its short form");
        Assert.That(course, Is.LessThanOrEqualTo(MostHooksOfTheCourse));
        Assert.That(quick, Is.LessThanOrEqualTo(MostHooksOfTheQuickCourse));
    }

    private static IEnumerable<string> Covered(IEnumerable<ScriptCase> scripts, Roles role) => scripts
        .SelectMany(one => one.Script.Header.Covers)
        .Where(id => (ClauseCatalogue.Find(id)!.Roles & role) != Roles.None)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    // The hooks of the side under test, and the clauses that were put to the test on it.
    private static (int Hooks, string[] Clauses) Run(IEnumerable<ScriptCase> scripts, Roles role)
    {
        string application = RoleNames.Of(role);
        int hooks = 0;
        var judge = new Judge(new JudgeOptions { SubjectRoles = role, VisibleEvents = JudgeOptions.AllEvents });
        foreach (ScriptCase one in scripts)
        {
            judge.Begin(one.Name);
            new ScriptRunner(s_cast, new RunOptions
            {
                UnderTest = role,
                StopAtFailure = false,
                Row = one.Row,
                StepTaken = step =>
                {
                    judge.Observe(step);
                    hooks += step is HookStep hook && hook.Unit.Application.StartsWith(application, StringComparison.Ordinal) ? 1 : 0;
                },
            }).Run(one.Script);
        }

        return (hooks, [.. judge.Verdicts().Where(verdict => verdict.Checked > 0).Select(verdict => verdict.Clause.Id)]);
    }
}
