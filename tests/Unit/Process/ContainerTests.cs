using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A charm that declares containers meets a Pebble for each.</summary>
[Platform("Linux")]
internal sealed class ContainerTests
{
    private const string Containers = "containers:\n  web: {}\n  db: {}\n";

    // The lines of Python that speak to Pebble.
    private const string Ask = """
        python3 - "$@" <<'END'
        import http.client, json, os, socket, sys
        def ask(container, method, path, body=None):
            connection = http.client.HTTPConnection("localhost")
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(f"/charm/containers/{container}/pebble.socket")
            connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
            return json.loads(connection.getresponse().read())["result"]

        """;

    private static readonly System.Collections.Concurrent.ConcurrentBag<string> s_folders = [];
    private static readonly string s_path = Environment.GetEnvironmentVariable("PATH") ?? "";

    [Test]
    public void It_is_up_once_the_unit_has_started_and_the_charm_is_told_in_order()
    {
        using ScriptCharm charm = new("ls /charm/containers/*", "ls /charm/containers/*; echo $JUJU_WORKLOAD_NAME", metadata: Containers);
        Assert.That(charm.Charm.Metadata.HasPebble, Is.True, charm.Charm.Metadata.NoPebble);
        List<string> seen = [];
        while (charm.Juju.RunNext(ScriptCharm.Unit) is { } step)
            seen.Add($"{step.Hook.Name}: {step.Stdout.Trim().ReplaceLineEndings(" ")}");
        const string Down = "/charm/containers/db: /charm/containers/web:";
        string down = Down.Replace(" ", "  ", StringComparison.Ordinal);
        const string Up = "/charm/containers/db: pebble.socket  /charm/containers/web: pebble.socket";
        Assert.That(seen, Is.EqualTo(new[]
        {
            $"install: {down}", $"peers-relation-created: {down}", $"leader-elected: {down}", $"config-changed: {down}", $"start: {down}",
            $"web-pebble-ready: {Up} web", $"db-pebble-ready: {Up} db",
        }));
    }

    [Test]
    public void Each_container_has_its_own_and_a_hook_that_is_thrown_away_undoes_nothing()
    {
        const string Code = Ask + """
            if os.environ["JUJU_HOOK_NAME"] == "web-pebble-ready":
                ask("web", "POST", "/v1/layers", {"action": "add", "label": "l", "combine": True, "format": "yaml", "layer": "services: {s: {override: replace, command: c}}"})
            if os.environ["JUJU_HOOK_NAME"].endswith("pebble-ready"):
                print([ask(name, "GET", "/v1/plan?format=yaml").split()[0] for name in ("web", "db")])
            END
            """;
        using ScriptCharm charm = new(":", Code, metadata: Containers);
        charm.Juju.Settle();
        charm.Juju.RestartContainer(ScriptCharm.Unit, "web");
        charm.Juju.Arm(ScriptCharm.Unit, Fault.Crash);
        HookStep killed = charm.Next();
        HookStep again = charm.Next();
        Assert.That(Ready(charm).Select(step => (step.Hook.Name, step.Outcome, step.Stdout.Trim())), Is.EqualTo(new[]
        {
            ("web-pebble-ready", HookOutcome.Committed, "['services:', '{}']"),
            ("db-pebble-ready", HookOutcome.Committed, "['services:', '{}']"),
            ("web-pebble-ready", HookOutcome.Killed, "['services:', '{}']"),
            ("web-pebble-ready", HookOutcome.Committed, "['services:', '{}']"),
        }), killed.Stderr + again.Stderr);
        Assert.That(again.Entries.OfType<OtherCommand>().Select(entry => entry.Text), Does.Contain("pebble web add layer l"));
    }

    [TestCase("127.0.0.1", "connect localhost")]
    [TestCase(null)]
    public void A_workload_that_would_have_listened_is_lacking(string? address, params string[] lacking)
    {
        string connect = address is null ? "pass" : $"socket.create_connection(('{address}', 8333))";
        using ScriptCharm charm = new($"""
            python3 - <<'END'
            import socket
            try:
                {connect}
            except ConnectionRefusedError:
                pass
            END
            exit 3
            """, metadata: Containers);
        HookStep step = charm.Next();
        Assert.That((step.Outcome, step.Failure), Is.EqualTo((HookOutcome.Failed, "exit status 3")), step.Stderr);
        Assert.That(step.Entries.OfType<Lacking>().Select(entry => entry.Command), Is.EqualTo(lacking));
    }

    [Test]
    public void Checks_and_notices_reach_the_charm()
    {
        const string Code = Ask + """
            hook = os.environ["JUJU_HOOK_NAME"]
            if hook == "web-pebble-ready":
                ask("web", "POST", "/v1/layers", {"action": "add", "label": "l", "format": "yaml", "layer": "checks: {up: {override: replace, tcp: {port: 1}}}"})
                ask("web", "POST", "/v1/notices", {"action": "add", "type": "custom", "key": "example.com/mine"})
            elif "pebble" in hook:
                print(*[os.environ.get("JUJU_" + name, "-") for name in ("WORKLOAD_NAME", "NOTICE_ID", "NOTICE_TYPE", "NOTICE_KEY", "PEBBLE_CHECK_NAME")], end="")
            END
            """;
        using ScriptCharm charm = new(":", Code, metadata: "containers:\n  web: {}\n");
        charm.Juju.Settle();
        Assert.That(charm.Juju.TurnCheck(ScriptCharm.Unit, "web", "up", down: true), Is.True);
        Assert.That(charm.Juju.TurnCheck(ScriptCharm.Unit, "web", "up", down: true), Is.False, "it is down already");
        Assert.That(charm.Juju.TurnCheck(ScriptCharm.Unit, "web", "up", down: false), Is.True);
        Assert.That(charm.Juju.Notify(ScriptCharm.Unit, "web", "example.com/theirs", []), Is.True);
        Assert.That(charm.Juju.Notify(ScriptCharm.Unit, "web", "theirs", []), Is.False);
        charm.Juju.Settle();
        Assert.That(charm.Juju.Steps.OfType<HookStep>().Where(step => step.Hook.Workload is not null).Skip(1).Select(step => $"{step.Hook.Name}: {step.Stdout}{step.Stderr}"), Is.EqualTo(new[]
        {
            "web-pebble-custom-notice: web 2 custom example.com/mine -",
            "web-pebble-check-failed: web - - - up",
            "web-pebble-check-recovered: web - - - up",
            "web-pebble-custom-notice: web 5 custom example.com/theirs -",
        }));
        Assert.That(charm.Juju.Steps.OfType<ModelStep>().Select(step => step.Change).OfType<OperationRefused>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Where_hooks_cannot_have_mounts_of_their_own_it_goes_on_without_and_says_so()
    {
        using ScriptCharm charm = new(":", metadata: Containers, searchPath: WithoutIsolation());
        Assert.That(charm.Charm.Metadata.NotSimulated, Is.EqualTo(new[]
        {
            "containers (web, db: their Pebble is not up, as hooks cannot have mounts of their own here: there is neither bwrap nor unshare on the search path; install bubblewrap)",
        }));
        charm.Juju.Settle();
        Assert.That(Ready(charm), Is.Empty);
        Assert.That(charm.Juju.Steps.OfType<HookStep>().Single(step => step.Entries.OfType<Lacking>().Any()).Hook.Kind, Is.EqualTo(HookKind.Start));
    }

    [Test]
    public void Unshare_does_it_where_bubblewrap_is_not_installed()
    {
        using ScriptCharm charm = new(":", "ls /charm/containers/web; touch /x /charm/x /etc/x; ls / | wc -l", metadata: "containers:\n  web: {}\n", searchPath: Only("unshare", "setpriv", "sh", "ls", "wc", "touch", "mount", "mkdir", "chroot", "cp"));
        if (!charm.Charm.Metadata.HasPebble)
            Assert.Ignore(charm.Charm.Metadata.NoPebble ?? "");
        charm.Juju.Settle();
        HookStep ready = Ready(charm).Single();
        Assert.That(ready.Stdout, Does.StartWith("pebble.socket\n"), ready.Stderr);
        Assert.That(ready.Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3).And.All.Contains("Read-only"));
    }

    [Test]
    public void The_example_configures_its_container_and_does_so_again()
    {
        ExampleCharms.NeedsPython();
        using ProcessCharm requirer = ExampleCharms.Open(ExampleCharms.Example("python-k8s-requirer"));
        using ProcessCharm provider = ExampleCharms.Open(ExampleCharms.Example("sh-provider"));
        if (!requirer.Metadata.HasPebble)
            Assert.Ignore(requirer.Metadata.NoPebble ?? "");
        using Simulation juju = new();
        juju.Deploy("requirer", requirer);
        juju.Deploy("provider", provider);
        juju.Integrate("requirer", null, "provider", null);
        juju.Configure("provider", [new("bucket", "backups")]);
        juju.RunAction(new UnitName("provider", 0), "sync-s3-credentials", [new("access-key", "AK1"), new("secret-key", "SK1")]);
        juju.Settle();
        juju.RestartContainer(new UnitName("requirer", 0), "web");
        juju.Settle();
        HookStep[] hooks = [.. juju.Steps.OfType<HookStep>().Where(step => step.Unit.Application is "requirer")];
        Assert.That(hooks.Where(step => step.Outcome is not HookOutcome.Committed).Select(step => step.Stderr), Is.Empty);
        Assert.That(hooks[^1].Hook.Name, Is.EqualTo("web-pebble-ready"));
        Assert.That(hooks[^1].Entries.OfType<OtherCommand>().Select(entry => entry.Text), Is.SupersetOf(new[] { "pebble web push /etc/web/s3.json", "pebble web add layer web", "pebble web replan" }));
        Assert.That(juju.World.UnitStatus(new UnitName("requirer", 0))!.Workload.Status, Is.EqualTo("active"));
    }

    private static HookStep[] Ready(ScriptCharm charm) => [.. charm.Juju.Steps.OfType<HookStep>().Where(step => step.Hook.Kind == HookKind.PebbleReady)];

    [OneTimeTearDown]
    public void RemoveFolders()
    {
        foreach (string folder in s_folders)
            Directory.Delete(folder, recursive: true);
    }

    private static string WithoutIsolation() => Only("sh", "cat", "mkdir", "rm", "ls", "setsid");

    // A search path on which there are only these programs.
    private static string Only(params string[] programs)
    {
        string folder = Directory.CreateTempSubdirectory("only-").FullName;
        s_folders.Add(folder);
        foreach (string program in programs)
        {
            string link = Path.Combine(folder, program);
            if (s_path.Split(':').Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists) is { } found)
                File.CreateSymbolicLink(link, found);
        }

        return folder;
    }
}
