using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using S3Contract.Charms;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.NUnit;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Contracts;

/// <summary>The contract as tests of a user's charm.</summary>
public sealed class ContractFixtureTests
{
    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(WithScripts.Folder, recursive: true);

    [Test]
    public void A_fixture_has_a_test_for_each_clause_each_script_and_each_clause_of_the_campaign()
    {
        Clause[] mine = [.. ClauseCatalogue.All.Where(clause => clause.Roles.HasFlag(Roles.Requirer) && clause.Version is (ContractVersion.Any or ContractVersion.V0))];

        Assert.That(Names<Silent>(ContractTests.Clauses), Is.EqualTo(mine.Select(clause => clause.Id)));
        Assert.That(Names<Silent>(ContractTests.Scenarios), Is.EqualTo(BuiltInScripts.Cases.Select(script => script.Name)));
        Assert.That(
            Names<Silent>(ContractTests.Campaign),
            Is.EqualTo(mine.Where(clause => clause.Level <= ClauseLevel.Library).Select(clause => "campaign/" + clause.Id)));
    }

    [Test]
    public void Without_a_charm_or_without_being_shown_there_is_no_test_at_all()
    {
        Assert.That(Names<Nobody>(ContractTests.Clauses), Is.Empty);
        Assert.That(Names<Nobody>(ContractTests.Scenarios), Is.Empty);
        Assert.That(Names<Nobody>(ContractTests.Campaign), Is.Empty);
        Assert.That(Names<Hidden>(ContractTests.Clauses), Is.Empty);
    }

    [Test]
    public void What_is_no_charm_is_one_test_that_fails_with_the_reason()
    {
        TestCaseData only = Listed<NotThere>(ContractTests.Clauses).Single();

        Assert.That(only.RunState, Is.EqualTo(RunState.NotRunnable));
        Assert.That((string)only.Properties.Get(PropertyNames.SkipReason)!, Does.StartWith("no-such-charm: there is no such folder or file"));
        Assert.That(Names<NotThere>(ContractTests.Scenarios), Is.Empty, "told once");
    }

    [Test]
    public void What_only_shows_when_the_charm_is_opened_is_told_by_the_first_test_and_turns_no_other_red()
    {
        var fixture = new Misread();

        TestResult first = ResultOf(fixture, one => one.Clause("write.leader-only"));
        TestResult other = ResultOf(fixture, one => one.Scenario("rotation/reaches-every-unit"));

        Assert.That(first.ResultState, Is.EqualTo(ResultState.Failure));
        Assert.That(first.Message, Does.Contain("unknown clause \"live.asked-at-one\""));
        Assert.That(first.StackTrace, Is.Null.Or.Empty, "where in here it was found helps nobody");
        Assert.That(other.ResultState, Is.EqualTo(ResultState.Inconclusive));
        Assert.That(other.Message, Is.EqualTo("the charm cannot be checked: the test write.leader-only says why"));
    }

    [Test]
    public void A_broken_clause_fails_with_sentence_message_step_line_script_and_how_to_run_it_again()
    {
        TestResult result = ResultOf<Silent>(fixture => fixture.Clause("live.asked-at-once"));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Does.StartWith($"live.asked-at-once (library): {ClauseCatalogue.Find("live.asked-at-once")!.Text}\n"));
        Assert.That(result.Message, Does.Match("    at step [0-9]+.* of [a-z0-9-/]+, line [0-9]+: settle"));
        Assert.That(result.Message, Does.Match("again: dotnet test --filter \"FullyQualifiedName~.*Silent&Name=[a-z0-9-/]+\""));
        Assert.That(result.Message, Does.Match("  and [0-9]+ more scripts, same cause\n"));
        Assert.That(result.Message, Does.Match("  > +[0-9]+ \\| settle\n"));
    }

    [Test]
    public void A_clause_beyond_the_level_warns_one_that_nothing_exercised_is_inconclusive_and_a_waived_one_is_ignored()
    {
        Assert.That(ResultOf<Silent>(fixture => fixture.Clause("live.asked-after-leader-change")).ResultState.Status, Is.EqualTo(TestStatus.Warning));

        TestResult unknown = ResultOf<Silent>(fixture => fixture.Clause("data.request-bucket"));
        Assert.That(unknown.ResultState.Status, Is.EqualTo(TestStatus.Inconclusive));
        Assert.That(unknown.Message, Does.StartWith("nothing exercised it"));

        TestResult waived = ResultOf<Silent>(fixture => fixture.Clause("live.after-retry"));
        Assert.That(waived.ResultState, Is.EqualTo(ResultState.Ignored));
        Assert.That(waived.Message, Does.StartWith("waived: it never asks"));

        Assert.That(ResultOf<Silent>(fixture => fixture.Clause("calm.becomes-quiet")).ResultState, Is.EqualTo(ResultState.Success));
    }

    [Test]
    public void A_script_that_fails_shows_what_was_expected_and_what_was_observed()
    {
        TestResult result = ResultOf<Silent>(fixture => fixture.Scenario("request/asks-for-a-bucket-of-its-relation"));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Does.Contain("\n    - expect ").And.Contain("\n    + "));
        Assert.That(result.Message, Does.Contain("again: dotnet test"));
    }

    [Test]
    public void What_only_follows_from_a_broken_clause_is_a_warning_that_points_at_it_and_no_test_has_a_stack_trace_of_ours()
    {
        var fixture = new Silent();
        TestResult clause = ResultOf(fixture, one => one.Clause("live.asked-at-once"));
        _ = ResultOf(fixture, one => one.Clause("live.asked"));
        _ = ResultOf(fixture, one => one.Clause("events.changed-on-every-unit"));
        TestResult script = ResultOf(fixture, one => one.Scenario("answer/related-before-it-is-configured"));
        TestResult again = ResultOf(fixture, one => one.Clause("live.asked-at-once"));

        Assert.That(clause.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(clause.StackTrace, Is.Null.Or.Empty);
        Assert.That(script.ResultState.Status, Is.EqualTo(TestStatus.Warning), script.Message);
        Assert.That(script.Message, Does.Contain("same cause as live.asked-at-once, which shows it: ").And.Not.Contain("expect"));
        Assert.That(again.Message, Is.EqualTo(clause.Message), "the test that tells goes on telling");
    }

    [Test]
    public void A_campaign_fails_with_the_shortest_script_and_the_seed_that_finds_it_again()
    {
        TestResult result = ResultOf<Silent>(fixture => fixture.Campaign("live.asked-at-once"));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Does.Contain("\n    integrate provider requirer\n"));
        Assert.That(result.Message, Does.Match("again: S3CONTRACT_SEED=[0-9]+ S3CONTRACT_CASES=1 dotnet test --filter \".*&Name=campaign/live.asked-at-once\""));
        Assert.That(ResultOf<Silent>(fixture => fixture.Campaign("calm.becomes-quiet")).ResultState, Is.EqualTo(ResultState.Success));
    }

    [Test]
    public void Scripts_of_a_folder_are_tests_and_one_that_cannot_be_read_fails_alone()
    {
        IReadOnlyList<TestCaseData> tests = Listed<WithScripts>(ContractTests.Scenarios);
        TestCaseData[] own = [.. tests.Skip(BuiltInScripts.Cases.Count)];

        Assert.That(own.Select(test => test.TestName), Is.EqualTo(["faulty", "in/a-folder"]));
        Assert.That(own[1].Properties.Get("_CodeFilePath"), Is.EqualTo(Path.Combine(WithScripts.Folder, "in", "a-folder.s3c")));
        TestResult faulty = ResultOf<WithScripts>(fixture => fixture.Scenario("faulty"));
        Assert.That(faulty.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(faulty.Message, Does.Contain("faulty.s3c:1:1: unknown command \"deplyo\""));
        Assert.That(ResultOf<WithScripts>(fixture => fixture.Scenario("in/a-folder")).ResultState, Is.EqualTo(ResultState.Success));
    }

    [TestCase(Roles.Provider, null, true)]
    [TestCase(Roles.Requirer, null, true)]
    [TestCase(Roles.Provider, Roles.Requirer, false)]
    public void The_named_charm_is_tested_in_the_roles_asked_for(Roles role, Roles? only, bool isTested) => Assert.That(
        CharmUnderTest.Named(role, new ContractParameters { Charm = "reference", Role = only }) is not null, Is.EqualTo(isTested));

    [Test]
    public void A_charm_of_one_role_is_not_tested_in_the_other_unless_that_was_asked_for()
    {
        var provider = new ContractParameters { Charm = "examples/sh-provider" };

        Assert.That(CharmUnderTest.Named(Roles.Provider, provider), Is.Not.Null);
        Assert.That(CharmUnderTest.Named(Roles.Requirer, provider), Is.Null);
        Assert.That(CharmUnderTest.Named(Roles.Requirer, provider with { Role = Roles.Requirer }), Is.Not.Null, "so that it is told that it has no such endpoint");
        Assert.That(CharmUnderTest.Named(Roles.Provider, new ContractParameters()), Is.Null);
    }

    private static string?[] Names<TFixture>(ContractTests kind)
        where TFixture : CharmContract => [.. Listed<TFixture>(kind).Select(test => test.TestName)];

    private static IReadOnlyList<TestCaseData> Listed<TFixture>(ContractTests kind)
        where TFixture : CharmContract
    {
        Example.Listing.Value = true;
        try
        {
            return ContractCases.Of(typeof(TFixture), kind);
        }
        finally
        {
            Example.Listing.Value = false;
        }
    }

    private static TestResult ResultOf<TFixture>(Action<TFixture> test)
        where TFixture : CharmContract, new() => ResultOf(new TFixture(), test);

    // As NUnit would run it, without touching the result of the test that asks.
    private static TestResult ResultOf<TFixture>(TFixture fixture, Action<TFixture> test)
        where TFixture : CharmContract
    {
        using var alone = new TestExecutionContext.IsolatedContext();
        TestResult result = TestExecutionContext.CurrentContext.CurrentResult;
        try
        {
            test(fixture);
            result.RecordTestCompletion();
        }
        catch (Exception ending)
        {
            result.RecordException(ending);
        }
        finally
        {
            fixture.EndCharm();
        }

        return result;
    }

    /// <summary>A requirer that never asks for anything.</summary>
    private sealed class SilentCharm(CharmContext context) : CharmBase(context);

    // NUnit finds these fixtures too; they have tests only for who asks here.
    private abstract class Example : RequirerContract
    {
        public static AsyncLocal<bool> Listing { get; } = new();

        protected override string? Scripts => null;

        protected override ClauseLevel Level => ClauseLevel.Library;

        protected override ulong Seed => 1;

        protected override int? Cases => 5;

        protected override ContractTests Shows => Listing.Value ? ContractTests.All : ContractTests.None;
    }

    private sealed class Silent : Example
    {
        protected override CharmUnderTest? Charm => CharmUnderTest.Of(
            new InProcessCharm(ReferenceRequirer.Metadata, context => new SilentCharm(context)),
            new CharmProfile { Waive = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["live.after-retry"] = "it never asks" } });
    }

    private sealed class Misread : Example
    {
        protected override CharmUnderTest? Charm => CharmUnderTest.Of(
            ReferenceRequirer.Subject,
            ReferenceProfiles.Requirer with
            {
                File = "s3contract.yaml",
                Waive = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["live.asked-at-one"] = "a typing mistake" },
            });
    }

    private sealed class WithScripts : Example
    {
        public static string Folder { get; } = MakeFolder();

        protected override CharmUnderTest? Charm => CharmUnderTest.Of(ReferenceRequirer.Subject, ReferenceProfiles.Requirer);

        protected override string Scripts => Folder;

        private static string MakeFolder()
        {
            string folder = Directory.CreateTempSubdirectory("s3contract-").FullName;
            Directory.CreateDirectory(Path.Combine(folder, "in"));
            File.WriteAllText(Path.Combine(folder, "faulty.s3c"), "deplyo provider\n");
            File.WriteAllText(Path.Combine(folder, "in", "a-folder.s3c"), "deploy provider\nsettle\nexpect quiet\n");
            return folder;
        }
    }

    private sealed class Nobody : Example
    {
        protected override CharmUnderTest? Charm => null;
    }

    private sealed class Hidden : RequirerContract
    {
        protected override CharmUnderTest? Charm => CharmUnderTest.Of(ReferenceRequirer.Subject, ReferenceProfiles.Requirer);

        protected override ContractTests Shows => ContractTests.None;
    }

    private sealed class NotThere : Example
    {
        protected override CharmUnderTest? Charm => CharmUnderTest.InFolder("no-such-charm");
    }
}
