using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Campaigns.Shrinking;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Property.Campaigns;

internal sealed class ShrinkerLaws
{
    private static readonly CampaignScope s_scope = new() { ProviderUnderTest = true, RequirerUnderTest = false };

    [Law(MaxTest = 4)]
    public FsCheck.Property The_shrinker_gives_only_legal_and_smaller_scripts()
    {
        Arbitrary<Script> scripts = DrawnScripts.Arbitrary(s_scope);
        return Prop.ForAll(Arb.From(scripts.Generator), script =>
        {
            ScriptCost cost = ScriptCost.Of([.. script.Commands]);
            foreach (Script smaller in scripts.Shrinker(script))
            {
                Legality.AssertLegal(smaller.Commands, s_scope, "a candidate");
                Assert.That(ScriptCost.Of([.. smaller.Commands]).CompareTo(cost), Is.LessThan(0), ScriptPrinter.Print(smaller));
            }
        });
    }

    [Test]
    public void Every_sublist_by_dropping_one_command_is_a_candidate()
    {
        ScriptCommand[] commands = [.. ScriptGenerator.Case(s_scope, 5).Script.Commands];
        HashSet<string> candidates = [.. ScriptShrinker.Candidates(commands).Select(Text)];
        for (int i = 0; i < commands.Length; i++)
        {
            Assert.That(candidates, Does.Contain(Text(ScriptShrinker.Without(commands, i, 1))), $"without command {i}");
        }
    }

    [Test]
    public void Shrinking_finds_the_two_commands_that_matter()
    {
        ScriptCommand[] commands = FirstWith<ElectCommand>();
        Shrunk shrunk = ShrinkSearch.Shrink(
            commands, candidate => candidate.SkipWhile(command => command is not ElectCommand).Any(command => command is SettleCommand), mostRuns: 2000);
        Assert.That(shrunk.Commands.Select(ScriptPrinter.Print), Is.EqualTo(new[] { ScriptPrinter.Print(shrunk.Commands[0]), "settle" }));
        Assert.That(shrunk.Commands[0], Is.InstanceOf<ElectCommand>());
    }

    [Test]
    public void Shrinking_keeps_commands_that_only_fail_together()
    {
        ScriptCommand[] commands = FirstWith<AddUnitCommand>();
        Shrunk shrunk = ShrinkSearch.Shrink(
            commands,
            candidate => candidate.OfType<DeployCommand>().Count() % 2 == commands.OfType<DeployCommand>().Count() % 2 && candidate.OfType<AddUnitCommand>().Any(),
            mostRuns: 2000);
        Assert.That(shrunk.Commands.OfType<DeployCommand>().Count(), Is.EqualTo(commands.OfType<DeployCommand>().Count() % 2));
    }

    [Test]
    public void Shrinking_makes_order_units_and_values_plain()
    {
        ScriptCommand[] commands =
        [
            new DeployCommand("provider", 3, []),
            new DeployCommand("requirer-b", 2, [KeyValuePair.Create("bucket", "something-realistic")]),
            new IssueCommand("provider", "requirer-b", [new("access-key", "AKIAX"), new("region", "eu"), new("secret-key", "S/KIAX")]),
            new StepCommand(UnitReference.Numbered("provider", 2)),
            new SettleCommand([3, 1]),
        ];
        Shrunk shrunk = ShrinkSearch.Shrink(commands, candidate => candidate.Count == 5, mostRuns: 2000);
        Assert.That(shrunk.Commands.Select(ScriptPrinter.Print), Is.EqualTo(new[]
        {
            "deploy provider", "deploy requirer", "issue provider access-key=access-1 secret-key=secret-1", "settle", "settle",
        }));
    }

    [Test]
    public void Shrinking_never_takes_more_runs_than_it_may()
    {
        int runs = 0;
        Shrunk shrunk = ShrinkSearch.Shrink([.. ScriptGenerator.Case(s_scope, 3).Script.Commands], _ => runs++ < 0, mostRuns: 25);
        Assert.That((shrunk.Runs, runs), Is.EqualTo((25, 25)));
    }

    private static ScriptCommand[] FirstWith<T>() => Enumerable.Range(1, 200)
        .Select(seed => ScriptGenerator.Case(s_scope, (ulong)seed).Script.Commands.ToArray()).First(commands => commands.OfType<T>().Any());

    private static string Text(IEnumerable<ScriptCommand> commands) => string.Join('\n', commands.Select(ScriptPrinter.Print));
}
