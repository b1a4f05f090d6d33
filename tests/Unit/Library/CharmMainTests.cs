using S3Contract.Charms;

namespace S3Contract.Tests.Unit.Library;

public sealed class CharmMainTests
{
    [Test]
    public void A_relation_hook_is_read_from_Jujus_environment()
    {
        Hook? hook = Run(
            ("JUJU_DISPATCH_PATH", "hooks/s3-relation-departed"), ("JUJU_RELATION", "s3"), ("JUJU_RELATION_ID", "s3:7"),
            ("JUJU_REMOTE_APP", "minio"), ("JUJU_REMOTE_UNIT", "minio/1"), ("JUJU_DEPARTING_UNIT", "minio/1"), ("JUJU_ACTION_NAME", ""));

        Assert.That(hook, Is.EqualTo(new Hook(HookKind.RelationDeparted)
        {
            Endpoint = "s3",
            Relation = 7,
            RemoteApplication = "minio",
            RemoteUnit = new UnitName("minio", 1),
            DepartingUnit = new UnitName("minio", 1),
        }));
        Assert.That(hook!.Name, Is.EqualTo("s3-relation-departed"));
    }

    [Test]
    public void An_empty_variable_is_an_unset_one()
    {
        Hook? hook = Run(
            ("JUJU_DISPATCH_PATH", "hooks/s3-relation-created"), ("JUJU_RELATION", "s3"), ("JUJU_RELATION_ID", "s3:7"),
            ("JUJU_REMOTE_APP", ""), ("JUJU_REMOTE_UNIT", ""));

        Assert.That((hook!.RemoteApplication, hook.RemoteUnit), Is.EqualTo(((string?)null, (UnitName?)null)));
    }

    [TestCase("install", HookKind.Install)]
    [TestCase("start", HookKind.Start)]
    [TestCase("config-changed", HookKind.ConfigChanged)]
    [TestCase("leader-elected", HookKind.LeaderElected)]
    [TestCase("update-status", HookKind.UpdateStatus)]
    [TestCase("leader-settings-changed", HookKind.LeaderSettingsChanged)]
    [TestCase("upgrade-charm", HookKind.UpgradeCharm)]
    [TestCase("stop", HookKind.Stop)]
    [TestCase("remove", HookKind.Remove)]
    public void A_plain_hook_is_known_by_its_name(string name, HookKind kind) =>
        Assert.That(Run(("JUJU_DISPATCH_PATH", "hooks/" + name)), Is.EqualTo(new Hook(kind)));

    [TestCase("attached", HookKind.StorageAttached)]
    [TestCase("detaching", HookKind.StorageDetaching)]
    public void A_storage_hook_is_known_by_its_name_and_its_storage_by_the_variable(string name, HookKind kind)
    {
        Hook? hook = Run(("JUJU_DISPATCH_PATH", $"hooks/my-data-storage-{name}"), ("JUJU_STORAGE_ID", "my-data/3"));
        Assert.That((hook, hook!.Name), Is.EqualTo((new Hook(kind) { Storage = "my-data/3" }, $"my-data-storage-{name}")));
    }

    [TestCase("changed", HookKind.SecretChanged, null)]
    [TestCase("rotate", HookKind.SecretRotate, null)]
    [TestCase("expired", HookKind.SecretExpired, 2)]
    [TestCase("remove", HookKind.SecretRemove, 2)]
    public void A_hook_about_a_secret_tells_which(string name, HookKind kind, int? revision)
    {
        Hook? hook = Run(
            ("JUJU_DISPATCH_PATH", $"hooks/secret-{name}"), ("JUJU_SECRET_ID", "secret:9m4e2mr0ui3e8a215n4g"), ("JUJU_SECRET_LABEL", "admin"),
            ("JUJU_SECRET_REVISION", revision?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));
        Assert.That((hook, hook!.Name), Is.EqualTo((
            new Hook(kind) { Secret = "secret:9m4e2mr0ui3e8a215n4g", SecretLabel = "admin", SecretRevision = revision }, $"secret-{name}")));
    }

    [Test]
    public void An_action_is_known_by_its_name() => Assert.That(
        Run(("JUJU_DISPATCH_PATH", "actions/sync"), ("JUJU_ACTION_NAME", "sync")),
        Is.EqualTo(new Hook(HookKind.Action) { ActionName = "sync" }));

    [TestCase("hooks/secret-changed")]
    [TestCase("hooks/workload-pebble-ready")]
    [TestCase("hooks/pre-series-upgrade")]
    public void A_hook_of_an_unknown_kind_is_passed_over(string path)
    {
        var juju = new ScriptedHookCommands();
        int exit = CharmMain.Run<TestCharm>(_ => throw new InvalidOperationException("not to be made"), juju, Environment(("JUJU_DISPATCH_PATH", path)));

        Assert.That((exit, juju.Log.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void An_exception_fails_the_hook_and_is_logged_without_what_it_quotes()
    {
        var juju = new ScriptedHookCommands();
        int exit = CharmMain.Run<TestCharm>(
            _ => throw new InvalidOperationException("secret-key is s3cr3t"), juju, Environment(("JUJU_DISPATCH_PATH", "hooks/start")));

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(juju.Log.Single(), Does.StartWith("Error: unhandled System.InvalidOperationException").And.Not.Contains("s3cr3t"));
    }

    [Test]
    public void Without_Jujus_environment_it_says_that_Juju_runs_charms()
    {
        var juju = new ScriptedHookCommands();
        int exit = CharmMain.Run(context => new TestCharm(context), juju, _ => null);

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(juju.Log.Single(), Does.Contain("JUJU_UNIT_NAME does not name a unit"));
    }

    [Test]
    public void A_custom_event_is_logged()
    {
        var juju = new ScriptedHookCommands { Ids = [7] };
        int exit = CharmMain.Run(
            context =>
            {
                var charm = new TestCharm(context);
                _ = new S3Requirer(charm, "s3");
                return charm;
            },
            juju,
            Environment(("JUJU_DISPATCH_PATH", "hooks/s3-relation-broken"), ("JUJU_RELATION", "s3"), ("JUJU_RELATION_ID", "s3:7")));

        Assert.That(exit, Is.Zero);
        Assert.That(juju.Log, Is.EqualTo(new[] { "Debug: s3contract:event credentials-gone relation=s3:7" }));
    }

    private static Hook? Run(params (string Name, string Value)[] variables)
    {
        Hook? seen = null;
        int exit = CharmMain.Run(
            context =>
            {
                seen = context.Hook;
                return new TestCharm(context);
            },
            new ScriptedHookCommands(),
            Environment(variables));
        Assert.That(exit, Is.Zero);
        return seen;
    }

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) => name =>
        name == "JUJU_UNIT_NAME" ? "local/0" : variables.Where(v => v.Name == name).Select(v => v.Value).FirstOrDefault();
}
