using System.Text.Json.Nodes;

namespace S3Contract.Tests.Unit.Pebble;

/// <summary><c>/v1/services</c>, <c>/v1/changes</c> and <c>/v1/signals</c>.</summary>
[Platform("Linux")]
internal sealed class ServiceTests
{
    private ServedPebble _pebble = null!;

    [SetUp]
    public void Serve()
    {
        _pebble = new ServedPebble();
        _pebble.AddLayer("base", "services: {web: {override: replace, command: run web, requires: [db], after: [db], startup: enabled}, db: {override: replace, command: run db},"
            + " job: {override: replace, command: run job, startup: enabled}}");
    }

    [TearDown]
    public void End() => _pebble.Dispose();

    private string Active => string.Join(' ', _pebble.Result("/v1/services")!.AsArray().Where(one => (string?)one!["current"] is "active").Select(one => (string?)one!["name"]));

    private JsonNode Do(string action, params string[] services) =>
        _pebble.Result("/v1/services", new JsonObject { ["action"] = action, ["services"] = new JsonArray([.. services.Select(one => (JsonNode?)one)]) }.ToJsonString())!;

    private JsonNode Change(JsonNode answer) => _pebble.Result($"/v1/changes/{answer["change"]}")!;

    [TestCase("")]
    [TestCase("?n=10&services=web")]
    public void Nobody_has_said_anything_that_logs_would_hold(string query) =>
        Assert.That(_pebble.Plain("/v1/logs" + query), Is.EqualTo(("application/x-ndjson", "")));

    [Test]
    public void They_are_listed_by_name()
    {
        Assert.That(_pebble.Result("/v1/services")!.ToJsonString(), Is.EqualTo(
            "[{\"name\":\"db\",\"startup\":\"disabled\",\"current\":\"inactive\"},{\"name\":\"job\",\"startup\":\"enabled\",\"current\":\"inactive\"},{\"name\":\"web\",\"startup\":\"enabled\",\"current\":\"inactive\"}]"));
        Assert.That(_pebble.Result("/v1/services?names=web,none")!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public void What_a_service_requires_starts_with_it_and_before_it()
    {
        JsonNode change = Change(Do("start", "web"));
        Assert.That(change["tasks"]!.AsArray().Select(task => (string?)task!["summary"]), Is.EqualTo(new[] { "Start service \"db\"", "Start service \"web\"" }));
        Assert.That(((string?)change["status"], (bool?)change["ready"], (string?)change["summary"]), Is.EqualTo(("Done", true, "Start service \"web\" and 1 more")));
        Assert.That(Active, Is.EqualTo("db web"));
    }

    [Test]
    public void What_requires_a_service_stops_with_it()
    {
        Do("autostart");
        Assert.That(Active, Is.EqualTo("db job web"));
        Do("stop", "db");
        Assert.That(Active, Is.EqualTo("job"));
    }

    [Test]
    public void A_restart_begins_anew()
    {
        Do("start", "job");
        string? before = (string?)_pebble.Result("/v1/services?names=job")![0]!["current-since"];
        JsonNode change = Change(Do("restart", "job"));
        Assert.That(change["tasks"]!.AsArray().Select(task => (string?)task!["kind"]), Is.EqualTo(new[] { "stop", "start" }));
        Assert.That((string?)_pebble.Result("/v1/services?names=job")![0]!["current-since"], Is.GreaterThan(before!));
    }

    [Test]
    public void A_replan_touches_what_has_changed_and_what_is_to_run()
    {
        Do("start", "db");
        Assert.That(Change(Do("replan"))["tasks"]!.AsArray().Select(task => (string?)task!["summary"]), Is.EqualTo(new[] { "Start service \"job\"", "Start service \"web\"" }));
        Assert.That((string?)Change(Do("replan"))["summary"], Is.EqualTo("Replan - no services"));
        _pebble.AddLayer("more", "services: {job: {override: merge, environment: {A: b}}}");
        Assert.That(Change(Do("replan"))["tasks"]!.AsArray().Select(task => (string?)task!["summary"]), Is.EqualTo(new[] { "Stop service \"job\"", "Start service \"job\"" }));
    }

    [TestCase("{'action': 'start', 'services': ['none']}", "400 cannot start services: service \"none\" does not exist")]
    [TestCase("{'action': 'start'}", "400 must specify services for start action")]
    [TestCase("{'action': 'replan', 'services': ['web']}", "400 replan accepts no service names")]
    [TestCase("{'action': 'jump', 'services': ['web']}", "400 invalid action \"jump\"")]
    public void What_cannot_be_done_is_refused(string body, string refusal) => Assert.That(_pebble.Refusal("/v1/services", body), Is.EqualTo(refusal));

    [Test]
    public void Nothing_to_start_by_itself_has_a_kind_of_its_own()
    {
        using ServedPebble empty = new();
        (int status, JsonNode body) = empty.Post("/v1/services", "{'action': 'autostart', 'services': []}");
        Assert.That((status, (string?)body["result"]!["kind"]), Is.EqualTo((400, "no-default-services")));
    }

    [Test]
    public void Changes_are_ready_and_nobody_waits()
    {
        string? id = (string?)Do("start", "job")["change"];
        Do("stop", "web");
        Assert.That((bool?)_pebble.Result($"/v1/changes/{id}/wait?timeout=4.000s")!["ready"], Is.True);
        Assert.That(_pebble.Result("/v1/changes?select=all&for=job")!.AsArray().Select(change => (string?)change!["id"]), Is.EqualTo(new[] { id }));
        Assert.That(_pebble.Result("/v1/changes?select=in-progress")!.AsArray(), Is.Empty);
        Assert.That(_pebble.Result("/v1/changes?select=ready")!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(_pebble.Refusal($"/v1/changes/{id}", "{'action': 'abort'}"), Is.EqualTo($"400 cannot abort change {id} with nothing pending"));
        Assert.That(_pebble.Refusal("/v1/changes/99"), Is.EqualTo("404 cannot find change with id \"99\""));
        Assert.That(_pebble.Refusal("/v1/changes?select=some"), Does.StartWith("400 select should be one of"));
        Assert.That(_pebble.Refusal($"/v1/changes/{id}/wait?timeout=soon"), Does.StartWith("400 invalid timeout"));
    }

    [Test]
    public void Signals_reach_what_is_active()
    {
        Do("start", "job");
        Assert.That((bool?)_pebble.Result("/v1/signals", "{'signal': 'SIGHUP', 'services': ['job']}"), Is.True);
        Assert.That(_pebble.Last!.Did, Is.EqualTo("signal SIGHUP job"));
        Assert.That(_pebble.Refusal("/v1/signals", "{'signal': 'SIGHUP', 'services': ['db']}"), Is.EqualTo("500 cannot send signal to \"db\": service is not running"));
        Assert.That(_pebble.Refusal("/v1/signals", "{'signal': 'HUP', 'services': ['job']}"), Is.EqualTo("500 cannot send signal to \"job\": invalid signal name \"HUP\""));
        Assert.That(_pebble.Refusal("/v1/signals", "{'signal': 'SIGHUP'}"), Is.EqualTo("400 must specify one or more services"));
    }
}
