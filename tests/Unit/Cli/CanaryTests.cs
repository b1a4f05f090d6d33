using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using S3Contract.Tests.Unit.Process;
using S3Contract.Tests.Unit.Reports;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>A charm that says its keys wherever it can, in whatever way it can write them: none of it is in anything that the tool writes.</summary>
[Platform("Linux")]
[Parallelizable]
public sealed partial class CanaryTests
{
    // Characters that every encoding has to do something about.
    private const string AccessKey = "AKIA/canary+ä\"1<7>&";
    private const string SecretKey = "s3cr/t+canary==?\u00e9'x%41|end";

    private const string Dispatch = """
        #!/usr/bin/env python3
        import base64, json, os, subprocess, sys, urllib.parse

        def run(*command):
            return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout.strip()

        def ways(key):
            raw = key.encode()
            for shift in (b'', b'.', b'..'):
                yield base64.b64encode(shift + raw + shift).decode()
                yield base64.urlsafe_b64encode(shift + raw + shift).decode()
            yield from (key, key.upper(), key.lower(), raw.hex(), raw.hex().upper(), json.dumps(key), json.dumps(key, ensure_ascii=False), repr(key))
            yield from (urllib.parse.quote(key), urllib.parse.quote(key, safe=''), urllib.parse.quote_plus(key), urllib.parse.urlencode({'key': key}))
            yield from (''.join('%%%02x' % byte for byte in raw), key[:9] + '\n' + key[9:])
            yield base64.b64encode(json.dumps({'access-key': key, 'secret-key': key}, ensure_ascii=False).encode()).decode()
            yield base64.encodebytes(b'a long text before it, ' * 3 + raw).decode()

        hook = os.path.basename(os.environ['JUJU_DISPATCH_PATH'])
        if hook == 'sync-s3-credentials':
            keys = [run('action-get', name) for name in ('access-key', 'secret-key')]
            said = [way for key in keys for way in ways(key)]
            fields = ['way%d=%s' % way for way in enumerate(said)]
            run('action-set', *fields)
            run('secret-add', '--label', 'all', *fields)
            for way in said:
                run('juju-log', 'INFO', 'said ' + way)
                run('status-set', 'active', way)
                run('relation-get', '--' + way, way)
                print('out', way)
                print('err', way, file=sys.stderr)
            for relation in run('relation-ids', 's3').split():
                run('relation-set', '-r', relation, *fields)
                run('relation-set', '-r', relation, '--app', *fields)
            for relation in run('relation-ids', 's3').split():
                run('relation-set', '-r', relation, '--app', 'bucket=b', 'access-key=' + keys[0], 'secret-key=' + keys[1])
            run('action-fail', 'failed with ' + keys[1])
            sys.exit('last words: ' + json.dumps(keys))
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void No_key_is_in_anything_that_is_written()
    {
        ExampleCharms.NeedsPython();
        MakeCharm();
        string[] reports = [.. Kinds.Names.SelectMany(kind => new[] { "--report", $"{kind}={At("out/" + kind)}" })];

        CliRun check = CliRun.Of(
            ["check", At("charm"), "--no-course", "--cases", "0", "--scripts", At("scripts"), "--level", "strict", "--all", "--verbose", "--trace", At("out/trace.jsonl"), "--save", At("out/saved"), .. reports]);
        CliRun run = CliRun.Of("run", At("scripts/keys.s3c"), "--provider", At("charm"), "--verbose", "--trace", At("out/run.jsonl"));
        CliRun judge = CliRun.Of("judge", At("out/run.jsonl"), "--level", "strict", "--all", "--verbose");

        Assert.That((check.Code, run.Code, judge.Code), Is.EqualTo((1, 1, 1)), check.Out + check.Error + run.Error + judge.Error);
        string[] written = Directory.GetFiles(At("out"), "*", SearchOption.AllDirectories);
        Assert.That(written, Has.Length.GreaterThanOrEqualTo(Kinds.Names.Count + 2));
        Assert.Multiple(() =>
        {
            foreach ((string name, string text) in written.Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
                .Append(("check", check.Out + check.Error)).Append(("run", run.Out + run.Error)).Append(("judge", judge.Out + judge.Error)))
            {
                Assert.That(Shown(text), Is.Empty, name);
            }

            Assert.That(run.Out, Does.Contain("last words: "));
        });
    }

    [Test]
    public void The_canary_would_be_heard()
    {
        foreach (string key in new[] { AccessKey, SecretKey })
        {
            Assert.That(Ways(key).Select(way => Shown($"before {way} after").Any()), Has.All.True);
        }
    }

    // Whoever looks for the keys does so without what the project has for it.
    private static IEnumerable<string> Shown(string text)
    {
        string plain = Escapes().Replace(text, match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString());
        string joined = LineEnds().Replace(plain, "");
        string unescaped = joined.Replace("\\", "", StringComparison.Ordinal);
        string uri = Uri.UnescapeDataString(joined);
        return from key in new[] { AccessKey, SecretKey }
               from way in Ways(key).Concat(Halves(key))
               from seen in new[] { text, plain, joined, unescaped, uri }
               where seen.Contains(way, StringComparison.OrdinalIgnoreCase)
               select way;
    }

    private static IEnumerable<string> Ways(string key)
    {
        byte[] raw = Encoding.UTF8.GetBytes(key);
        yield return key;
        yield return Convert.ToHexString(raw);
        yield return Uri.EscapeDataString(key);
        yield return JavaScriptEncoder.Default.Encode(key);
        for (int shift = 0; shift < 3; shift++)
        {
            // What depends on the key alone, wherever in a longer text it stands.
            string inside = Convert.ToBase64String([.. new byte[shift], .. raw, .. new byte[shift]]).TrimEnd('=');
            inside = inside[(shift == 0 ? 0 : 4)..((shift + raw.Length) * 8 / 6 - 1)];
            yield return inside;
            yield return inside.Replace('+', '-').Replace('/', '_');
        }
    }

    private static IEnumerable<string> Halves(string key) => [key[..12], key[^12..]];

    private void MakeCharm()
    {
        foreach (string folder in new[] { "charm", "scripts", "out" })
        {
            Directory.CreateDirectory(At(folder));
        }

        File.WriteAllText(At("charm/metadata.yaml"), "name: canary\nprovides:\n  s3: {interface: s3}\n");
        File.WriteAllText(At("charm/actions.yaml"), "sync-s3-credentials:\n  params:\n    access-key: {type: string}\n    secret-key: {type: string}\n");
        File.WriteAllText(At("charm/s3contract.yaml"), "issue:\n  - run ${leader} sync-s3-credentials access-key=${access-key} secret-key=${secret-key}\n");
        File.WriteAllText(At("charm/dispatch"), Dispatch);
        File.SetUnixFileMode(At("charm/dispatch"), (UnixFileMode)0b111_101_101);
        File.WriteAllText(At("scripts/keys.s3c"), $"""
            # The keys are said aloud.

            deploy provider
            deploy requirer bucket=b
            integrate provider requirer
            settle
            issue provider access-key={Quoted(AccessKey)} secret-key={Quoted(SecretKey)}
            settle
            expect requirer/0 credentials-changed access-key=other

            """);
    }

    private static string Quoted(string key) => $"\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string At(string name) => Path.Combine(_folder, name);

    [GeneratedRegex(@"\\u(?<code>[0-9A-Fa-f]{4})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Escapes();

    [GeneratedRegex(@"(\\[rn]|\s)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LineEnds();
}
