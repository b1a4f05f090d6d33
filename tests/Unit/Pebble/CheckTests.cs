using System.Text.Json.Nodes;
using S3Contract.Charms;
using S3Contract.Harness.Pebble;

namespace S3Contract.Tests.Unit.Pebble;

/// <summary><c>/v1/checks</c>, <c>/v1/health</c>, <c>/v1/notices</c> and <c>/v1/identities</c>.</summary>
[Platform("Linux")]
internal sealed class CheckTests
{
    private ServedPebble _pebble = null!;

    [SetUp]
    public void Serve() => _pebble = new ServedPebble();

    [TearDown]
    public void End() => _pebble.Dispose();

    private string Checks(string query = "") => string.Join(' ', _pebble.Result("/v1/checks" + query)!.AsArray().Select(check => $"{check!["name"]}={check["status"]}"));

    private void Plan() => _pebble.AddLayer(
        "base", "checks: {a: {override: replace, level: alive, tcp: {port: 1}}, r: {override: replace, level: ready, threshold: 2, tcp: {port: 2}}, off: {override: replace, startup: disabled, tcp: {port: 3}}}");

    [Test]
    public void They_are_up_unless_they_are_not_to_run()
    {
        Plan();
        Assert.That(Checks(), Is.EqualTo("a=up off=inactive r=up"));
        Assert.That((Checks("?level=ready"), Checks("?names=a&names=off"), Checks("?names=a,r")), Is.EqualTo(("r=up", "a=up off=inactive", "a=up r=up")));
        Assert.That((string?)_pebble.Result("/v1/checks?names=a")![0]!["change-id"], Is.EqualTo("1"));
        Assert.That(_pebble.Refusal("/v1/checks?level=high"), Is.EqualTo("400 level must be \"alive\" or \"ready\""));
    }

    [Test]
    public void They_are_started_and_stopped()
    {
        Plan();
        Assert.That(_pebble.Result("/v1/checks", "{'action': 'stop', 'checks': ['a', 'off']}")!.ToJsonString(), Is.EqualTo("{\"changed\":[\"a\"]}"));
        Assert.That(_pebble.Result("/v1/checks", "{'action': 'start', 'checks': ['off']}")!.ToJsonString(), Is.EqualTo("{\"changed\":[\"off\"]}"));
        Assert.That(Checks(), Is.EqualTo("a=inactive off=up r=up"));
        _pebble.Result("/v1/services", "{'action': 'replan', 'services': []}");
        Assert.That(Checks(), Is.EqualTo("a=up off=up r=up"));
        Assert.That(_pebble.Refusal("/v1/checks", "{'action': 'stop', 'checks': ['z', 'a', 'y']}"), Is.EqualTo("400 cannot stop checks: cannot find checks in plan: y, z"));
        Assert.That(_pebble.Refusal("/v1/checks", "{'action': 'stop'}"), Is.EqualTo("400 must specify checks for stop action"));
    }

    [Test]
    public void One_that_fails_is_down_until_it_recovers()
    {
        Plan();
        _pebble.Turn(state => CheckCalls.Turned(state, "r", down: true));
        JsonNode check = _pebble.Result("/v1/checks?names=r")![0]!;
        Assert.That(((string?)check["status"], (int?)check["failures"], (int?)check["threshold"]), Is.EqualTo(("down", 2, 2)));
        Assert.That(_pebble.State.Events.Select(one => (one.Kind, one.Check)), Is.EqualTo(new[] { (HookKind.PebbleCheckFailed, "r") }));
        (int status, JsonNode health) = _pebble.Get("/v1/health");
        Assert.That((status, (bool?)health["result"]!["healthy"]), Is.EqualTo((502, false)));
        Assert.That((bool?)_pebble.Result("/v1/health?level=alive")!["healthy"], Is.True);
        Assert.That((string?)_pebble.Result($"/v1/changes/{check["change-id"]}")!["kind"], Is.EqualTo("recover-check"));

        _pebble.Turn(state => CheckCalls.Turned(state, "r", down: false));
        Assert.That(Checks(), Is.EqualTo("a=up off=inactive r=up"));
        Assert.That(_pebble.State.Events[^1].Kind, Is.EqualTo(HookKind.PebbleCheckRecovered));
        Assert.That(CheckCalls.Turned(_pebble.State, "r", down: false), Is.Null, "it is up already");
        Assert.That(CheckCalls.Turned(_pebble.State, "off", down: true), Is.Null, "it does not run");
    }

    [Test]
    public void One_that_is_refreshed_is_told_as_it_is()
    {
        Plan();
        _pebble.Turn(state => CheckCalls.Turned(state, "r", down: true));
        Assert.That(_pebble.Result("/v1/checks/refresh", "{'name': 'r'}")!["info"]!.ToJsonString(), Is.EqualTo(_pebble.Result("/v1/checks?names=r")![0]!.ToJsonString()));
        Assert.That((string?)_pebble.Result("/v1/checks/refresh", "{'name': 'off'}")!["info"]!["status"], Is.EqualTo("inactive"));
        Assert.That(_pebble.Refusal("/v1/checks/refresh", "{'name': 'z'}"), Is.EqualTo("404 cannot find check with name \"z\""));
        Assert.That(_pebble.Refusal("/v1/checks/refresh", "{}"), Is.EqualTo("400 must specify check name"));
    }

    [Test]
    public void The_change_that_carries_one_out_never_ends_and_can_be_aborted()
    {
        Plan();
        Assert.That(_pebble.Refusal("/v1/changes/1/wait?timeout=4.000s"), Is.EqualTo("504 timed out waiting for change after 4.000s"));
        Assert.That((string?)_pebble.Result("/v1/changes/1", "{'action': 'abort'}")!["status"], Is.EqualTo("Hold"));
        Assert.That(Checks("?names=a"), Is.EqualTo("a=inactive"));
    }

    [Test]
    public void A_check_that_is_configured_otherwise_begins_anew()
    {
        Plan();
        _pebble.Turn(state => CheckCalls.Turned(state, "a", down: true));
        _pebble.AddLayer("base", "checks: {a: {override: merge, tcp: {host: h}}}", combine: true);
        Assert.That(Checks("?names=a"), Is.EqualTo("a=up"));
    }

    [Test]
    public void Notices_are_counted_and_the_charm_is_told_of_those_that_are_repeated()
    {
        Assert.That((string?)_pebble.Result("/v1/notices", "{'action': 'add', 'type': 'custom', 'key': 'example.com/a', 'data': {'k': 'v'}}")!["id"], Is.EqualTo("1"));
        _pebble.Result("/v1/notices", "{'action': 'add', 'type': 'custom', 'key': 'example.com/b', 'repeat-after': '1h0m0s'}");
        Assert.That((string?)_pebble.Result("/v1/notices", "{'action': 'add', 'type': 'custom', 'key': 'example.com/a'}")!["id"], Is.EqualTo("1"));
        _pebble.Result("/v1/notices", "{'action': 'add', 'type': 'custom', 'key': 'example.com/b', 'repeat-after': '1h0m0s'}");
        Assert.That(_pebble.State.Events.Select(one => one.NoticeKey), Is.EqualTo(new[] { "example.com/a", "example.com/b", "example.com/a" }));

        JsonArray all = _pebble.Result("/v1/notices?types=custom")!.AsArray();
        Assert.That(all.Select(notice => (string?)notice!["id"]), Is.EqualTo(new[] { "2", "1" }), "the one that was repeated last at the end");
        JsonNode one = _pebble.Result("/v1/notices/1")!;
        Assert.That(((int?)one["occurrences"], (int?)one["user-id"], (string?)one["type"]), Is.EqualTo((2, 0, "custom")));
        Assert.That(_pebble.Result("/v1/notices?keys=example.com/b&users=all")!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(_pebble.Result("/v1/notices?user-id=1000")!.AsArray(), Is.Empty);
        Assert.That(_pebble.Result("/v1/notices?types=other")!.AsArray(), Is.Empty);
        Assert.That(_pebble.Refusal("/v1/notices/9"), Is.EqualTo("404 cannot find notice with ID \"9\""));
        Assert.That(_pebble.Refusal("/v1/notices?user-id=x"), Does.StartWith("400 invalid \"user-id\" filter"));
    }

    [TestCase("{'action': 'add', 'type': 'custom', 'key': 'plain'}", "400 invalid key \"plain\" (must be in \"example.com/path\" format)")]
    [TestCase("{'action': 'add', 'type': 'other', 'key': 'example.com/a'}", "400 invalid type \"other\" (can only add \"custom\" notices)")]
    [TestCase("{'action': 'add', 'type': 'custom', 'key': 'example.com/a', 'repeat-after': 'soon'}", "400 invalid repeat-after")]
    public void What_is_no_notice_is_refused(string body, string refusal) => Assert.That(_pebble.Refusal("/v1/notices", body), Does.StartWith(refusal));

    [Test]
    public void Identities_come_and_go_and_tell_no_password()
    {
        _pebble.Result("/v1/identities", "{'action': 'replace', 'identities': {'bob': {'access': 'read', 'local': {'user-id': 42}}, 'al': {'access': 'metrics', 'basic': {'password': 'hash'}}}}");
        Assert.That(_pebble.Result("/v1/identities")!.ToJsonString(), Is.EqualTo(
            "{\"al\":{\"access\":\"metrics\",\"basic\":{\"password\":\"*****\"}},\"bob\":{\"access\":\"read\",\"local\":{\"user-id\":42}}}"));
        _pebble.Result("/v1/identities", "{'action': 'remove', 'identities': {'al': null}}");
        _pebble.Result("/v1/identities", "{'action': 'replace', 'identities': {'bob': null}}");
        Assert.That(_pebble.Result("/v1/identities")!.AsObject(), Is.Empty);
        Assert.That(_pebble.Refusal("/v1/identities", "{'action': 'remove', 'identities': {'al': null}}"), Is.EqualTo("400 cannot remove identities: identities do not exist: al"));
        Assert.That(_pebble.Refusal("/v1/identities", "{'action': 'add', 'identities': {'al': {'access': 'all'}}}"), Does.Contain("invalid access value \"all\""));
    }
}
