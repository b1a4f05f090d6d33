using S3Contract.Charms;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Exhaustive;
using S3Contract.Harness.Exploring;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.Campaigns;

internal sealed class ExplorerTests
{
    // A change of the simulated Juju, the reference charms or the reference machine can change the numbers; then look why before you write the
    // new ones down.
    [TestCase("relating", 9, 1209)]
    [TestCase("one-relation", 5, 1699)]
    [TestCase("two-relations", 6, 1259)]
    [TestCase("mishaps", 5, 1698)]
    [TestCase("scaling", 4, 322)]
    [TestCase("values", 5, 1810)]
    [TestCase("timers", 5, 468)]
    public void The_reference_charms_keep_the_contract_in_every_order(string name, int depth, int uniqueStates) =>
        AssertClean(World(name), depth, uniqueStates, complete: false);

    [Test]
    public void A_small_world_is_walked_to_its_very_end()
    {
        SmallWorld relating = World("relating");
        var smaller = relating with
        {
            Opening = [.. relating.Opening.Select(command => command is DeployCommand { Application: "provider" } deploy ? deploy with { Units = 1 } : command)],
        };
        AssertClean(smaller, depth: 100, uniqueStates: 1257, complete: true);
    }

    private static void AssertClean(SmallWorld world, int depth, int uniqueStates, bool complete)
    {
        ExplorerResult result = Explorer.Explore(ReferenceCast.Options(Roles.Both), world, new Bounds(depth));
        Assert.That(result.Failures.Select(failure => $"{failure.Violation.ClauseId}: {failure.Violation.Message}\n{ScriptPrinter.Print(failure.Script)}"), Is.Empty);
        Assert.That((result.Searched.UniqueStates, result.Searched.Complete), Is.EqualTo((uniqueStates, complete)));
    }

    [TestCase("relating", 9)]
    [TestCase("two-relations", 5)]
    [TestCase("scaling", 3)]
    [TestCase("values", 5)]
    public void Orders_that_come_to_the_same_are_left_out_without_losing_a_state(string name, int depth)
    {
        ExplorerResult whole = Explorer.Explore(ReferenceCast.Options(Roles.Both), World(name), new Bounds(depth) { Reduce = false });
        ExplorerResult reduced = Explorer.Explore(ReferenceCast.Options(Roles.Both), World(name), new Bounds(depth) { Reduce = true });
        Assert.That(reduced.Searched.UniqueStates, Is.EqualTo(whole.Searched.UniqueStates));
        Assert.That(reduced.Searched.States, Is.LessThan(whole.Searched.States));
        Assert.That(reduced.Searched.Skipped, Is.GreaterThan(0));
    }

    [Test]
    public void What_is_found_does_not_depend_on_how_many_threads_walk()
    {
        ExplorerResult alone = Explorer.Explore(ReferenceCast.Options(Roles.Both), World("two-relations"), new Bounds(5));
        ExplorerResult together = Explorer.Explore(ReferenceCast.Options(Roles.Both), World("two-relations"), new Bounds(5) { Threads = 3 });
        Assert.That(together.Searched, Is.EqualTo(alone.Searched));
    }

    [Test]
    public void A_counterexample_is_as_short_as_can_be_and_replays()
    {
        Cast cast = new(new Player(FaultyProvider.Subject, new CharmProfile()), ReferenceCast.Both.Requirer);
        var world = new SmallWorld(
            "tiny",
            [new DeployCommand("provider", 1, []), new DeployCommand("requirer", 1, []), new SettleCommand([])],
            [new MenuItem(new IntegrateCommand(new EndpointReference("provider"), new EndpointReference("requirer")), 1)]);
        ExplorerResult result = Explorer.Explore(
            ReferenceCast.Options(Roles.Provider, ClauseLevel.Core) with { Cast = cast }, world, new Bounds(8));
        ExplorerFailure first = result.Failures[0];

        // Relate, two created hooks (each side must be there to be seen), and the joined hook that shows half a pair.
        Assert.That(first.Depth, Is.EqualTo(4), ScriptPrinter.Print(first.Script));
        var options = ReferenceCast.Options(Roles.Provider, ClauseLevel.Core) with { Cast = cast };
        Violation? violation = new CaseRunner(options.Cast, options.Judging).Breaks(first.Script, first.Violation.ClauseId, CancellationToken.None);
        Assert.That(violation?.ClauseId, Is.EqualTo(first.Violation.ClauseId));
    }

    [Test]
    public void A_hook_that_fails_whatever_is_odd_is_blamed_on_no_oddity()
    {
        ICharmSubject charm = Mutant.Requirer("never-joins", "", "", new()
        {
            Also = charm =>
            {
                if (charm.InHook(HookKind.RelationJoined))
                {
                    throw new InvalidOperationException("no endpoint");
                }
            },
        }).Charm;
        ExplorerResult result = Explorer.Explore(
            ReferenceCast.Options(Roles.Requirer, ClauseLevel.Core) with { Cast = Hunt.CastOf(charm, EndpointRole.Requirer) }, World("relating"), new Bounds(8));
        Assert.That(result.Failures.Select(failure => failure.Violation.ClauseId), Has.Some.EqualTo("tolerance.ordinary-hook").And.None.EqualTo("tolerance.empty-databag"));
    }

    private static SmallWorld World(string name) => SmallWorld.All.First(world => world.Name == name);
}
