using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>§1.2 and §1.3: the environment of a hook, row by row.</summary>
public class EnvironmentTests
{
    private static readonly string[] s_relationVariables =
        ["JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP", "JUJU_REMOTE_UNIT", "JUJU_DEPARTING_UNIT"];

    [Test]
    public void Section_1_2_Every_hook_has_exactly_these_variables_apart_from_the_paths()
    {
        Dictionary<string, string> variables = Of("p/0", "install");

        Assert.That(variables.Keys, Is.EquivalentTo(new[]
        {
            "JUJU_CONTEXT_ID", "JUJU_AGENT_SOCKET_NETWORK", "JUJU_HOOK_NAME", "JUJU_DISPATCH_PATH", "JUJU_UNIT_NAME", "JUJU_MODEL_NAME",
            "JUJU_MODEL_UUID", "JUJU_API_ADDRESSES", "JUJU_VERSION", "JUJU_MACHINE_ID", "JUJU_PRINCIPAL_UNIT", "JUJU_AVAILABILITY_ZONE",
            "CLOUD_API_VERSION", "JUJU_CHARM_HTTP_PROXY", "JUJU_CHARM_HTTPS_PROXY", "JUJU_CHARM_FTP_PROXY", "JUJU_CHARM_NO_PROXY",
            "LANG", "DEBIAN_FRONTEND", "APT_LISTCHANGES_FRONTEND", "TERM",
        }));
        Assert.That(variables["JUJU_HOOK_NAME"], Is.EqualTo("install"));
        Assert.That(variables["JUJU_DISPATCH_PATH"], Is.EqualTo("hooks/install"));
        Assert.That(variables["JUJU_UNIT_NAME"], Is.EqualTo("p/0"));
        Assert.That(variables["JUJU_API_ADDRESSES"], Does.Match(@"^127\.\d+\.\d+\.\d+:17070$"));
        Assert.That(variables["JUJU_VERSION"], Does.Match(@"^3\.6\.\d+$"));
        Assert.That(variables["JUJU_AGENT_SOCKET_NETWORK"], Is.EqualTo("unix"));
        Assert.That(variables["LANG"], Is.EqualTo("C.UTF-8"));
    }

    [TestCase("p/0", "db-created", "db db:0 r '' -")]
    [TestCase("r/0", "db-joined p/0", "db db:0 p p/0 -")]
    [TestCase("r/0", "db-changed p/0", "db db:0 p p/0 -")]
    [TestCase("r/0", "db-changed (p)", "db db:0 p '' -")]
    [TestCase("r/0", "db-departed p/0", "db db:0 p p/0 p/0")]
    [TestCase("r/0", "db-broken", "db db:0 p '' -")]
    [TestCase("r/0", "config-changed", "- - - - -")]
    [TestCase("p/0", "leader-elected", "- - - - -")]
    public void Section_1_3_Relation_variables_per_hook(string unit, string hook, string expected)
    {
        Dictionary<string, string> variables = Of(unit, hook);

        Assert.That(string.Join(' ', s_relationVariables.Select(name => Shown(variables, name))), Is.EqualTo(expected));
    }

    [Test]
    public void Section_1_3_A_peer_relation_names_the_own_application_as_the_remote_one()
    {
        Assert.That(Of("p/0", "peers-created")["JUJU_REMOTE_APP"], Is.EqualTo("p"));
    }

    [Test]
    public void Section_1_3_A_unit_that_leaves_itself_is_the_departing_unit()
    {
        Dictionary<string, string>? seen = null;
        using Simulation simulation = Probe.Related(requirer: hook =>
        {
            if (hook.Hook.Kind == HookKind.RelationDeparted)
            {
                seen = Variables(hook);
            }
        });
        simulation.RemoveUnit(Probe.Unit("r/0"));
        simulation.Settle();

        Assert.That(seen!["JUJU_DEPARTING_UNIT"], Is.EqualTo("r/0"));
        Assert.That(seen["JUJU_REMOTE_UNIT"], Is.EqualTo("p/0"));
    }

    [Test]
    public void Section_1_3_An_action_has_an_empty_hook_name_and_variables_of_its_own()
    {
        Dictionary<string, string> variables = Of("p/0", "do");

        Assert.That(variables["JUJU_HOOK_NAME"], Is.Empty);
        Assert.That(variables["JUJU_DISPATCH_PATH"], Is.EqualTo("actions/do"));
        Assert.That(variables["JUJU_ACTION_NAME"], Is.EqualTo("do"));
        Assert.That(variables["JUJU_ACTION_UUID"], Is.EqualTo("1"));
        Assert.That(variables["JUJU_ACTION_TAG"], Is.EqualTo("action-1"));
        Assert.That(s_relationVariables.Where(variables.ContainsKey), Is.Empty);
    }

    [Test]
    public void Section_1_2_The_context_id_is_new_for_every_run_also_for_a_retry_and_the_same_in_every_repetition()
    {
        List<string> first = ContextIds();

        Assert.That(first, Is.Unique);
        Assert.That(first[0], Does.Match("^p/0-install-[0-9a-f]{32}$"));
        Assert.That(ContextIds(), Is.EqualTo(first));
    }

    [Test]
    public void Section_1_2_A_kubernetes_charm_has_no_machine_and_two_machines_never_share_a_number()
    {
        Assert.That(Of("p/0", "install")["JUJU_MACHINE_ID"], Is.EqualTo("0"));
        Assert.That(Of("r/0", "install")["JUJU_MACHINE_ID"], Is.Not.EqualTo("0"));

        string? machine = null;
        using var simulation = new Simulation();
        var metadata = new CharmMetadata("k8s", []) { Containers = ["s3"] };
        simulation.Deploy("k", Probe.Charm(hook => machine = Variables(hook)["JUJU_MACHINE_ID"], metadata));
        simulation.Settle();
        Assert.That(machine, Is.Empty);
    }

    [Test]
    public void The_facts_of_the_model_are_those_of_the_options()
    {
        Dictionary<string, string>? seen = null;
        using var simulation = new Simulation(new SimulationOptions { ModelName = "m", ModelUuid = "u", Juju = JujuVersion.Find("4.0")! });
        simulation.Deploy("p", Probe.Charm(hook => seen = Variables(hook)));
        simulation.Settle();

        Assert.That((seen!["JUJU_MODEL_NAME"], seen["JUJU_MODEL_UUID"], seen["JUJU_VERSION"]), Is.EqualTo(("m", "u", "4.0.0")));
    }

    private static string Shown(Dictionary<string, string> variables, string name) =>
        !variables.TryGetValue(name, out string? value) ? "-" : value.Length == 0 ? "''" : value;

    private static Dictionary<string, string> Variables(HookTransaction hook) =>
        hook.Environment.Variables().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static List<string> ContextIds()
    {
        List<string> ids = [];
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(hook => ids.Add(hook.Environment.ContextId)));
        simulation.Arm(Probe.Unit("p/0"), Fault.Fail);
        simulation.Settle();
        return ids;
    }

    // The environment of the first such hook in one life of a relation that has every kind of hook in it.
    private static Dictionary<string, string> Of(string unit, string hook)
    {
        Dictionary<string, string>? found = null;
        using var simulation = new Simulation();
        var metadata = new CharmMetadata("probe", [new("db", EndpointRole.Provider, "s3"), new("peers", EndpointRole.Peer, "mesh")])
        {
            Actions = [new CharmAction("do")],
        };
        simulation.Deploy("p", Probe.Charm(Run, metadata));
        simulation.Deploy("r", Probe.Requirer(Run));
        simulation.Integrate("p", "db", "r", "db");
        simulation.RunAction(Probe.Unit("p/0"), "do", []);
        simulation.Settle();
        simulation.RemoveRelation("p", null, "r", null);
        simulation.Settle();
        return found ?? throw new InvalidOperationException($"{unit} never ran {hook}");

        void Run(HookTransaction transaction)
        {
            if (transaction.Unit.ToString() == unit && Probe.Text(transaction.Hook) == hook.Replace(":0", ":1", StringComparison.Ordinal))
            {
                found ??= Variables(transaction);
                if (found.TryGetValue("JUJU_RELATION_ID", out string? id) && id == "db:1")
                {
                    // The peer relation came first and has number 0.
                    found["JUJU_RELATION_ID"] = "db:0";
                }
            }

            if (transaction.Hook.Kind == HookKind.RelationCreated && transaction.Hook.Endpoint == "db" && transaction.IsLeader())
            {
                transaction.RelationSet(transaction.Hook.Relation!.Value, true, Probe.Pairs("a=1"));
            }
        }
    }
}
