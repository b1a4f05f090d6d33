using S3Contract.Charms;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Tests.Unit.Checks;

/// <summary>Providers that make their own keys: nobody issues them any, and yet they owe an answer to whoever asks.</summary>
[TestFixture]
internal sealed class OwnKeysTests
{
    private static readonly CharmProfile s_automatic = new() { MakesOwnKeys = true };

    // What every provider of this kind can show, whatever options it has.
    private static readonly string[] s_judged =
    [
        "live.answered", "live.answered-at-once", "live.answered-after-leader-change", "live.after-retry", "live.after-scaling",
        "live.after-relating-again", "isolation.each-relation", "atomicity.no-partial-answer", "atomicity.pair-issued-together",
        "data.mandatory-fields", "data.stays-complete", "write.leader-only",
    ];

    [Test]
    public void It_is_judged_by_what_it_answers_whether_its_profile_says_so_or_a_trial_shows_it([Values] bool unasked, [Values] bool said)
    {
        CheckReport report = Check(unasked ? OwnKeysProvider.Unasked : OwnKeysProvider.OnRequest, said ? s_automatic : new CharmProfile());

        Assert.That(report.Counted.Where(clause => clause.Verdict == Verdict.Fail).Select(clause => clause.Id), Is.Empty);
        Assert.That(s_judged.Select(id => Of(report, id).Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(report.TakenAs, Has.Count.EqualTo(said ? 0 : 1));
        // Those expect the library's event of the request, which this charm does not emit.
        Assert.That(report.Scenarios.Where(scenario => scenario.Warns && !scenario.Name.StartsWith("request/", StringComparison.Ordinal)).Select(scenario => $"{scenario.Name}: {scenario.Reason}"), Is.Empty);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void A_script_that_issues_keys_is_inconclusive_and_so_is_a_clause_that_hangs_on_that([Values] bool said)
    {
        CheckReport report = Check(OwnKeysProvider.Unasked, said ? s_automatic : new CharmProfile());

        Assert.That(
            report.Scenarios.First(scenario => scenario.Name == "rotation/reaches-every-unit").Reason, Is.EqualTo("this provider makes its own keys: nothing is issued to it"));
        Assert.That(Of(report, "live.latest-credentials").Reason, Is.EqualTo("this provider makes its own keys: nothing is issued to it"));
        Assert.That(Of(report, "data.uri-style").Reason, Is.EqualTo("the profile has no line for s3-uri-style (set:)"));
    }

    [TestCase("live.answered", Fault.Silent)]
    [TestCase("isolation.each-relation", Fault.OnlyTheFirst)]
    [TestCase("live.answered-after-leader-change", Fault.OnlyInChanged)]
    [TestCase("live.after-relating-again", Fault.OnlyTheFirst)]
    [TestCase("atomicity.no-partial-answer", Fault.KeyByKey)]
    [TestCase("data.mandatory-fields", Fault.NoBucket)]
    public void What_is_wrong_with_its_answers_is_found(string clause, Fault fault)
    {
        CheckReport report = Check(new InProcessCharm(OwnKeysProvider.OnRequest.Metadata, context => new Faulty(context, fault)), s_automatic);

        Assert.That(Of(report, clause).Verdict, Is.EqualTo(Verdict.Fail), Of(report, clause).Reason);
    }

    [Test]
    public void One_that_publishes_nothing_in_the_trial_is_not_taken_for_one()
    {
        CheckReport report = Check(
            new InProcessCharm(OwnKeysProvider.OnRequest.Metadata, context => new Faulty(context, Fault.Silent)), new CharmProfile());

        Assert.That(report.TakenAs, Is.Empty);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Inconclusive), "nothing was proved");
    }

    [TestCase("issue: automatic")]
    [TestCase("issue: on-request")]
    public void The_profile_says_it_in_a_word(string text)
    {
        CharmProfile profile = CharmProfileFile.Parse(text, "p.yaml").Required();

        Assert.That((profile.MakesOwnKeys, profile.Issue.Count), Is.EqualTo((true, 0)));
    }

    private static ClauseResult Of(CheckReport report, string id) => report.Clauses.Single(clause => clause.Id == id);

    private static CheckReport Check(ICharmSubject charm, CharmProfile profile) =>
        new ConformanceCheck(new ToolName("test", "0")).Run(new CheckOptions(charm) { Profile = profile }).Report;

    internal enum Fault
    {
        Silent,
        OnlyTheFirst,
        OnlyInChanged,
        KeyByKey,
        NoBucket,
    }

    private sealed class Faulty : CharmBase
    {
        public Faulty(CharmContext context, Fault fault)
            : base(context) => Observe(context.Hook.Kind, hook => Answer(hook, fault));

        private void Answer(Hook hook, Fault fault)
        {
            if (!IsLeader() || fault == Fault.Silent || (fault == Fault.OnlyInChanged && hook.Kind != HookKind.RelationChanged))
            {
                return;
            }

            foreach (Relation relation in Relations("s3"))
            {
                Databag shown = relation.LocalApplicationData.Content;
                if (relation.RemoteApplicationData?.Get("bucket") is not { } bucket || (hook.Kind == HookKind.RelationBroken && hook.Relation == relation.Id)
                    || (fault == Fault.OnlyTheFirst && relation.Id.Number > 0))
                {
                    continue;
                }

                List<KeyValuePair<string, string>> answer = [new("access-key", "AKIAOWN7Q2XM4N"), new("secret-key", "wJalrOwn7K9MDENGbPx"), new("bucket", bucket)];
                relation.LocalApplicationData.Update(fault switch
                {
                    Fault.NoBucket => answer[..2],
                    Fault.KeyByKey when !shown.ContainsKey("access-key") => answer[..1],
                    _ => answer,
                });
            }
        }
    }
}
