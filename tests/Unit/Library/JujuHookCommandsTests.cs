using S3Contract.Charms;

namespace S3Contract.Tests.Unit.Library;

/// <summary>Runs small shell scripts in the place of Juju's commands.</summary>
[NonParallelizable]
public sealed class JujuHookCommandsTests
{
    private readonly JujuHookCommands _juju = new();
    private string _folder = "";
    private string? _path;

    [SetUp]
    public void PutAFolderOnThePath()
    {
        _folder = Directory.CreateTempSubdirectory("s3contract-commands-").FullName;
        _path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", _folder + ":" + _path);
    }

    [TearDown]
    public void TakeItAway()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Relations_are_listed_in_Jujus_order()
    {
        Command("relation-ids", "echo '[\"s3:10\",\"s3:9\"]'");

        Assert.That(_juju.RelationIds("s3").Select(id => id.Number), Is.EqualTo(new[] { 10, 9 }));
        Assert.That(Called("relation-ids"), Is.EqualTo("[--format=json][s3]"));
    }

    [Test]
    public void A_databag_is_read_whole()
    {
        Command("relation-get", "printf '%s' '{\"a\":\"line 1\\nline 2 \\u003c\\ud83d\\ude00\",\"b\":\"2\"}'");

        Assert.That(
            _juju.RelationGet(7, "minio"), Is.EqualTo(Databag.Empty.With("a", "line 1\nline 2 <\U0001F600").With("b", "2")));
        Assert.That(Called("relation-get"), Is.EqualTo("[--format=json][-r][7][--app][-][minio]"));
        Assert.That(_juju.RelationGet(7, new UnitName("minio", 0)).Count, Is.EqualTo(2));
        Assert.That(Called("relation-get"), Is.EqualTo("[--format=json][-r][7][-][minio/0]"));
    }

    [Test]
    public void Values_go_through_the_standard_input_and_not_through_the_arguments()
    {
        Command("relation-set", $"cat > '{_folder}/input'");

        _juju.RelationSet(7, application: true, [new("secret-key", "s\"3\\c\n\u2028\U0001F600é"), new("path", "")]);

        Assert.That(Called("relation-set"), Is.EqualTo("[-r][7][--app][--file][-]"));
        Assert.That(
            File.ReadAllText(Path.Combine(_folder, "input")),
            Is.EqualTo("{\"secret-key\": \"s\\\"3\\\\c\\u000a\\u2028\U0001F600é\", \"path\": \"\"}\n"));
    }

    [Test]
    public void A_megabyte_passes_in_both_directions()
    {
        Command("relation-set", "cat >&2; cat /dev/zero | head -c 1000000 | tr '\\0' x");
        Command("relation-get", "printf '{\"a\":\"'; head -c 1000000 /dev/zero | tr '\\0' x; printf '\"}'");

        Assert.That(() => _juju.RelationSet(7, application: false, [new("a", new string('y', 1_000_000))]), Throws.Nothing);
        Assert.That(_juju.RelationGet(7, "minio")["a"], Has.Length.EqualTo(1_000_000));
    }

    [Test]
    public void A_refusal_carries_Jujus_text_and_exit_code()
    {
        Command("relation-get", "echo 'ERROR permission denied' >&2; exit 1");
        Command("relation-set", "echo 'ERROR invalid value \"s3:9\" for option -r: relation not found' >&2; exit 2");

        HookCommandException read = Assert.Throws<HookCommandException>(() => _juju.RelationGet(7, "minio"))!;
        HookCommandException write = Assert.Throws<HookCommandException>(() => _juju.RelationSet(9, true, [new("a", "1")]))!;

        Assert.That((read.Command, read.Reason, read.ExitCode), Is.EqualTo(("relation-get", "permission denied", 1)));
        Assert.That((write.IsRelationNotFound, write.ExitCode), Is.EqualTo((true, 2)));
    }

    [Test]
    public void A_command_that_ends_without_reading_its_input_is_judged_by_its_exit_code()
    {
        Command("relation-set", "exit 0");

        Assert.That(() => _juju.RelationSet(7, true, [new("a", new string('y', 1_000_000))]), Throws.Nothing);
    }

    [Test]
    public void A_command_that_is_not_there_is_a_refusal() => Assert.That(
        () => _juju.IsLeader(), Throws.TypeOf<HookCommandException>().With.Message.Contains("is-leader: ERROR the command could not be started"));

    [Test]
    public void An_answer_that_makes_no_sense_is_a_refusal_that_does_not_quote_it()
    {
        Command("relation-get", "echo '{\"secret-key\": s3cr3t'");

        HookCommandException refusal = Assert.Throws<HookCommandException>(() => _juju.RelationGet(7, "minio"))!;

        Assert.That(refusal.ToString(), Does.Not.Contain("s3cr3t"));
    }

    [Test]
    public void Configuration_keeps_its_types()
    {
        Command("config-get", "echo '{\"bucket\":\"b\",\"days\":7,\"ratio\":0.5,\"tls\":true,\"unset\":null}'");

        Assert.That(
            _juju.ConfigGet().Select(option => (option.Key, option.Value.Value)),
            Is.EquivalentTo(new (string, object)[] { ("bucket", "b"), ("days", 7L), ("ratio", 0.5), ("tls", true) }));
    }

    [Test]
    public void Where_there_is_nothing_null_or_no_output_will_do()
    {
        Command("relation-ids", "echo null");
        Command("state-get", "true");
        Command("relation-list", "echo null");

        Assert.That(_juju.RelationIds("s3"), Is.Empty);
        Assert.That(_juju.StateGet(), Is.Empty);
        Assert.That(_juju.RelationApplication(7), Is.Null);
        Assert.That(_juju.RelationList(7), Is.Empty);
    }

    [Test]
    public void What_begins_with_a_dash_is_no_option()
    {
        Command("juju-log", "true");
        Command("status-set", "true");
        Command("action-set", "true");

        _juju.JujuLog(LogLevel.Warning, "--debug");
        _juju.StatusSet(WorkloadStatus.Blocked, "-x", application: true);
        _juju.ActionSet("result", "-y");

        Assert.That(Called("juju-log"), Is.EqualTo("[--log-level][WARNING][--][--debug]"));
        Assert.That(Called("status-set"), Is.EqualTo("[--application][--][blocked][-x]"));
        Assert.That(Called("action-set"), Is.EqualTo("[--][result=-y]"));
    }

    [Test]
    public void A_secrets_content_goes_through_a_file_that_is_gone_afterwards()
    {
        Command("secret-add", $"for last; do :; done; printf %s \"$last\" >'{_folder}/name'; cat \"$last\" >'{_folder}/content'; echo secret:9m4e2mr0ui3e8a215n4g");
        string uri = _juju.SecretAdd(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["password"] = "s3cr3t" }, SecretOwner.Unit, new SecretSettings { Label = "admin", Rotate = SecretRotation.Daily });

        string file = File.ReadAllText(Path.Combine(_folder, "name"));
        Assert.That(uri, Is.EqualTo("secret:9m4e2mr0ui3e8a215n4g"));
        Assert.That(Called("secret-add"), Is.EqualTo($"[--label][admin][--rotate][daily][--owner][unit][--file][{file}]"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "content")), Does.Contain("password#base64").And.Contain("czNjcjN0"));
        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public void A_secret_is_read_by_its_uri_and_its_label()
    {
        Command("secret-get", "echo '{\"password\":\"s3cr3t\"}'");
        Command("secret-info-get", "echo '{\"9m4e2mr0ui3e8a215n4g\":{\"revision\":2,\"label\":\"admin\",\"owner\":\"unit\",\"rotation\":\"never\"}}'");
        Command("secret-ids", "echo null");

        Assert.That(_juju.SecretGet("secret:9m4e2mr0ui3e8a215n4g", "admin", SecretReading.Refresh)["password"], Is.EqualTo("s3cr3t"));
        Assert.That(Called("secret-get"), Is.EqualTo("[--format=json][secret:9m4e2mr0ui3e8a215n4g][--label][admin][--refresh]"));
        SecretInfo info = _juju.SecretInfoGet(null, "admin");
        Assert.That((info.Id, info.Revision, info.Label), Is.EqualTo(("9m4e2mr0ui3e8a215n4g", 2, "admin")));
        Assert.That(_juju.SecretIds(), Is.Empty);
    }

    private void Command(string name, string body)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, $"#!/bin/sh\nprintf '[%s]' \"$@\" > '{file}.args'\n{body}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Called(string name) => File.ReadAllText(Path.Combine(_folder, name + ".args"));
}
