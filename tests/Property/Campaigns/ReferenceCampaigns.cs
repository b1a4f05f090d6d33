using S3Contract.Harness.Campaigns;
using S3Contract.Reference.Charts;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Campaigns;

internal sealed class ReferenceCampaigns
{
    private static readonly Dictionary<Roles, CampaignResult> s_results = [];

    [Test]
    public void The_reference_charm_keeps_the_contract_at_level_library([Values(Roles.Provider, Roles.Requirer)] Roles subject)
    {
        CampaignResult result = Default(subject);
        Assert.That(result.Failures.Count, Is.Zero, ReferenceCast.Describe(result));
        Assert.That((result.Cases, result.Replayed), Is.EqualTo((CampaignOptions.DefaultCases, 0)));
    }

    [Test]
    public void The_default_campaign_meets_every_goal([Values(Roles.Provider, Roles.Requirer)] Roles subject) =>
        Assert.That(Default(subject).Goals.Where(met => met.Case is null).Select(met => met.Goal.Name), Is.Empty);

    [Test]
    public void The_default_campaigns_take_every_transition_that_conforming_charms_and_hostile_counterparts_can_take()
    {
        var coverage = new MachineCoverage();
        coverage.Add(Default(Roles.Provider).Coverage);
        coverage.Add(Default(Roles.Requirer).Coverage);
        Assert.That(coverage.Missing(), Is.Empty);
    }

    [Test]
    public void The_default_campaign_issues_every_command_it_can_draw([Values(Roles.Provider, Roles.Requirer)] Roles subject)
    {
        string[] expected =
        [
            "add-unit", "crash", "deploy", "elect", "fail", "integrate", "issue", "lose-leadership", "remove-application", "remove-relation", "remove-unit",
            "set", "settle", "step", "update-status", "write",
        ];
        Assert.That(Default(subject).Swarm.Commands.Select(command => command.Key), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_same_seed_and_cases_give_the_same_result()
    {
        CampaignOptions options = ReferenceCast.Options(Roles.Requirer) with { Cases = 5 };
        CampaignResult first = await Campaign.RunAsync(options);
        CampaignResult second = await Campaign.RunAsync(options);
        Assert.That((second.Hooks, second.Coverage.Hit()), Is.EqualTo((first.Hooks, first.Coverage.Hit())));
        Assert.That(second.Swarm.Commands, Is.EqualTo(first.Swarm.Commands));
    }

    [Test]
    public async Task A_cancelled_campaign_returns_what_it_has()
    {
        using var cancellation = new CancellationTokenSource();
        CampaignResult result = await Campaign.RunAsync(
            ReferenceCast.Options(Roles.Provider) with { Progress = progress => { if (progress.Done == 2) { cancellation.Cancel(); } } }, cancellation.Token);
        Assert.That((result.Cancelled, result.Cases), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task No_case_begins_after_the_time_is_up()
    {
        CampaignResult result = await Campaign.RunAsync(ReferenceCast.Options(Roles.Provider) with { Time = TimeSpan.Zero, Cases = 10 });
        Assert.That((result.OutOfTime, result.Cases), Is.EqualTo((true, 0)));
    }

    private static CampaignResult Default(Roles subject)
    {
        lock (s_results)
        {
            if (!s_results.TryGetValue(subject, out CampaignResult? result))
            {
                s_results[subject] = result = Campaign.RunAsync(ReferenceCast.Options(subject)).GetAwaiter().GetResult();
            }

            return result;
        }
    }
}
