using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>What an operator does, and what Juju refuses an operator.</summary>
public class OperatorTests
{
    internal static readonly CharmMetadata Rich = new("rich", [new("db", EndpointRole.Provider, "s3")])
    {
        Config =
        [
            new ConfigOption("mode", "string", "plain"),
            new ConfigOption("size", "int", 3L),
            new ConfigOption("ratio", "float"),
            new ConfigOption("on", "boolean", true),
            new ConfigOption("note", "string"),
            new ConfigOption("keys", "secret"),
        ],
        Actions = [new CharmAction("do")
        {
            Schema = new ParameterSchema
            {
                Properties =
                [
                    new("depth", new ParameterSchema { Types = ["integer"], Default = 1L }),
                    new("a", new ParameterSchema { Properties = [new("b", new ParameterSchema { Default = "x" })] }),
                ],
            },
        }],
    };

    [Test]
    public void Peer_relations_come_into_being_with_their_application()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(peers: true));
        RelationAdded added = simulation.Changes().OfType<RelationAdded>().Single();

        Assert.That(added, Is.EqualTo(new RelationAdded(0, "mesh", "p", "peers", "p", "peers")));
        Assert.That(added.IsPeer, Is.True);
        Assert.That(simulation.World.Relations.Single().IsPeer, Is.True);
    }

    [Test]
    public void Deploying_is_recorded_in_the_order_application_config_relations_units_leader()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, Rich), 2, Probe.Pairs("mode=x"));

        Assert.That(
            simulation.Changes().Select(change => change.GetType().Name),
            Is.EqualTo(new[] { "ApplicationDeployed", "ConfigChanged", "UnitAdded", "LeaderMoved", "UnitAdded" }));
        Assert.That(simulation.Steps.Select(step => step.Index), Is.EqualTo(Enumerable.Range(0, 5)));
    }

    [Test]
    public void Options_have_their_types_and_defaults()
    {
        IReadOnlyDictionary<string, ConfigValue>? config = null;
        IReadOnlyDictionary<string, ConfigValue?>? all = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook =>
            {
                config = hook.ConfigGet();
                all = hook.ConfigGetAll();
            },
            Rich));
        simulation.Configure("p", Probe.Pairs("size=-7", "ratio=0.5", "on=False"));
        simulation.Settle();

        Assert.That(config!["mode"].Value, Is.EqualTo("plain"));
        Assert.That(config["size"].Value, Is.EqualTo(-7L));
        Assert.That(config["ratio"].Value, Is.EqualTo(0.5));
        Assert.That(config["on"].Value, Is.EqualTo(false));
        Assert.That(config.ContainsKey("note"), Is.False, "neither set nor with a default");
        Assert.That(all!["note"], Is.Null);
        Assert.That(all.Count, Is.EqualTo(6));
    }

    [TestCase("size=", "option \"size\" expected int, got \"\"")]
    [TestCase("ratio=", "option \"ratio\" expected float, got \"\"")]
    [TestCase("ratio= 1", "option \"ratio\" expected float, got \" 1\"")]
    [TestCase("on=", "option \"on\" expected boolean, got \"\"")]
    [TestCase("keys=plain", "option \"keys\" expected secret, got \"plain\"")]
    [TestCase("nothing=1", "unknown option \"nothing\"")]
    [TestCase("size=many", "option \"size\" expected int, got \"many\"")]
    [TestCase("on=perhaps", "option \"on\" expected boolean, got \"perhaps\"")]
    public void Options_that_do_not_fit_are_refused_and_nothing_changes(string option, string reason)
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, Rich));
        World before = simulation.World;

        Assert.That(simulation.Configure("p", Probe.Pairs("mode=y", option)), Is.False);
        Assert.That(simulation.World, Is.SameAs(before));
        Assert.That(simulation.Changes().Last(), Is.EqualTo(new OperationRefused("config p", reason)));
        Assert.That(simulation.Deploy("q", Probe.Charm(null, Rich), config: Probe.Pairs(option)), Is.False);
    }

    [Test]
    public void A_secret_option_takes_the_uri_of_a_secret_or_nothing()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, Rich));
        Assert.That(simulation.Configure("p", Probe.Pairs("keys=secret:9m4e2mr0ui3e8a215n4g")), Is.True);
        Assert.That(simulation.Configure("p", Probe.Pairs("keys=")), Is.True);
    }

    [Test]
    public void The_limit_of_an_endpoint_is_honoured()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(limit: 1));
        simulation.Deploy("r", Probe.Requirer());
        simulation.Deploy("s", Probe.Requirer());
        Assert.That(simulation.Integrate("p", null, "r", null), Is.True);
        Assert.That(simulation.Integrate("p", null, "s", null), Is.False);

        Assert.That(simulation.Changes().OfType<OperationRefused>().Single().Reason, Is.EqualTo(
            "cannot add relation \"s:db p:db\": establishing a new relation for p:db would exceed its maximum relation limit of 1"));
    }

    [Test]
    public void Endpoints_are_found_by_interface_and_side_and_must_be_unambiguous()
    {
        using var simulation = new Simulation();
        var two = new CharmMetadata("two", [new("a", EndpointRole.Provider, "s3"), new("b", EndpointRole.Provider, "s3")]);
        simulation.Deploy("p", Probe.Charm(null, two));
        simulation.Deploy("q", Probe.Charm());
        simulation.Deploy("r", Probe.Requirer());
        Assert.That(simulation.Integrate("p", null, "r", null), Is.False);
        Assert.That(simulation.Integrate("p", "b", "r", null), Is.True);
        Assert.That(simulation.Integrate("r", null, "q", null), Is.True, "in either order");
        Assert.That(simulation.Integrate("p", null, "q", null), Is.False);
        Assert.That(simulation.Integrate("p", "c", "r", null), Is.False);
        Assert.That(simulation.Integrate("p", null, "nobody", null), Is.False);

        Assert.That(simulation.Changes().OfType<OperationRefused>().Select(refused => refused.Reason), Is.EqualTo(new[]
        {
            "ambiguous relation: \"p r\" could refer to \"r:db p:a\"; \"r:db p:b\"",
            "no relations found",
            "application \"p\" has no \"c\" relation",
            "application \"nobody\" not found",
        }));
        Assert.That(simulation.World.Relations[0].ProviderEndpoint, Is.EqualTo("b"));
    }

    [Test]
    public void The_same_relation_cannot_be_made_twice_not_even_while_it_is_being_removed()
    {
        using Simulation simulation = Probe.Related();
        Assert.That(simulation.Integrate("p", null, "r", null), Is.False);
        simulation.RemoveRelation("p", null, "r", null);
        Assert.That(simulation.Integrate("p", null, "r", null), Is.False);
        simulation.Settle();
        Assert.That(simulation.Integrate("p", null, "r", null), Is.True);
    }

    [Test]
    public void What_does_not_exist_is_a_recorded_refusal_and_never_an_exception()
    {
        using var simulation = new Simulation();
        UnitName nobody = Probe.Unit("nobody/0");
        bool[] answers =
        [
            simulation.AddUnit("nobody"), simulation.RemoveUnit(nobody), simulation.RemoveApplication("nobody"),
            simulation.RemoveRelation("nobody", null, "none", null), simulation.Configure("nobody", []), simulation.RunAction(nobody, "do", []),
            simulation.Elect(nobody), simulation.UpdateStatus(nobody), simulation.Arm(nobody, Fault.Crash), simulation.Resolve(nobody, true),
            simulation.Deploy("No-Name", Probe.Charm()), simulation.Deploy("p-1", Probe.Charm()), simulation.Deploy("p", Probe.Charm(), -1),
        ];

        Assert.That(answers, Is.All.False);
        Assert.That(simulation.Changes().OfType<OperationRefused>().Count(), Is.EqualTo(answers.Length));
        Assert.That(simulation.RunNext(nobody), Is.Null);
        Assert.That(simulation.NextHook(nobody), Is.Null);
    }

    [Test]
    public void An_application_of_the_same_name_is_refused_until_the_first_is_gone_and_goes_on_counting_units()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm());
        simulation.Settle();
        Assert.That(simulation.Deploy("p", Probe.Charm()), Is.False);
        simulation.RemoveApplication("p");
        Assert.That(simulation.Deploy("p", Probe.Charm()), Is.False);
        simulation.Settle();
        Assert.That(simulation.Deploy("p", Probe.Charm()), Is.True);
        Assert.That(simulation.World.Applications[0].Units, Is.EqualTo(new[] { Probe.Unit("p/1") }));
    }

    [Test]
    public void Section_4_5_An_action_sees_its_parameters_over_the_defaults_typed_and_nested()
    {
        IReadOnlyDictionary<string, string>? text = null;
        ActionParameter? tree = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook =>
            {
                if (hook.Hook.Kind == HookKind.Action)
                {
                    text = hook.ActionGet();
                    tree = hook.ActionParameters();
                }
            },
            Rich));
        simulation.RunAction(Probe.Unit("p/0"), "do", Probe.Pairs("depth=5", "a.c='007'"));
        simulation.Settle();

        Assert.That(text, Is.EqualTo(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a.b"] = "x", ["a.c"] = "007", ["depth"] = "5" }));
        Assert.That(tree!.Entries.Select(entry => entry.Key), Is.EqualTo(new[] { "a", "depth" }));
        Assert.That(tree.Entries[1].Value.Value!.Value.Value, Is.EqualTo(5L), "a number, as YAML reads it");
        Assert.That(tree.Entries[0].Value.Entries[1].Value.Value!.Value.Value, Is.EqualTo("007"), "a quoted text is a text");
    }

    [TestCase("ok", "k", null)]
    [TestCase("nested", "a.b-c.d1", null)]
    [TestCase("upper case", "Key", "key \"Key\" must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric, hyphens and periods")]
    [TestCase("empty segment", "a..b", "key \"a..b\" must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric, hyphens and periods")]
    [TestCase("hyphen at the end", "a-", "key \"a-\" must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric, hyphens and periods")]
    [TestCase("reserved", "stdout", "cannot set reserved action key \"stdout\"")]
    public void Section_4_5_Result_keys_have_a_form(string what, string key, string? reason)
    {
        string? refused = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook =>
            {
                if (hook.Hook.Kind == HookKind.Action)
                {
                    try
                    {
                        hook.ActionSet(key, "1");
                        hook.ActionSet(key, "2");
                    }
                    catch (HookCommandException exception)
                    {
                        refused = exception.Reason;
                        Assert.That(exception.ExitCode, Is.EqualTo(2));
                    }
                }
            },
            Rich));
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Settle();

        Assert.That(refused, Is.EqualTo(reason), what);
        Assert.That(simulation.World.ActionResults.Single().Outcome.Results, Is.EqualTo(reason is null ? Probe.Pairs(key + "=2") : []));
    }

    [Test]
    public void Section_4_5_Action_fail_marks_the_action_as_failed_and_the_charm_goes_on()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook =>
            {
                if (hook.Hook.Kind == HookKind.Action)
                {
                    hook.ActionLog("working");
                    hook.ActionFail("");
                    hook.StateSet("k", "v");
                }
            },
            Rich));
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Settle();

        ActionResult result = simulation.World.ActionResults.Single();
        Assert.That(result.Outcome.Failed, Is.True);
        Assert.That(result.Outcome.Message, Is.EqualTo("action failed without reason given, check action for errors"));
        Assert.That(simulation.World.Units[0].CharmState.ContainsKey("k"), Is.True, "it ended well, so it is committed");
        Assert.That((result.Id, result.Action), Is.EqualTo((1, "do")));
    }

    [Test]
    public void Section_4_5_An_action_the_charm_does_not_declare_is_refused()
    {
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(null, Rich));

        Assert.That(simulation.RunAction(Probe.Unit("p/0"), "dont", []), Is.False);
        Assert.That(simulation.Changes().Last(), Is.EqualTo(new OperationRefused("run p/0 dont", "action \"dont\" not defined on unit \"p/0\"")));
    }

    [Test]
    public void Section_4_7_Network_ports_goal_state_and_what_a_simulated_model_does_not_have()
    {
        using Simulation simulation = Probe.Related(providers: 2);
        simulation.RemoveUnit(Probe.Unit("p/1"));
        ReadTests.Ask(simulation, "r/0", hook =>
        {
            NetworkInfo network = hook.NetworkGet("db", 0);
            Assert.That(network.Address, Does.StartWith("127."));
            Assert.That(hook.UnitGet(), Is.EqualTo(network.Address));
            Assert.That(Reason(() => hook.NetworkGet("nothing")), Is.EqualTo("no network config found for binding \"nothing\""));
            Assert.That(hook.StorageList(), Is.Empty);
            Assert.That(hook.ResourceGet("image").Reason, Does.Contain("image"));
            Assert.That(hook.CredentialGet().Reason, Is.Not.Empty);
            Assert.That(hook.RelationModelGet(0), Is.EqualTo(simulation.Options.ModelUuid));
            hook.OpenPort("443");
            Assert.That(hook.OpenedPorts(), Is.Empty, "the state before the hook");
            Assert.That(Reason(() => hook.OpenPort("99999/tcp")), Is.EqualTo("port range bounds must be between 0 and 65535, got 99999-99999"));
            GoalState goal = hook.GoalState();
            Assert.That(goal.Units.Select(unit => unit.Key), Is.EqualTo(new[] { "r/0" }));
            Assert.That(
                goal.Relations.Single().Value.Select(entry => $"{entry.Key} {entry.Value.Status}"),
                Is.EqualTo(new[] { "p joined", "p/0 unknown", "p/1 dying" }));
        });
    }

    [Test]
    public void Steps_carry_the_line_of_the_script_and_are_told_as_they_happen()
    {
        var told = new List<Step>();
        using var simulation = new Simulation { StepTaken = told.Add, Line = 3 };
        simulation.Deploy("p", Probe.Charm());
        simulation.Line = 4;
        simulation.NoteIssued("p", Databag.Empty.With("access-key", "AK"));
        simulation.Settle();

        Assert.That(told, Is.EqualTo(simulation.Steps));
        Assert.That(told.Select(step => step.Line).Distinct(), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(told.OfType<HookStep>().First().Line, Is.EqualTo(4));
        Assert.That(simulation.Changes().OfType<CredentialsIssued>().Single().Fields["access-key"], Is.EqualTo("AK"));
    }

    private static string? Reason(Action command) => Assert.Throws<HookCommandException>(command)?.Reason;
}
