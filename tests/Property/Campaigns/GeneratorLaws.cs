using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Campaigns;

internal sealed class GeneratorLaws
{
    private const int Seeds = 100;

    private static readonly CampaignScope[] s_scopes =
    [
        new() { ProviderUnderTest = true, RequirerUnderTest = false },
        new() { ProviderUnderTest = false, RequirerUnderTest = true, SmallWorlds = true },
    ];

    [Test]
    public void A_case_is_reproducible_from_its_seed_alone([ValueSource(nameof(s_scopes))] CampaignScope scope)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            CampaignCase first = ScriptGenerator.Case(scope, seed);
            _ = ScriptGenerator.Case(scope, seed + 1000);
            Assert.That(ScriptPrinter.Print(ScriptGenerator.Case(scope, seed).Script), Is.EqualTo(ScriptPrinter.Print(first.Script)), $"seed {seed}");
        }
    }

    [Test]
    public void Different_seeds_give_different_scripts() =>
        Assert.That(Drawn(s_scopes[0]).Select(drawn => ScriptPrinter.Print(drawn.Script)).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(Seeds));

    [Test]
    public void The_first_case_of_a_campaign_has_the_seed_of_the_campaign()
    {
        Assert.That(CaseSeeds.Of(42, 0), Is.EqualTo(42));
        Assert.That(Enumerable.Range(0, 1000).Select(index => CaseSeeds.Of(42, index)).Distinct().Count(), Is.EqualTo(1000));
        Assert.That(Enumerable.Range(1, 100).Select(index => CaseSeeds.Of(43, index)), Has.None.EqualTo(CaseSeeds.Of(42, 2)));
    }

    [Test]
    public void Every_script_drawn_is_read_back_as_it_was_printed([ValueSource(nameof(s_scopes))] CampaignScope scope)
    {
        foreach (CampaignCase drawn in Drawn(scope))
        {
            Legality.AssertLegal(drawn.Script.Commands, scope, $"seed {drawn.Seed}");
        }
    }

    [Test]
    public void Every_key_issued_in_a_script_is_unique([ValueSource(nameof(s_scopes))] CampaignScope scope)
    {
        foreach (CampaignCase drawn in Drawn(scope))
        {
            string[] keys = [.. drawn.Script.Commands.OfType<IssueCommand>().SelectMany(issue => issue.Fields)
                .Where(field => field.Key is "access-key" or "secret-key").Select(field => field.Value)];
            Assert.That(keys, Is.Unique, $"seed {drawn.Seed}");
        }
    }

    [Test]
    public void Every_kind_is_enabled_in_some_cases_and_left_out_of_others([ValueSource(nameof(s_scopes))] CampaignScope scope)
    {
        CampaignCase[] drawn = Drawn(scope);
        foreach (CommandKind kind in scope.Kinds.Except([CommandKind.Settle, CommandKind.Issue]))
        {
            int enabled = drawn.Count(one => one.Swarm.Enabled.Contains(kind));
            Assert.That(enabled, Is.InRange(Seeds / 4, Seeds * 9 / 10), kind.ToString());
        }
    }

    [Test]
    public void A_charm_that_takes_each_option_by_itself_is_given_them_one_by_one_too()
    {
        Cast cast = ReferenceCast.Both with
        {
            Provider = ReferenceCast.Both.Provider with
            {
                Profile = new CharmProfile
                {
                    Issue =
                    [
                        new ProfileLine("config ${app} region=${region}"), new ProfileLine("config ${app} attributes=${attributes-csv}"),
                        new ProfileLine("run ${leader} sync access-key=${access-key} secret-key=${secret-key}"),
                    ],
                },
            },
        };
        var scope = CampaignScope.Of(cast, Roles.Provider, isProcess: false);
        Assert.That(scope.LoneFields, Is.EquivalentTo(new[] { "region", "attributes" }));
        Assert.That(
            Drawn(scope).SelectMany(drawn => drawn.Script.Commands.OfType<IssueCommand>()).Where(issue => issue.Fields.Count == 1).Select(issue => issue.Fields.Single().Key).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(scope.LoneFields));
    }

    [Test]
    public void A_case_uses_only_what_its_swarm_enables()
    {
        foreach (CampaignCase drawn in Drawn(s_scopes[0]))
        {
            Assert.That(
                drawn.Script.Commands.OfType<ElectCommand>().Any() && !drawn.Swarm.Enabled.Contains(CommandKind.Elect), Is.False, $"seed {drawn.Seed}");
            Assert.That(
                drawn.Script.Commands.OfType<WriteCommand>().Any() && !drawn.Swarm.Enabled.Contains(CommandKind.HostileWrite), Is.False, $"seed {drawn.Seed}");
        }
    }

    [Test]
    public void Every_script_ends_by_settling() =>
        Assert.That(Drawn(s_scopes[1]).Select(drawn => drawn.Script.Commands.Last()), Has.All.InstanceOf<SettleCommand>());

    private static CampaignCase[] Drawn(CampaignScope scope) =>
        [.. Enumerable.Range(1, Seeds).Select(seed => ScriptGenerator.Case(scope, (ulong)seed))];
}
