using System.Globalization;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>No false alarm: charms that keep the contract in a way of their own are not blamed at level core. <c>S3CONTRACT_DRAWN</c> says in how many
/// drawn cases of each.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class UnusualCharmTests
{
    private const int Few = 300;

    private static int Cases =>
        int.TryParse(Environment.GetEnvironmentVariable("S3CONTRACT_DRAWN"), NumberStyles.None, CultureInfo.InvariantCulture, out int drawn) ? drawn : Few;

    private static IEnumerable<TestCaseData> Charms =>
        UnusualProviders.All.Concat(SecretKeepers.All).Concat(UnusualRequirers.All).Concat(LackingCharms.All).Select(charm => new TestCaseData(charm).SetArgDisplayNames(charm.Name));

    [TestCaseSource(nameof(Charms))]
    public void Passes_drawn_cases_at_level_core(object subject)
    {
        var charm = (UnusualCharm)subject;
        Quarry quarry = Hunt.Run(Hunt.CastOf(charm.Charm, charm.Role, charm.Profile), charm.Role, Cases);
        TestContext.Out.WriteLine($"{charm.Habit} {quarry.Hooks} hooks");
        Assert.That(quarry.BrokenUpTo(ClauseLevel.Core), Is.Empty, quarry.Describe());
    }

    [Test]
    public void What_was_wrong_before_anything_lacking_was_asked_for_is_blamed_all_the_same()
    {
        UnusualCharm charm = LackingCharms.BrokenBefore;
        Quarry quarry = Hunt.Run(Hunt.CastOf(charm.Charm, charm.Role), charm.Role, 20);
        Assert.That(quarry.BrokenUpTo(ClauseLevel.Core), Is.EqualTo(new[] { "data.uri-style" }), quarry.Describe());
    }

    [Test]
    public void A_provider_whose_keys_are_in_a_secret_that_an_option_names_breaks_nothing([Values] bool refreshesLate, [Values] bool elects)
    {
        SoundSubject subject = new(SoundProvider.Metadata with { Config = [SecretKeepers.Option] }, context => new SoundProvider(context, SecretKeepers.Named(refreshesLate)));
        Script script = ScriptParser.Parse($"""
            deploy provider --units 2
            deploy requirer --units 2 bucket=backups
            integrate provider requirer
            settle
            add-secret keys access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx
            grant-secret keys provider
            config provider keys=secret:keys
            settle
            expect databag provider requirer access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx bucket=backups
            {(elects ? "elect provider/1" : "add-unit requirer")}
            update-secret keys access-key=AKIASECOND5R8TN secret-key=je7MtSecond3ClbhRfWq
            settle
            expect databag provider requirer access-key=AKIASECOND5R8TN secret-key=je7MtSecond3ClbhRfWq
            expect requirer/* credentials-changed access-key=AKIASECOND5R8TN
            """, "secret.s3c").Script;
        Judge judge = new(new JudgeOptions { VisibleEvents = JudgeOptions.AllEvents });
        judge.Begin("secret");
        ScriptRun run = new ScriptRunner(Hunt.CastOf(subject, EndpointRole.Provider), new RunOptions { UnderTest = Roles.Provider, StepTaken = judge.Observe }).Run(script);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + string.Join('\n', run.Expectations.Select(expectation => expectation.Reason)));
        Assert.That(judge.Verdicts().Where(verdict => verdict.Verdict is Verdict.Fail).Select(verdict => verdict.Clause.Id), Is.Empty);
    }

    [Test]
    public void There_are_twenty_of_them() => Assert.That(Charms.Count(), Is.GreaterThanOrEqualTo(20));
}
