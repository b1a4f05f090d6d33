using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>Determinism, snapshots, fingerprints, order, hosts.</summary>
public class SimulationTests
{
    [Test]
    public void Enabled_units_stand_in_the_order_of_their_addition()
    {
        using var simulation = new Simulation();
        simulation.Deploy("z", Probe.Charm());
        simulation.Deploy("a", Probe.Charm());
        simulation.AddUnit("z");

        Assert.That(simulation.Enabled, Is.EqualTo(new[] { Probe.Unit("z/0"), Probe.Unit("a/0"), Probe.Unit("z/1") }));
    }

    [Test]
    public void An_order_picks_among_the_enabled_units_modulo_their_count_and_then_the_first_goes()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(), 3);
        simulation.Settle([2, 4, 3, -1]);

        // The hooks of -1 (2147483647) and after: modulo 3 that is p/1.
        Assert.That(
            simulation.HookSteps().Take(5).Select(step => step.Unit.Number),
            Is.EqualTo(new[] { 2, 1, 0, int.MaxValue % 3, 0 }));
    }

    [Test]
    public void The_same_commands_give_the_same_steps()
    {
        using Simulation first = Life();
        using Simulation second = Life();

        Assert.That(second.Hooks(), Is.EqualTo(first.Hooks()));
        Assert.That(second.World.Fingerprint, Is.EqualTo(first.World.Fingerprint));
    }

    [Test]
    public void Going_back_to_a_snapshot_gives_the_same_future_again()
    {
        using Simulation simulation = Probe.Related(NextRelationHookTests.CountUp, requirers: 2);
        World snapshot = simulation.World;
        UInt128 fingerprint = snapshot.Fingerprint;
        List<string> first = Future();
        simulation.Restore(snapshot);

        Assert.That(snapshot.Fingerprint, Is.EqualTo(fingerprint));
        Assert.That(Future(), Is.EqualTo(first));

        List<string> Future()
        {
            int before = simulation.Steps.Count;
            simulation.UpdateStatus(Probe.Unit("p/0"));
            simulation.RemoveUnit(Probe.Unit("r/1"));
            simulation.Settle();
            return [.. simulation.Hooks(before), simulation.World.Fingerprint.ToString()];
        }
    }

    [Test]
    public void Two_ways_to_the_same_situation_have_one_fingerprint()
    {
        using Simulation one = Probe.Related(providers: 1, requirers: 2);
        using Simulation other = Probe.Related(providers: 1, requirers: 2);
        foreach (string unit in (string[])["r/0", "r/1", "p/0"])
        {
            one.UpdateStatus(Probe.Unit(unit));
            one.Step(unit);
        }

        Assert.That(one.Steps, Has.Count.GreaterThan(other.Steps.Count));
        Assert.That(one.World.Fingerprint, Is.EqualTo(other.World.Fingerprint), "hooks without an effect do not count");
    }

    [Test]
    public void Versions_do_not_count_once_everybody_has_seen_them()
    {
        string value = "";
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(
            hook, () => hook.RelationSet(0, true, Probe.Pairs("a=" + value))));
        UInt128 before = Write("1");
        UInt128 between = Write("2");
        UInt128 after = Write("1");

        Assert.That(between, Is.Not.EqualTo(before));
        Assert.That(after, Is.EqualTo(before));

        UInt128 Write(string next)
        {
            value = next;
            simulation.UpdateStatus(Probe.Unit("p/0"));
            simulation.Settle();
            return simulation.World.Fingerprint;
        }
    }

    [Test]
    public void A_change_that_nobody_has_seen_yet_does_count()
    {
        string value = "1";
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(
            hook, () => hook.RelationSet(0, true, Probe.Pairs("a=" + value))));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Settle();
        UInt128 settled = simulation.World.Fingerprint;
        foreach (string next in (string[])["2", "1"])
        {
            value = next;
            simulation.UpdateStatus(Probe.Unit("p/0"));
            simulation.Step("p/0");
        }

        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("a"), Is.EqualTo("1"));
        Assert.That(simulation.World.Fingerprint, Is.Not.EqualTo(settled), "r/0 is still to be told");
    }

    [TestCase("elect")]
    [TestCase("fault")]
    [TestCase("action")]
    [TestCase("unit")]
    [TestCase("error")]
    [TestCase("timer")]
    public void What_changes_the_future_changes_the_fingerprint(string what)
    {
        using Simulation simulation = Probe.Related(providers: 2);
        simulation.Deploy("a", Probe.Charm(null, new CharmMetadata("acting", []) { Actions = [new CharmAction("do")] }));
        simulation.Settle();
        UInt128 before = simulation.World.Fingerprint;
        switch (what)
        {
            case "elect":
                simulation.Elect(Probe.Unit("p/1"));
                break;
            case "fault":
                simulation.Arm(Probe.Unit("p/1"), Fault.Crash);
                break;
            case "action":
                simulation.RunAction(Probe.Unit("a/0"), "do", Probe.Pairs("a=b"));
                break;
            case "unit":
                simulation.RemoveUnit(Probe.Unit("p/1"));
                break;
            case "error":
                simulation.UpdateStatus(Probe.Unit("p/1"));
                simulation.Arm(Probe.Unit("p/1"), Fault.Fail);
                simulation.Step("p/1");
                break;
            default:
                simulation.UpdateStatus(Probe.Unit("p/1"));
                break;
        }

        Assert.That(simulation.World.Fingerprint, Is.Not.EqualTo(before));
    }

    [Test]
    public void An_exception_of_a_charm_in_process_fails_its_hook_with_type_and_message()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", new InProcessCharm(new CharmMetadata("bad", []), _ => throw new FormatException("in the constructor")));
        HookStep step = simulation.Step("p/0");

        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Failed));
        Assert.That(step.Failure, Is.EqualTo("FormatException: in the constructor"));
    }

    [Test]
    public void A_custom_event_is_recorded_with_what_the_hook_sees_of_the_remote_application()
    {
        using Simulation simulation = Probe.Related(NextRelationHookTests.WriteOnce);
        HookStep step = ReadTests.Ask(simulation, "r/0", hook =>
        {
            hook.Emitted("credentials-changed", 0);
            hook.Emitted("credentials-gone", null);
        });

        EventEmitted[] events = [.. step.Entries.OfType<EventEmitted>()];
        Assert.That(events[0].Seen["a"], Is.EqualTo("1"));
        Assert.That(events[1].Relation, Is.Null);
        Assert.That(events[1].Seen, Is.Empty);
    }

    [Test]
    public void A_unit_has_one_host_for_its_whole_life_and_it_is_ended_when_the_unit_is_gone()
    {
        var charm = new CountingCharm();
        var simulation = new Simulation();
        simulation.Deploy("p", charm, 2);
        simulation.Settle();
        Assert.That((charm.Made, charm.Ended), Is.EqualTo((2, 0)));

        simulation.RemoveUnit(Probe.Unit("p/0"));
        simulation.Settle();
        Assert.That((charm.Made, charm.Ended), Is.EqualTo((2, 1)));
        simulation.Dispose();
        Assert.That((charm.Made, charm.Ended), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_hook_that_is_going_to_be_thrown_away_must_not_keep_the_charms_files()
    {
        var charm = new CountingCharm();
        using var simulation = new Simulation();
        simulation.Deploy("p", charm);
        foreach (Fault fault in Enum.GetValues<Fault>())
        {
            simulation.Arm(Probe.Unit("p/0"), fault);
            simulation.Step("p/0");
        }

        Assert.That(charm.Kept, Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void A_cancelled_hook_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
        {
            hook.RelationSet(0, true, Probe.Pairs("a=1"));
            cancellation.Cancel();
        }));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        World before = simulation.World;
        int steps = simulation.Steps.Count;

        Assert.That(() => simulation.Settle(cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(simulation.World, Is.SameAs(before));
        Assert.That(simulation.Steps, Has.Count.EqualTo(steps));
    }

    [TestCase(2, 10, 1)]
    [TestCase(10, 2, -1)]
    [TestCase(1, 10, -1)]
    [TestCase(7, 7, 0)]
    [TestCase(0, 1, -1)]
    [TestCase(123, 13, -1)]
    [TestCase(100, 10, 1)]
    public void Numbers_compare_as_text(int a, int b, int sign)
    {
        Assert.That(Math.Sign(UnitOrder.CompareAsText(a, b)), Is.EqualTo(sign));
        Assert.That(
            Math.Sign(UnitOrder.CompareAsText(a, b)),
            Is.EqualTo(Math.Sign(string.CompareOrdinal(a.ToString(null as IFormatProvider), b.ToString(null as IFormatProvider)))));
    }

    private static Simulation Life()
    {
        Simulation simulation = Probe.Related(NextRelationHookTests.CountUp, providers: 2, requirers: 2);
        simulation.Arm(Probe.Unit("p/0"), Fault.Crash);
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Elect(Probe.Unit("p/1"));
        simulation.Settle([3, 1, 4, 1, 5]);
        return simulation;
    }

    private sealed class CountingCharm : ICharmSubject
    {
        public int Made { get; private set; }

        public int Ended { get; private set; }

        public List<bool> Kept { get; } = [];

        public CharmMetadata Metadata { get; } = new("counting", []);

        public string Host => "test";

        public IUnitHost CreateUnit(UnitName unit)
        {
            Made++;
            return new Unit(this);
        }

        private sealed class Unit(CountingCharm charm) : IUnitHost
        {
            public HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation)
            {
                charm.Kept.Add(keepLocalState);
                return HookExit.Success;
            }

            public void Dispose() => charm.Ended++;
        }
    }
}
