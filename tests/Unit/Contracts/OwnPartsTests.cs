using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Contracts;

/// <summary>Clauses and script commands of users' own.</summary>
public sealed class OwnPartsTests
{
    private static readonly Clause s_few = new("mine.few-hooks", ClauseLevel.Core, Roles.Provider, "A run has few hooks.", "us");
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    private static readonly OwnCommand s_pair = new("pair", "pair PROVIDER REQUIRER", words => words is [var provider, var requirer]
        ? [$"integrate {provider} {requirer}", "settle"]
        : throw new FormatException("two applications are needed"));

    [TestCase(1, Verdict.Fail)]
    [TestCase(1000, Verdict.Pass)]
    public void A_clause_of_ones_own_is_judged_behind_those_of_the_contract(int most, Verdict verdict)
    {
        CheckReport report = Check(new OwnClause(s_few, trace => Look(trace, most)));

        ClauseResult clause = report.Clauses[^1];
        Assert.That((clause.Id, clause.Family, clause.Verdict, clause.Checked), Is.EqualTo(("mine.few-hooks", "mine", verdict, 1)));
        if (verdict == Verdict.Fail)
        {
            Assert.That(report.Verdict, Is.EqualTo(Verdict.Fail), "it counts as the others do");
            Assert.That((clause.Violations[0].Message, clause.Violations[0].LineText), Is.EqualTo(("too many", "settle")));
        }
    }

    [Test]
    public void A_clause_that_nothing_put_to_the_test_is_inconclusive() =>
        Assert.That(Check(new OwnClause(s_few, _ => [])).Clauses[^1].Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void A_clause_that_does_not_bind_the_role_is_not_judged() =>
        Assert.That(Check(new OwnClause(s_few with { Roles = Roles.Requirer }, _ => [])).Clauses.Select(clause => clause.Id), Has.None.EqualTo(s_few.Id));

    [Test]
    public void It_sees_keys_in_clear_and_what_it_says_of_them_is_masked()
    {
        const string Key = "AKIAOWNCLAUSE5R8TN";
        bool seen = false;
        CheckReport report = Check(
            new OwnClause(s_few, trace =>
            {
                seen = trace.Steps.OfType<ModelStep>().Any(step => step.Change is ActionQueued { Handover: { } handover } && handover.Fields.Any(field => field.Value is Key));
                return [new ClauseCheck(0, $"the key {Key} is seen")];
            }),
            $"deploy provider\ndeploy requirer bucket=b\nintegrate provider requirer\nissue provider access-key={Key} secret-key=je7MtSecond3ClbhRfWq\nsettle\n");
        Assert.That(seen, Is.True);
        Assert.That(report.Clauses[^1].Violations[0].Message, Does.Match("^the key [^A-Z]+ is seen$"));
    }

    [TestCase("live.answered")]
    [TestCase("mine")]
    [TestCase(".few")]
    public void A_clause_needs_an_id_of_its_own(string id) =>
        Assert.That(() => Check(new OwnClause(s_few with { Id = id }, _ => [])), Throws.ArgumentException.With.Message.Contains(id));

    [Test]
    public void A_command_of_ones_own_is_read_carried_out_and_printed()
    {
        const string text = "# let: other=requirer\n\ndeploy provider\ndeploy requirer\npair provider ${other}\nexpect requirer/* hook s3-relation-joined\n";
        ScriptParse parse = ScriptParser.Parse(text, "own.s3c", commands: [s_pair]);

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(ScriptPrinter.Print(parse.Script), Is.EqualTo(text));
        ScriptRun run = new ScriptRunner(s_cast, RunOptions.Default).Run(parse.Script);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason);
        Assert.That(run.Trace.Steps.Where(step => step is HookStep { Hook.Name: "s3-relation-joined" }).Select(step => step.Line), Is.All.EqualTo(5));
    }

    [Test]
    public void What_a_command_of_ones_own_stands_for_is_found_beside_the_script()
    {
        var upgrade = new OwnCommand("upgrade", "upgrade", _ => ["refresh provider ../no-such-charm"]);
        ScriptParse parse = ScriptParser.Parse("deploy provider\nupgrade\n", "/srv/scripts/own.s3c", commands: [upgrade]);

        ScriptRun run = new ScriptRunner(s_cast, RunOptions.Default).Run(parse.Script);

        Assert.That(run.Script.Commands.SelectMany(command => command.Parts).Select(ScriptPrinter.Print), Does.Contain("refresh provider /srv/no-such-charm"));
    }

    [Test]
    public void A_command_of_ones_own_among_variables_runs_something()
    {
        const string text = "# covers: live.answered\n# let: other=requirer\npair provider ${other}\nexpect only quiet\n";

        Assert.That(ScriptLint.Check(ScriptParser.Parse(text, "own.s3c", commands: [s_pair]).Script), Is.Empty);
    }

    [TestCase("pair provider", "own.s3c:1:1: pair with words it cannot take: two applications are needed; expected pair PROVIDER REQUIRER")]
    [TestCase("pair provider nobody", "own.s3c:1:1: pair, which stands for \"integrate provider nobody\"; expected an application, or APP:endpoint")]
    [TestCase("pairr provider requirer", "own.s3c:1:1: unknown command \"pairr\". Did you mean \"pair\"? Expected a command: add-secret, add-unit, check-failed, check-recovered, config, crash, deploy, elect, expect, expire-secret, fail, grant-secret, include, integrate, issue, lose-leadership, notify, pair, refresh, remove-application, remove-relation, remove-secret, remove-unit, resolve, restart-container, revoke-secret, rotate-secret, run, s3, set, settle, step, update-secret, update-status, write")]
    public void A_command_with_wrong_words_is_told_with_its_place(string text, string message) =>
        Assert.That(ScriptParser.Parse(text, "own.s3c", commands: [s_pair]).Errors.Select(error => error.ToString()), Is.EqualTo([message]).Or.One.EndsWith(message));

    [Test]
    public void Without_being_added_a_command_is_unknown() =>
        Assert.That(ScriptParser.Parse("pair provider requirer", "own.s3c").IsValid, Is.False);

    [TestCase("settle")]
    [TestCase("Two Words")]
    public void A_command_needs_a_name_of_its_own(string name) =>
        Assert.That(() => new OwnCommand(name, "", _ => []), Throws.ArgumentException);

    private static IEnumerable<ClauseCheck> Look(Trace trace, int most)
    {
        Step[] hooks = [.. trace.Steps.Where(step => step is HookStep)];
        yield return new ClauseCheck(hooks[0].Index, hooks.Length > most ? "too many" : null);
    }

    private static CheckReport Check(OwnClause own, string text = "deploy provider\nsettle\n")
    {
        using ServiceProvider services = new ServiceCollection().AddS3Contract().AddSingleton(own).BuildServiceProvider();
        Script script = ScriptParser.Parse(text, "own.s3c").Script;
        return services.GetRequiredService<ConformanceCheck>()
            .Run(new CheckOptions(ReferenceProvider.Subject) { Profile = ReferenceProfiles.Provider, Scripts = ScriptCase.Of(script) }).Report;
    }
}
