using System.Text;
using System.Text.Json.Nodes;
using S3Contract.Harness.Pebble;

namespace S3Contract.Tests.Unit.Pebble;

/// <summary><c>/v1/files</c> and <c>/v1/exec</c>.</summary>
[Platform("Linux")]
internal sealed class FileTests
{
    private ServedPebble _pebble = null!;

    [SetUp]
    public void Serve() => _pebble = new ServedPebble(
        new WorkloadCommand(null, ["mc", "alias", "*"]) { Stdout = "out\n", Stderr = "err\n", ExitCode = 3 },
        new WorkloadCommand("other", ["ls"]));

    [TearDown]
    public void End() => _pebble.Dispose();

    private static string Error(JsonNode result) => $"{result["error"]?["kind"]} {result["error"]?["message"]}";

    [Test]
    public void What_is_pushed_is_pulled_byte_by_byte()
    {
        byte[] content = [0, 13, 10, .. "--bbbb\r\n"u8, 255, .. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        _pebble.Push("/etc/a b.bin", content);
        (string? boundary, byte[] body) = _pebble.Pull("/etc/a b.bin");
        string text = Encoding.Latin1.GetString(body);
        int begin = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        int end = text.IndexOf($"\r\n--{boundary}\r\n", begin, StringComparison.Ordinal);
        Assert.That(body[begin..end], Is.EqualTo(content));
        Assert.That(text, Does.StartWith($"--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"/etc/a").And.EndWith($"\r\n--{boundary}--\r\n"));
        Assert.That(text[end..], Does.Contain("name=\"response\"").And.Contain("\"status-code\":200"));
    }

    [Test]
    public void What_is_not_there_is_said_in_the_answer()
    {
        string text = Encoding.UTF8.GetString(_pebble.Pull("/etc/none").Body);
        Assert.That(text, Does.Contain("\"kind\":\"not-found\"").And.Contain("stat /etc/none: no such file or directory"));
        Assert.That(_pebble.Last!.Missed, Is.EqualTo("/etc/none"));
        Assert.That(Encoding.UTF8.GetString(_pebble.Pull("/etc").Body), Does.Contain("generic-file-error"));
        Assert.That(Encoding.UTF8.GetString(_pebble.Pull("etc/none").Body), Does.Contain("paths must be absolute"));
        Assert.That(_pebble.Refusal("/v1/files?action=read&path=/etc/none"), Is.EqualTo("400 must accept multipart/form-data"));
    }

    [Test]
    public void A_push_says_whose_and_how()
    {
        Assert.That(Error(_pebble.Push("/srv/x/y/f", [1, 2], ", 'make-dirs': true, 'permissions': '600', 'user': 'web', 'group-id': 7")), Is.EqualTo(" "));
        Assert.That(_pebble.Result("/v1/files?action=list&path=/srv/x/y/f")!.ToJsonString(), Does.StartWith(
            "[{\"path\":\"/srv/x/y/f\",\"name\":\"f\",\"type\":\"file\",\"size\":2,\"permissions\":\"600\",\"last-modified\":\"2026-01-01T00:00:01Z\",\"user-id\":1000,\"user\":\"web\",\"group-id\":7,"));
        Assert.That((string?)_pebble.Result("/v1/files?action=list&path=/srv/x&itself=true")![0]!["permissions"], Is.EqualTo("755"));
        Assert.That(Error(_pebble.Push("/srv/none/f", [1])), Is.EqualTo("not-found open /srv/none/f: no such file or directory"));
        Assert.That(_pebble.Last!.Lacks, Is.EqualTo("push /srv/none/f"), "an image may have the folder");
        Assert.That(Error(_pebble.Push("/etc/f", [1], ", 'permissions': '9'")), Does.StartWith("generic-file-error permissions must be"));
        Assert.That(Error(_pebble.Push("/etc/f", [1], ", 'group': 'g'")), Does.Contain("must specify user"));
        Assert.That(Error(_pebble.Push("f", [1])), Does.Contain("paths must be absolute"));
    }

    [Test]
    public void Folders_are_made_listed_and_removed()
    {
        Assert.That(Error(_pebble.Result("/v1/files", "{'action': 'make-dirs', 'dirs': [{'path': '/opt/a/b', 'make-parents': true, 'permissions': '700'}]}")![0]!), Is.EqualTo(" "));
        Assert.That(Error(_pebble.Result("/v1/files", "{'action': 'make-dirs', 'dirs': [{'path': '/opt/a/b'}]}")![0]!), Does.Contain("file exists"));
        Assert.That(Error(_pebble.Result("/v1/files", "{'action': 'make-dirs', 'dirs': [{'path': '/opt/c/d'}]}")![0]!), Does.StartWith("not-found"));
        _pebble.Push("/opt/a/x.yaml", []);
        _pebble.Push("/opt/a/../a/y.txt", []);
        Assert.That(Names("/opt/a"), Is.EqualTo("b x.yaml y.txt"));
        Assert.That(Names("/opt/a", "&pattern=*.yaml"), Is.EqualTo("x.yaml"));
        Assert.That(Names("/srv"), Is.EqualTo("data"), "where storage is mounted");
        Assert.That(_pebble.Refusal("/v1/files?action=list&path=/none"), Is.EqualTo("404 stat /none: no such file or directory"));
        Assert.That(Error(_pebble.Result("/v1/files", "{'action': 'remove', 'paths': [{'path': '/opt/a'}]}")![0]!), Does.Contain("directory not empty"));
        Assert.That(Error(_pebble.Result("/v1/files", "{'action': 'remove', 'paths': [{'path': '/opt/a', 'recursive': true}, {'path': '/opt/a', 'recursive': true}]}")![1]!), Is.EqualTo(" "));
        Assert.That(Error(_pebble.Result("/v1/files", "{'action': 'remove', 'paths': [{'path': '/opt/a'}]}")![0]!), Does.StartWith("not-found"));
        Assert.That(Names("/opt"), Is.Empty);

        string Names(string folder, string more = "") =>
            string.Join(' ', _pebble.Result($"/v1/files?action=list&path={folder}{more}")!.AsArray().Select(file => (string?)file!["name"]));
    }

    [TestCase("*.yaml", "a.yaml", true)]
    [TestCase("a?c", "abc", true)]
    [TestCase("[a-c]x", "bx", true)]
    [TestCase("[^a-c]x", "bx", false)]
    [TestCase("\\*", "a", false)]
    [TestCase("a*b*c", "a-b-b-c", true)]
    [TestCase("a*b", "a-b-c", false)]
    public void Patterns(string pattern, string name, bool fits) => Assert.That(GoPattern.Matches(pattern, name), Is.EqualTo(fits));

    [Test]
    public void A_container_is_full_at_some_time()
    {
        PebbleFiles files = PebbleFiles.With([]);
        PebbleFile file = new(false, 0, 0) { Content = new byte[PebbleFiles.Largest / 2] };
        files = files.Write("/tmp/a", file).Write("/tmp/a", file).Write("/tmp/b", file);
        Assert.That(() => files.Write("/tmp/c", file), Throws.TypeOf<IOException>().With.Message.Contains("no space left"));
        Assert.That(files.Remove("/tmp", recursive: true).Size, Is.Zero);
    }

    [Test]
    public async Task A_command_answers_what_the_profile_says()
    {
        JsonNode answer = _pebble.Result("/v1/exec", "{'command': ['mc', 'alias', 'set', 'x'], 'split-stderr': true, 'timeout': '5.000s', 'environment': {'A': 'b'}, 'working-dir': null}")!;
        string task = (string)answer["result"]!["task-id"]!;
        Assert.That(_pebble.Last!.Did, Is.EqualTo("exec mc (exit code 3)"));
        Assert.That(await _pebble.Listen(task, "stdio"), Is.EqualTo(new[] { "Binary out\n", "Text {\"command\":\"end\"}" }));
        Assert.That(await _pebble.Listen(task, "stderr"), Is.EqualTo(new[] { "Binary err\n", "Text {\"command\":\"end\"}" }));
        JsonNode change = _pebble.Result($"/v1/changes/{answer["change"]}/wait")!;
        Assert.That(((bool?)change["ready"], (int?)change["tasks"]![0]!["data"]!["exit-code"]), Is.EqualTo((true, 3)));
        Assert.That(_pebble.Refusal($"/v1/tasks/{task}/websocket/other"), Does.StartWith("404 cannot find other websocket"));
        Assert.That(_pebble.Refusal("/v1/tasks/99/websocket/stdio"), Is.EqualTo("404 cannot find task \"99\""));
        Assert.That(_pebble.Refusal($"/v1/tasks/{task}/websocket/stdio"), Does.StartWith("400 the client is not using the websocket protocol"));
    }

    [Test]
    public async Task Its_two_outputs_are_one_if_nobody_wants_them_apart()
    {
        JsonNode answer = _pebble.Result("/v1/exec", "{'command': ['mc', 'alias']}")!;
        Assert.That(await _pebble.Listen((string)answer["result"]!["task-id"]!, "stdio"), Is.EqualTo(new[] { "Binary out\nerr\n", "Text {\"command\":\"end\"}" }));
    }

    [TestCase("{'command': ['ls']}", "400 cannot find executable \"ls\"")]
    [TestCase("{'command': []}", "400 must specify command")]
    [TestCase("{'command': ['mc', 'alias'], 'timeout': 'x'}", "400 invalid timeout")]
    [TestCase("{'command': ['mc', 'alias'], 'service-context': 'x'}", "400 context service \"x\" not found")]
    public void What_cannot_be_run_is_refused(string body, string refusal)
    {
        Assert.That(_pebble.Refusal("/v1/exec", body), Does.StartWith(refusal));
        Assert.That(_pebble.Last!.Lacks, Is.EqualTo(body.Contains("'ls'", StringComparison.Ordinal) ? "exec ls" : null));
    }
}
