using S3Contract.Charms;
using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Printing;
using S3Contract.Reference.Observations;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>The parameters of an action: read as <c>juju run</c> reads them, checked as the controller checks them.</summary>
public sealed class ActionParameterTests
{
    private const string Declared = """
        params:
          flag: {type: boolean}
          count: {type: integer, default: 3}
          share: {type: number}
          name: {type: string}
          tags: {type: array, items: {type: string}}
          more: {type: object, properties: {depth: {type: integer, default: 1}}}
          mode: {enum: [fast, slow]}
          any: {description: nothing is said of its type}
        """;

    [TestCase("", """{"count":3,"more":{"depth":1}}""")]
    [TestCase("flag=false", """{"count":3,"flag":false,"more":{"depth":1}}""")]
    [TestCase("count=0x10", """{"count":16,"more":{"depth":1}}""")]
    [TestCase("share=1e3", """{"count":3,"more":{"depth":1},"share":1000}""")]
    [TestCase("name='12'", """{"count":3,"more":{"depth":1},"name":"12"}""")]
    [TestCase("tags=[a,b]", """{"count":3,"more":{"depth":1},"tags":["a","b"]}""")]
    [TestCase("more={depth: 2}", """{"count":3,"more":{"depth":2}}""")]
    [TestCase("more.depth=2", """{"count":3,"more":{"depth":2}}""")]
    [TestCase("any=20250116204344", """{"any":20250116204344,"count":3,"more":{"depth":1}}""")]
    [TestCase("any=2025-01-16", """{"any":"2025-01-16","count":3,"more":{"depth":1}}""")]
    public void Values_are_YAML_and_defaults_are_filled_in(string given, string seen) => Assert.That(Seen(given, ParameterStyle.Yaml), Is.EqualTo(seen));

    [TestCase("flag=maybe", "(root).flag : must be of type boolean, given \"maybe\"")]
    [TestCase("count=1.5", "(root).count : must be of type integer, given 1.5")]
    [TestCase("name=5", "(root).name : must be of type string, given 5")]
    [TestCase("tags=[a,1]", "(root).tags.1 : must be of type string, given 1")]
    [TestCase("mode=idle", "(root).mode : must match one of the enum values [\"fast\",\"slow\"], given \"idle\"")]
    public void What_does_not_fit_the_schema_is_refused_in_Jujus_words(string given, string reason) =>
        Assert.That(Seen(given, ParameterStyle.Yaml), Is.EqualTo("validation failed: " + reason));

    [Test]
    public void What_is_required_must_be_there_and_what_is_not_declared_must_not_where_the_charm_says_so()
    {
        const string strict = "params: {outfile: {type: string}}\nrequired: [outfile]\nadditionalProperties: false\n";
        Assert.That(Seen("bad=5", ParameterStyle.Yaml, strict), Is.EqualTo(
            """validation failed: (root) : "outfile" property is missing and required, given {"bad":5}; (root) : additional property "bad" is not allowed, given {"bad":5}"""));
    }

    [TestCase("3.6", null)]
    [TestCase("4.0", """validation failed: (root) : additional property "more" is not allowed, given {"more":1}""")]
    public void From_Juju_4_on_a_parameter_that_is_not_declared_is_refused_unless_the_charm_takes_any(string version, string? refusal)
    {
        using var simulation = new Simulation(new SimulationOptions { Juju = JujuVersion.Find(version)! });
        simulation.Deploy("p", Probe.Charm(null, Charm("params: {a: {type: string}}")));
        Assert.That(simulation.RunAction(Probe.Unit("p/0"), "do", Probe.Pairs("more=1")), Is.EqualTo(refusal is null));
        Assert.That(simulation.Changes().OfType<OperationRefused>().Select(refused => refused.Reason), Is.EqualTo(refusal is null ? [] : new[] { refusal }));
    }

    [Test]
    public void With_string_args_every_value_is_a_text()
    {
        Assert.That(Seen("any=false", ParameterStyle.Text), Is.EqualTo("""{"any":"false","count":3,"more":{"depth":1}}"""));
        Assert.That(Seen("flag=false", ParameterStyle.Text), Is.EqualTo("validation failed: (root).flag : must be of type boolean, given \"false\""));
    }

    [TestCase("name=20250116204344", """{"count":3,"more":{"depth":1},"name":"20250116204344"}""")]
    [TestCase("any=null", """{"any":"null","count":3,"more":{"depth":1}}""")]
    [TestCase("count=30", """{"count":30,"more":{"depth":1}}""")]
    public void A_field_of_the_interface_goes_into_a_parameter_as_a_text_where_the_charm_takes_one(string given, string seen) =>
        Assert.That(Seen(given, new ParameterStyle(false, new HashSet<string>(StringComparer.Ordinal) { "name", "any", "count" })), Is.EqualTo(seen));

    private static string Seen(string given, ParameterStyle style, string declared = Declared)
    {
        string? seen = null;
        using var simulation = new Simulation();
        simulation.Deploy("p", Probe.Charm(
            hook => seen = hook.Hook.Kind == HookKind.Action ? OutputFormat.Json(Answer.Of(hook.ActionParameters())) : seen, Charm(declared)));
        if (!simulation.RunAction(Probe.Unit("p/0"), "do", given.Length == 0 ? [] : Probe.Pairs(given), style))
        {
            return simulation.Changes().OfType<OperationRefused>().Single().Reason;
        }

        simulation.Settle();
        return seen!;
    }

    private static CharmMetadata Charm(string declared)
    {
        YamlStream yaml = [];
        yaml.Load(new StringReader(declared));
        return new CharmMetadata("acting", [])
        {
            Actions = [new CharmAction("do") { Schema = ParameterYaml.Action((YamlMappingNode)yaml.Documents[0].RootNode) }],
        };
    }
}
