namespace S3Contract.Tests.Unit.Pebble;

/// <summary><c>/v1/layers</c> and <c>/v1/plan</c>.</summary>
[Platform("Linux")]
internal sealed class PlanTests
{
    private const string Base = "services: {web: {override: replace, command: run a, after: [db], environment: {A: '1', B: 2}}, db: {override: replace, command: run db}}";

    private ServedPebble _pebble = null!;

    [SetUp]
    public void Serve() => _pebble = new ServedPebble();

    [TearDown]
    public void End() => _pebble.Dispose();

    private string Plan => (string)_pebble.Result("/v1/plan?format=yaml")!;

    [Test]
    public void It_is_empty_at_first() => Assert.That(Plan, Is.EqualTo("{}\n"));

    [Test]
    public void What_is_merged_is_set_joined_and_filled_in()
    {
        _pebble.AddLayer("a", Base);
        _pebble.AddLayer("b", "services: {web: {override: merge, command: run b, after: [x], environment: {B: three, C: '4'}, user-id: 7}}");
        Assert.That(Plan, Is.EqualTo("""
            services:
              db:
                override: replace
                command: run db
              web:
                override: replace
                command: run b
                after:
                - db
                - x
                environment:
                  A: "1"
                  B: three
                  C: "4"
                user-id: 7

            """));
    }

    [Test]
    public void What_is_replaced_is_nothing_but_the_new()
    {
        _pebble.AddLayer("a", Base);
        _pebble.AddLayer("b", "services: {web: {override: replace, command: run c}, db: {override: replace, command: run db}}");
        Assert.That(Plan, Is.EqualTo("services:\n  db:\n    override: replace\n    command: run db\n  web:\n    override: replace\n    command: run c\n"));
    }

    [Test]
    public void A_combined_layer_stays_where_it_was()
    {
        _pebble.AddLayer("a", Base);
        _pebble.AddLayer("b", "services: {web: {override: merge, command: run b}}");
        _pebble.AddLayer("a", "services: {web: {override: merge, summary: S, command: hidden}}", combine: true);
        Assert.That(Plan, Does.Contain("summary: S\n").And.Contain("command: run b\n").And.Not.Contain("hidden"));
        Assert.That(_pebble.State.Layers.Select(layer => layer.Label), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Checks_have_a_threshold_and_log_targets_a_place()
    {
        _pebble.AddLayer("a", "services: {s: {override: replace, command: c}}\nchecks: {up: {override: replace, level: alive, http: {url: 'http://localhost'}}}\n"
            + "log-targets: {l: {override: replace, type: loki, location: 'http://l', services: [all]}}");
        Assert.That(Plan, Does.Contain("checks:\n  up:\n    override: replace\n    level: alive\n    threshold: 3\n    http:\n      url: http://localhost\n"));
        Assert.That(Plan, Does.Contain("log-targets:\n  l:\n    type: loki\n    location: http://l\n    services:\n    - all\n    override: replace\n"));
    }

    [TestCase("services: {a: {command: c}}", "400 layer \"x\" must define \"override\" for service \"a\"")]
    [TestCase("services: {a: {override: other, command: c}}", "400 layer \"x\" has invalid \"override\" value for service \"a\"")]
    [TestCase("services: {a: {override: replace}}", "400 plan must define \"command\" for service \"a\"")]
    [TestCase("services: {a: {override: replace, comand: c}}", "field comand not found")]
    [TestCase("services: {pebble: {override: replace, command: c}}", "400 cannot use reserved service name \"pebble\"")]
    [TestCase("things: {}", "400 cannot parse layer YAML: cannot parse layer \"x\": unknown section \"things\"")]
    [TestCase("checks: {a: {override: replace}}", "400 plan must specify one of \"http\", \"tcp\", or \"exec\" for check \"a\"")]
    [TestCase("checks: {a: {override: replace, level: high, tcp: {port: 1}}}", "400 plan check \"a\" level must be \"alive\" or \"ready\"")]
    [TestCase("services: {a: {override: replace, command: c, after: [b]}, b: {override: replace, command: c, after: [a]}}", "400 services in before/after loop: a, b")]
    [TestCase("services: {a: {override: replace, command: c, requires: [b]}}", "400 service \"b\" does not exist")]
    [TestCase("[", "400 cannot parse layer YAML")]
    [TestCase("text", "400 cannot parse layer YAML")]
    public void What_is_no_layer_is_refused_and_changes_nothing(string layer, string refusal)
    {
        Assert.That(_pebble.Refusal("/v1/layers", ServedPebble.Layer("x", layer)), Does.Contain(refusal));
        Assert.That(_pebble.State.Layers, Is.Empty);
    }

    [TestCase("{'action': 'add', 'label': 'a', 'format': 'yaml', 'layer': ''}", "400 layer \"a\" already exists")]
    [TestCase("{'action': 'take'}", "400 invalid action \"take\"")]
    [TestCase("{'action': 'add'}", "400 label must be set")]
    [TestCase("{'action': 'add', 'label': 'l', 'format': 'json'}", "400 invalid format \"json\"")]
    [TestCase("{'action': 3}", "400 cannot decode request body")]
    [TestCase("[1]", "400 cannot decode request body")]
    [TestCase("nothing", "400 cannot decode request body")]
    public void What_is_no_request_is_refused(string body, string refusal)
    {
        _pebble.AddLayer("a", Base);
        Assert.That(_pebble.Refusal("/v1/layers", body), Does.StartWith(refusal));
    }

    [Test]
    public void Another_format_is_refused() => Assert.That(_pebble.Refusal("/v1/plan?format=json"), Is.EqualTo("400 invalid format \"json\""));

    [Test]
    public void What_there_is_not_is_not_found()
    {
        Assert.That(_pebble.Refusal("/v1/other"), Does.StartWith("404 "));
        Assert.That(_pebble.Refusal("/v1/plan", "{}"), Is.EqualTo("405 method \"POST\" not allowed"));
        Assert.That((string?)_pebble.Result("/v1/system-info")!["boot-id"], Is.Not.Empty);
        Assert.That(_pebble.Result("/v1/warnings?select=all")!.AsArray(), Is.Empty);
        Assert.That((int?)_pebble.Result("/v1/warnings", "{'action': 'okay', 'timestamp': '2026-01-01T00:00:00Z'}"), Is.Zero);
    }
}
