using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.Campaigns;

/// <summary>What a campaign makes of a charm that breaks the contract.</summary>
internal sealed class FailuresTests
{
    [Test]
    public async Task A_failure_is_shrunk_to_the_commands_that_matter_and_says_how_to_draw_it_again()
    {
        CampaignFailure failure = (await Campaign.RunAsync(Options(FaultyProvider.Subject))).Failures[0];
        string text = ScriptPrinter.Print(failure.Script);
        Assert.That(failure.Script.Commands.Select(ScriptPrinter.Print), Is.EqualTo(new[]
        {
            "deploy provider", "deploy requirer", "integrate provider requirer",
        }).AsCollection, text);
        Assert.That(text, Does.Contain(failure.Violation.Message).And.Contain($"--seed {failure.Seed} --cases 1").And.Contain("covers: " + failure.Clause.Id)
            .And.Contain("reference-provider"));
        CampaignResult again = await Campaign.RunAsync(Options(FaultyProvider.Subject) with { Seed = failure.Seed, Cases = 1 });
        Assert.That(ScriptPrinter.Print(again.Failures[0].Script), Is.EqualTo(text));
    }

    [Test]
    public async Task The_script_of_a_failure_breaks_the_same_clause_at_the_same_line_when_it_is_read_and_run_again()
    {
        CampaignOptions options = Options(FaultyProvider.Subject);
        CampaignFailure failure = (await Campaign.RunAsync(options)).Failures[0];
        ScriptParse parse = ScriptParser.Parse(ScriptPrinter.Print(failure.Script), failure.Script.File);
        Assert.That(parse.Errors, Is.Empty);
        var judge = new Judge(new JudgeOptions { SubjectRoles = Roles.Provider, VisibleEvents = JudgeOptions.AllEvents });
        judge.Begin();
        new ScriptRunner(options.Cast, new RunOptions { UnderTest = Roles.Provider, StepTaken = judge.Observe }).Run(parse.Script);
        Violation? same = judge.Verdicts().SelectMany(verdict => verdict.Violations).FirstOrDefault(violation => violation.ClauseId == failure.Clause.Id);
        Assert.That((same?.StepIndex, same?.Line), Is.EqualTo(((int?)failure.Violation.StepIndex, (int?)failure.Violation.Line)));
    }

    [Test]
    public async Task What_is_lacking_in_a_case_that_breaks_a_clause_is_told_as_well()
    {
        UnusualCharms.UnusualCharm charm = UnusualCharms.LackingCharms.BrokenBefore;
        var judge = new Judge(new JudgeOptions { SubjectRoles = Roles.Provider, VisibleEvents = JudgeOptions.AllEvents });
        CampaignResult result = await Campaign.RunAsync(ReferenceCast.Options(Roles.Provider) with
        {
            Cast = Hunt.CastOf(charm.Charm, EndpointRole.Provider),
            Cases = 20,
            ShrinkRuns = 0,
            Judge = judge,
        });
        Assert.That(result.Failures.Select(failure => failure.Clause.Id), Does.Contain("data.uri-style"));
        Assert.That(judge.Lacks.Select(lack => (lack.What, lack.Command)), Is.EqualTo(new[] { ("commands from outside of hooks", "juju-exec") }));
    }

    [Test]
    public async Task A_failure_is_told_without_the_keys_that_it_is_about()
    {
        // The secret key stands where a reader looks for a URL.
        const string secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCY";
        ICharmSubject charm = Mutant.Provider("key-for-url", "", "", new()
        {
            Answer = (issued, asked) => ProviderParts.Right(issued, asked).With("secret-key", secret).With("endpoint", secret),
        }).Charm;
        CampaignResult result = await Campaign.RunAsync(ReferenceCast.Options(Roles.Provider) with
        {
            Cast = Hunt.CastOf(charm, EndpointRole.Provider),
            Cases = 5,
            ShrinkRuns = 20,
        });

        CampaignFailure failure = result.Failures.First(failure => failure.Clause.Id == "data.endpoint-url");
        Assert.That(failure.Violation.Message, Does.Contain("‹secret-").And.Not.Contain(secret));
        Assert.That(ScriptPrinter.Print(failure.Script), Does.Contain("‹secret-").And.Not.Contain(secret));
    }

    [Test]
    public async Task A_fault_that_shows_in_every_case_hides_no_other()
    {
        // Frequent: each answer has a style that there is not. Rare: a second relation gets what was issued for the first alone.
        ICharmSubject charm = Mutant.Provider("two-faults", "", "", new()
        {
            Answer = (issued, asked) => ProviderParts.Right(issued, asked).With("s3-uri-style", "virtual"),
            Issue = charm => charm.RememberIssued(
                charm.Juju.ActionGet().Where(given => given.Key is not "relation").ToDictionary(StringComparer.Ordinal)),
        }).Charm;
        CampaignResult result = await Campaign.RunAsync(ReferenceCast.Options(Roles.Provider) with
        {
            Cast = Hunt.CastOf(charm, EndpointRole.Provider),
            Cases = 40,
            ShrinkRuns = 100,
        });
        CampaignFailure frequent = result.Failures.First(failure => failure.Clause.Id == "data.uri-style");
        CampaignFailure rare = result.Failures.First(failure => failure.Clause.Id == "isolation.no-leak");
        Assert.That(frequent.Times, Is.GreaterThan(5 * rare.Times));
        Assert.That(rare.Script.Commands.Count(), Is.LessThan(8));
    }

    [Test]
    public async Task A_failing_hook_is_blamed_on_what_it_hangs_on_and_on_nothing_else_that_is_odd()
    {
        // It takes a region for granted: another bucket than asked has nothing to do with that, nor has half an answer.
        ICharmSubject charm = Mutant.Requirer("wants-a-region", "", "", new()
        {
            OnChanged = (charm, relation) => _ = SoundCharm.HasBothKeys(charm.Heard(relation)) ? charm.Heard(relation)["region"] : "",
        }).Charm;
        CampaignResult result = await Campaign.RunAsync(ReferenceCast.Options(Roles.Requirer) with
        {
            Cast = Hunt.CastOf(charm, EndpointRole.Requirer),
            Cases = 40,
            ShrinkRuns = 60,
        });
        Assert.That(
            result.Failures.Select(failure => failure.Clause.Id).Where(id => id.StartsWith("tolerance.", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "tolerance.optional-fields" }).AsCollection,
            ReferenceCast.Describe(result));
    }

    [Test]
    public async Task A_case_is_the_same_however_many_come_after_it()
    {
        CampaignOptions options = Options(FaultyProvider.Subject) with { Cases = 12, Shrink = false };
        CampaignResult twelve = await Campaign.RunAsync(options);
        CampaignResult five = await Campaign.RunAsync(options with { Cases = 5 });
        Assert.That(
            five.Failures.Select(failure => Told(failure with { Times = 1 })),
            Is.EqualTo(twelve.Failures.Where(failure => failure.Case <= 5).Select(failure => Told(failure with { Times = 1 }))).AsCollection);
    }

    [Test]
    public async Task What_is_found_does_not_depend_on_how_many_cases_run_at_a_time()
    {
        CampaignOptions options = Options(FaultyProvider.Subject) with { Cases = 12, ShrinkRuns = 30 };
        CampaignResult one = await Campaign.RunAsync(options);
        CampaignResult four = await Campaign.RunAsync(options with { AtATime = 4 });
        Assert.That(four.Failures.Select(Told), Is.EqualTo(one.Failures.Select(Told)).AsCollection);
        Assert.That((four.Hooks, four.Coverage.Hit()), Is.EqualTo((one.Hooks, one.Coverage.Hit())));
    }

    [Test]
    public async Task A_case_that_fails_counts_for_what_it_exercised_and_is_kept_from_the_judge_for_the_rest()
    {
        var judged = new Judge();
        CampaignResult result = await Campaign.RunAsync(Options(FaultyProvider.Subject) with { Cases = 1, Judge = judged });
        Assert.That(result.Failures[0].HooksUntilFound, Is.EqualTo(result.Hooks));
        Assert.That(judged.Verdicts().Count(verdict => verdict.Checked > 0), Is.GreaterThan(10));
        Assert.That(judged.Verdicts().Where(verdict => verdict.Verdict == Verdict.Fail), Is.Empty);
    }

    [Test]
    public async Task What_fails_is_kept_and_run_first_the_next_time()
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-campaign-").FullName;
        try
        {
            CampaignOptions options = Options(FaultyProvider.Subject) with { SaveFolder = folder, StopAtFirstFailure = true };
            CampaignFailure failure = (await Campaign.RunAsync(options)).Failures[0];
            Assert.That(Path.GetFileName(failure.File), Is.EqualTo($"{failure.Clause.Id}-{failure.Seed}.s3c"));

            await File.WriteAllTextAsync(Path.Combine(folder, "a-broken-file.s3c"), "dploy provider");
            CampaignResult next = await Campaign.RunAsync(options with { Seed = 99 });
            Assert.That((next.Cases, next.Replayed, next.Failures[0].Case), Is.EqualTo((0, 1, 0)));
            Assert.That(next.Notices, Has.One.Contains("a-broken-file.s3c"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_charm_that_behaves_otherwise_the_second_time_is_called_nondeterministic_and_not_shrunk()
    {
        CampaignFailure failure = (await Campaign.RunAsync(Options(FaultyProvider.Moody(times: 1)))).Failures[0];
        Assert.That(failure.NondeterministicAt, Is.Not.Null);
        Assert.That(failure.Violation.Message, Does.StartWith($"the subject is nondeterministic at step {failure.NondeterministicAt}"));
        Assert.That(failure.Script.Commands, Is.EqualTo(failure.Original.Commands).AsCollection);
        Assert.That(failure.ShrinkRuns, Is.Zero);
    }

    [Test]
    public async Task Each_clause_is_shrunk_once_however_many_cases_break_it()
    {
        CampaignResult result = await Campaign.RunAsync(Options(FaultyProvider.Subject) with { Cases = 10 });
        Assert.That(result.Failures.Select(failure => failure.Clause.Id), Is.Unique);
        Assert.That(result.Failures.Sum(failure => failure.Times), Is.GreaterThan(result.Failures.Count));
    }

    [Test]
    public async Task A_waived_clause_does_not_count()
    {
        CampaignResult result = await Campaign.RunAsync(Options(FaultyProvider.Subject));
        string clause = result.Failures[0].Clause.Id;
        CampaignOptions options = Options(FaultyProvider.Subject);
        CampaignResult waived = await Campaign.RunAsync(options with
        {
            Judging = options.Judging with { Waived = new SortedDictionary<string, string>(StringComparer.Ordinal) { [clause] = "we know" } },
        });
        Assert.That(waived.Failures.Select(failure => failure.Clause.Id), Has.None.EqualTo(clause));
    }

    private static string Told(CampaignFailure failure) =>
        $"{failure.Case} {failure.HooksUntilFound} {failure.Times} {failure.Violation.Message}\n{ScriptPrinter.Print(failure.Script)}";

    private static CampaignOptions Options(ICharmSubject provider) => ReferenceCast.Options(Roles.Provider, ClauseLevel.Core) with
    {
        Cast = new Cast(new Player(provider, new CharmProfile()), ReferenceCast.Both.Requirer),
        Cases = 3,
        Seed = 7,
    };
}
