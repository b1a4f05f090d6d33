using System.Net.NetworkInformation;
using System.Text;
using S3Contract.Charms;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.S3;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.S3;

/// <summary>Runs that have an S3: a charm that talks to it, and what shows of that.</summary>
[Platform("Linux")]
internal sealed class S3RunTests
{
    private const string Begin = """
        deploy provider
        deploy requirer bucket=backups
        integrate provider requirer
        issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx path=daily region=eu-central-1 endpoint=https://s3.example.com:7777
        settle
        expect databag provider requirer endpoint=https://s3.example.com:7777
        expect requirer/0 status active

        """;

    [Test]
    public void A_charm_finds_its_bucket_which_can_fail_and_work_again()
    {
        ScriptRun run = Run(Begin + """
            s3 down
            update-status requirer/0
            settle
            expect requirer/0 status blocked
            s3 down refused
            update-status requirer/0
            settle
            expect requirer/0 status waiting
            s3 up
            set provider/0 endpoint=https://elsewhere.example.com
            settle
            expect databag provider requirer endpoint=https://elsewhere.example.com
            ! expect databag provider requirer endpoint=${s3-endpoint}
            expect requirer/0 status active
            """);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + Said(run));
        Assert.That(Requests(run).Distinct(StringComparer.Ordinal), Is.EqualTo(new[]
        {
            "s3 HeadBucket backups as AKIAFIRST7Q2XM4: 200", "s3 PutObject backups/daily/requirer/0 as AKIAFIRST7Q2XM4: 200",
            "s3 HeadBucket backups as AKIAFIRST7Q2XM4: 503 ServiceUnavailable",
        }));
    }

    [Test]
    public void So_it_is_in_isolation()
    {
        ScriptRun run = Run(Begin + """
            s3 down refused
            update-status requirer/0
            settle
            expect requirer/0 status waiting
            s3 up
            update-status requirer/0
            settle
            expect requirer/0 status active
            """, isolated: true);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + Said(run));
        Assert.That(Requests(run), Is.Not.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void By_TLS_it_goes_by_the_chain_that_it_was_given(bool isolated)
    {
        ScriptRun run = Run("""
            deploy provider
            deploy requirer bucket=backups
            integrate provider requirer
            issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx endpoint=${s3-tls-endpoint} tls-ca-chain=${s3-ca-chain}
            settle
            expect databag provider requirer endpoint=https://127.0.0.11:9000
            expect requirer/0 status active
            s3 down wrong-certificate
            update-status requirer/0
            settle
            expect requirer/0 status waiting
            s3 up
            update-status requirer/0
            settle
            expect requirer/0 status active
            """, isolated);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + Said(run));
        string[] seen = [.. run.Trace.Steps.OfType<HookStep>().SelectMany(step => step.Entries).Where(entry => entry is S3Asked or S3Distrusted).Select(entry => entry.Line)];
        Assert.That(seen.Where(line => line.StartsWith("s3 HeadBucket", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "s3 HeadBucket backups as AKIAFIRST7Q2XM4 by TLS: 200" }));
        Assert.That(seen.Where(line => line.Contains("trusted", StringComparison.Ordinal)), Is.EqualTo(new[] { "s3 at https://127.0.0.11:9000: its certificate is not trusted" }));
        Assert.That(Json(run).Split("127.0.0.11:").Skip(1).Select(rest => rest[..4]).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "9000" }));
    }

    [Test]
    public void What_is_issued_without_an_endpoint_gets_one_whose_port_shows_nowhere()
    {
        const string script = """
            deploy provider
            deploy requirer bucket=backups
            integrate provider requirer
            issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx
            settle
            expect databag provider requirer endpoint=${s3-endpoint}
            expect requirer/0 status active
            """;
        ScriptRun run = Run(script);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + Said(run));
        string one = Json(run), other = Json(Run(script));
        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.Split("127.0.0.1:").Skip(1).Select(rest => rest[..4]).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "9000" }));
        Assert.That(one, Does.Contain("HeadBucket").And.Not.Contain("AKIAFIRST7Q2XM4"));
    }

    [TestCase("${s3-host-endpoint}", true, "http://s3.test:9000")]
    [TestCase("${s3-tls-host-endpoint}", true, "https://s3-tls.test:9000")]
    [TestCase("${s3-host-endpoint}", false, "http://127.0.0.1:9000")]
    [TestCase("${s3-tls-host-endpoint}", false, "https://127.0.0.11:9000")]
    public void In_isolation_a_bucket_is_found_by_its_host(string endpoint, bool isolated, string told)
    {
        ScriptRun run = Run($"""
            deploy provider
            deploy requirer bucket=backups
            integrate provider requirer
            issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx endpoint={endpoint} tls-ca-chain=CHAIN s3-uri-style=host
            settle
            expect requirer/0 status active
            expect databag provider requirer endpoint={told} s3-uri-style=host
            """.Replace("CHAIN", "${s3-ca-chain}", StringComparison.Ordinal), isolated);
        string by = told.StartsWith("https", StringComparison.Ordinal) ? " by TLS" : "";
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + Said(run));
        Assert.That(Requests(run).Distinct(StringComparer.Ordinal), Is.EqualTo(new[]
        {
            $"s3 HeadBucket backups as AKIAFIRST7Q2XM4{by}: 200", $"s3 PutObject backups/requirer/0 as AKIAFIRST7Q2XM4{by}: 200",
        }));
        Assert.That(Json(run), Does.Contain(told));
    }

    [Test]
    public void A_made_up_endpoint_leads_to_it()
    {
        ScriptRun run = Run("""
            deploy provider
            deploy requirer bucket=backups
            integrate provider requirer
            issue provider access-key=fake:access-key secret-key=fake:secret-key endpoint=fake:endpoint
            settle
            expect databag provider requirer endpoint=${s3-endpoint}
            expect requirer/0 status active
            """);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason + Said(run));
        Assert.That(Requests(run), Is.Not.Empty);
    }

    // No other program uses these addresses.
    [Test]
    public void Nobody_listens_unless_the_run_has_one([Values] bool s3)
    {
        HashSet<string> listening = new(StringComparer.Ordinal);
        InProcessCharm charm = new(ReferenceRequirer.Metadata, context => new Listening(context, listening));
        Cast cast = new(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(charm, new CharmProfile { S3 = s3 }));
        ScriptRun run = new ScriptRunner(cast, new RunOptions { UnderTest = Roles.Requirer }).Run(ScriptParser.Parse("deploy requirer\nsettle\n", "x.s3c").Script);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason);
        Assert.That(listening, s3 ? Is.EquivalentTo(S3Address.All.Skip(1).Select(address => address.ToString())) : Is.Empty);
    }

    private sealed class Listening : CharmBase
    {
        public Listening(CharmContext context, HashSet<string> listening)
            : base(context) => Observe(HookKind.Start, _ => listening.UnionWith(
                IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Address.ToString())
                    .Intersect(S3Address.All.Skip(1).Select(address => address.ToString()), StringComparer.Ordinal)));
    }

    [Test]
    public void A_run_without_one_says_so()
    {
        ScriptRun run = Run("deploy provider\ns3 down\n", s3: false);
        Assert.That((run.Verdict, run.Reason), Is.EqualTo((ScriptVerdict.Inconclusive, "line 2: the run has no S3 (--s3, or s3: true in the profile)")));
    }

    private static ScriptRun Run(string script, bool isolated = false, bool s3 = true)
    {
        ExampleCharms.NeedsPython();
        using var charm = ProcessCharm.Open(ExampleCharms.Example("python-s3-requirer"), ExampleCharms.Options with { Isolate = isolated });
        Cast cast = new(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(charm, charm.Profile with { S3 = s3 }));
        ScriptParse parse = ScriptParser.Parse(script, "x.s3c");
        Assert.That(parse.Errors, Is.Empty);
        return new ScriptRunner(cast, new RunOptions { UnderTest = Roles.Requirer }).Run(parse.Script);
    }

    private static IEnumerable<string> Requests(ScriptRun run) =>
        run.Trace.Steps.OfType<HookStep>().SelectMany(step => step.Entries).OfType<S3Asked>().Select(asked => asked.Line);

    private static string Said(ScriptRun run) => "\n" + string.Join('\n', run.Trace.Steps.OfType<HookStep>().Select(step => $"{step.Hook.Name} {step.Failure} {step.Stderr}"));

    private static string Json(ScriptRun run)
    {
        using MemoryStream stream = new();
        TraceJson.Write([Redaction.Masked(run.Trace)], stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
