using S3Contract.Charms;
using S3Contract.Harness.Juju.Agent;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§3.2: what a hook sees.</summary>
public class ReadTests
{
    [Test]
    public void Section_3_2_A_hook_sees_its_own_writes_and_nobody_else_does_before_it_succeeds()
    {
        using Simulation simulation = Probe.Related();
        string? unit = null;
        string? application = null;
        Ask(simulation, "p/0", hook =>
        {
            hook.RelationSet(0, false, Probe.Pairs("a=1"));
            hook.RelationSet(0, true, Probe.Pairs("a=2"));
            unit = hook.RelationGet(0, Probe.Unit("p/0")).Get("a");
            application = hook.RelationGet(0, "p").Get("a");
            Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("a"), Is.Null);
        });

        Assert.That(unit, Is.EqualTo("1"));
        Assert.That(application, Is.EqualTo("2"));
        Assert.That(simulation.World.ApplicationDatabag(0, "p").Get("a"), Is.EqualTo("2"));
    }

    [Test]
    public void Section_3_2_A_remote_units_databag_is_stale_until_a_changed_hook_for_that_unit_runs()
    {
        var seen = new List<string?>();
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () =>
            {
                int n = hook.RelationGet(0, hook.Unit).Get("n") is { } text ? int.Parse(text, null) : 0;
                hook.RelationSet(0, false, Probe.Pairs($"n={n + 1}"));
            }),
            hook =>
            {
                if (hook.Hook.Kind is HookKind.UpdateStatus or HookKind.RelationChanged)
                {
                    seen.Add(hook.RelationGet(0, Probe.Unit("p/0")).Get("n"));
                }
            });
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        simulation.Settle();
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        Assert.That(seen, Is.EqualTo(new[] { null, "1" }));

        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, Probe.Unit("p/0")).Get("n")));
        Assert.That(seen.Last(), Is.EqualTo("1"), "another hook reads what the agent has kept");

        simulation.Settle();
        Assert.That(seen.Last(), Is.EqualTo("2"), "the changed hook of that unit asks the controller");
    }

    [Test]
    public void Section_3_2_What_a_failed_hook_has_fetched_stays_in_the_agents_memory()
    {
        var seen = new List<string?>();
        using Simulation simulation = Probe.Related(
            hook => NextRelationHookTests.OnUpdateStatus(hook, () => hook.RelationSet(0, false, Probe.Pairs("n=1"))));
        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, Probe.Unit("p/0")).Get("n")), Fault.Fail);
        simulation.UpdateStatus(Probe.Unit("p/0"));
        simulation.Step("p/0");
        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, Probe.Unit("p/0")).Get("n")));

        Assert.That(seen, Is.EqualTo(new string?[] { null, null }));
    }

    [Test]
    public void Section_3_2_The_databag_of_a_unit_that_has_not_joined_yet_is_read_fresh_in_each_hook()
    {
        var seen = new List<string?>();
        using Simulation simulation = Probe.Related();
        simulation.AddUnit("p");
        simulation.RunUntil("p/1", "config-changed");
        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, Probe.Unit("p/1")).Get("n")));
        Ask(simulation, "p/1", hook => hook.RelationSet(0, false, Probe.Pairs("n=1")));
        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, Probe.Unit("p/1")).Get("n")));

        Assert.That(seen, Is.EqualTo(new[] { null, "1" }));
    }

    [Test]
    public void Section_3_2_The_remote_applications_databag_is_fetched_anew_in_each_hook()
    {
        var seen = new List<string?>();
        using Simulation simulation = Probe.Related();
        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, "p").Get("n")));
        Ask(simulation, "p/0", hook => hook.RelationSet(0, true, Probe.Pairs("n=1")));
        Ask(simulation, "r/0", hook => seen.Add(hook.RelationGet(0, "p").Get("n")));

        Assert.That(seen, Is.EqualTo(new[] { null, "1" }), "before its changed hook as well");
    }

    [Test]
    public void Section_3_2_Relation_list_names_the_units_whose_joined_hook_ran_with_the_joining_and_without_the_departing_one()
    {
        var seen = new List<string>();
        using Simulation simulation = Probe.Related(requirer: hook =>
        {
            if (hook.Hook.Relation is { } relation)
            {
                seen.Add($"{Probe.Text(hook.Hook)}: {string.Join(' ', hook.RelationList(relation))}");
            }
        }, providers: 2);
        simulation.RemoveUnit(Probe.Unit("p/0"));
        simulation.Settle();

        Assert.That(seen, Is.EqualTo(new[]
        {
            "db-created: ", "db-joined p/0: p/0", "db-changed p/0: p/0", "db-joined p/1: p/0 p/1", "db-changed p/1: p/0 p/1",
            "db-departed p/0: p/1",
        }));
    }

    [Test]
    public void Section_3_2_Relation_list_is_sorted_as_text()
    {
        IReadOnlyList<UnitName> units = [];
        using Simulation simulation = Probe.Related(providers: 11);
        Ask(simulation, "r/0", hook => units = hook.RelationList(0));

        Assert.That(units.Take(3), Is.EqualTo(new[] { Probe.Unit("p/0"), Probe.Unit("p/1"), Probe.Unit("p/10") }));
    }

    [Test]
    public void Section_4_2_Relation_ids_are_sorted_as_text_and_a_breaking_relation_is_listed()
    {
        IReadOnlyList<RelationId> ids = [];
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook =>
        {
            if (hook.Hook.Kind == HookKind.RelationBroken)
            {
                ids = hook.RelationIds("db");
            }
        }));
        for (int i = 0; i < 11; i++)
        {
            simulation.Deploy($"r-x{i}x", Probe.Requirer());
            simulation.Integrate("p", null, $"r-x{i}x", null);
        }

        simulation.Settle();
        simulation.RemoveRelation("p", null, "r-x2x", null);
        simulation.Settle();

        Assert.That(ids.Select(id => id.Number), Is.EqualTo(new[] { 0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9 }));
    }

    [Test]
    public void Section_4_2_Relation_ids_of_an_unknown_endpoint_are_none()
    {
        IReadOnlyList<RelationId>? ids = null;
        using Simulation simulation = Probe.Related();
        Ask(simulation, "p/0", hook => ids = hook.RelationIds("nothing"));

        Assert.That(ids, Is.Empty);
    }

    [Test]
    public void Section_3_2_Status_get_keeps_its_first_answer_for_the_hook()
    {
        var seen = new List<string>();
        using Simulation simulation = Probe.Related();
        Ask(simulation, "p/0", hook =>
        {
            seen.Add(hook.StatusGet().Status);
            hook.StatusSet(WorkloadStatus.Active, "");
            seen.Add(hook.StatusGet().Status);
        });
        Ask(simulation, "p/0", hook => seen.Add(hook.StatusGet().Status));

        Assert.That(seen, Is.EqualTo(new[] { "unknown", "unknown", "active" }));
    }

    [Test]
    public void Section_3_2_State_get_sees_the_hooks_own_writes()
    {
        string? read = null;
        using Simulation simulation = Probe.Related();
        Ask(simulation, "p/0", hook =>
        {
            hook.StateSet("k", "v");
            hook.StateSet("gone", "v");
            hook.StateDelete("gone");
            hook.StateDelete("never there");
            read = string.Join(' ', hook.StateGet().Select(pair => $"{pair.Key}={pair.Value}"));
        });

        Assert.That(read, Is.EqualTo("k=v"));
    }

    [Test]
    public void Section_4_2_The_application_at_the_other_end_of_a_peer_relation_is_the_own_one()
    {
        string? peer = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => peer = hook.Hook.IsRelationHook ? hook.RelationApplication(0) : peer, peers: true));
        simulation.Settle();

        Assert.That(peer, Is.EqualTo("p"));
    }

    [Test]
    public void Every_read_is_recorded_with_what_was_seen()
    {
        using Simulation simulation = Probe.Related();
        HookStep step = Ask(simulation, "p/0", hook =>
        {
            hook.RelationGet(0, "r");
            hook.RelationGet(0, Probe.Unit("r/0"));
        });

        Assert.That(step.Entries.OfType<DatabagRead>().Select(read => read.Owner), Is.EqualTo(new[] { "r", "r/0" }));
        Assert.That(step.Entries.OfType<DatabagRead>().Last().Content.Count, Is.EqualTo(3));
    }

    /// <summary>Runs a delegate in an update-status hook of one unit, whatever its charm does.</summary>
    internal static HookStep Ask(Simulation simulation, string unit, Action<HookTransaction> run, Fault? fault = null)
    {
        UnitName name = Probe.Unit(unit);
        int at = simulation.World.IndexOfUnit(name);
        World before = simulation.World;
        ApplicationRecord[] applications = before.ApplicationStates;
        int applicationAt = before.IndexOfApplication(name.Application);
        CharmRevision charm = applications[applicationAt].Charm;
        var transaction = new HookTransaction(before, at, new Hook(HookKind.UpdateStatus), fault == Fault.LoseLeadership, simulation.Options);
        HookExit exit = Probe.Charm(run, charm.Metadata).CreateUnit(name).Run(transaction, true, default);
        var running = new RunningHook(transaction, 0, 0, fault, before.Units[at].Task);
        var draft = new WorldDraft();
        HookStep step = HookEnd.Complete(draft.Begin(before), at, running, exit, simulation.Steps.Count);
        UnitRecord after = draft.Units[at];
        draft.Set(at, after with { Task = before.Units[at].Task });
        simulation.Restore(draft.Finish());
        if (fault is null && step.Outcome != HookOutcome.Committed)
        {
            Assert.Fail(step.Failure ?? "");
        }

        return step;
    }
}
