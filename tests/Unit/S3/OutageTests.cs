using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using S3Contract.Charms;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.S3;

/// <summary>What a script does to the S3 of a run, as a charm meets it: a charm in process that looks at its bucket with the client of AWS, and is not patient where it would wait long.</summary>
[TestFixture]
internal sealed class OutageTests
{
    private const string Begin = """
        deploy provider
        deploy requirer
        integrate provider requirer
        issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx
        settle

        """;

    private const string ByTls = """
        deploy provider
        deploy requirer
        integrate provider requirer
        issue provider access-key=AKIAFIRST7Q2XM4 secret-key=wJalrFirst7K9MDENGbPx endpoint=${s3-tls-endpoint} tls-ca-chain=${s3-ca-chain}
        settle

        """;

    [TestCase("s3 down", "ServiceUnavailable", "503 ServiceUnavailable")]
    [TestCase("s3 down 503", "ServiceUnavailable", "503 ServiceUnavailable")]
    [TestCase("s3 down refused", "no answer", null)]
    [TestCase("s3 down time-out", "no answer", "no answer")]
    [TestCase("s3 slow 60000", "no answer", "200")]
    [TestCase("s3 slow 1", "found", "200")]
    [TestCase("s3 down wrong-certificate", "found", "200")]
    public void It_is_so_until_it_is_up_again(string line, string met, string? said) =>
        Met(Begin + line, ["found", met, "found"], said is null ? ["200", "200"] : ["200", said, "200"]);

    [Test]
    public void By_TLS_a_wrong_certificate_keeps_away_who_looks() =>
        Met(ByTls + "s3 down wrong-certificate", ["found", "no answer", "found"], ["200", "200"]);

    [Test]
    public void A_bucket_is_made_for_whoever_needs_one()
    {
        ScriptRun run = Run(Begin + "s3 make-bucket archive\nlook\n", "archive", out List<string> met);
        Assert.That(met, Is.EqualTo((string[])["found"]), run.Reason);
        Assert.That(Run(Begin + "look\n", "archive", out met).Verdict, Is.EqualTo(ScriptVerdict.Passed));
        Assert.That(met, Is.EqualTo((string[])["NoSuchBucket"]));
    }

    private static void Met(string script, string[] met, string[] said)
    {
        string[] lines = script.Split('\n');
        ScriptRun run = Run(string.Join('\n', [.. lines[..^1], "look", lines[^1], "look", "s3 up", "look", ""]), "backups", out List<string> seen);
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason);
        Assert.That(seen, Is.EqualTo(met));
        Assert.That(run.Trace.Steps.OfType<HookStep>().SelectMany(step => step.Entries).OfType<S3Asked>().Select(asked => asked.Line.Split(": ")[1]), Is.EqualTo(said));
    }

    private static ScriptRun Run(string script, string bucket, out List<string> met)
    {
        List<string> seen = met = [];
        bool waits = script.Contains("time-out", StringComparison.Ordinal) || script.Contains("60000", StringComparison.Ordinal);
        InProcessCharm charm = new(ReferenceRequirer.Metadata, context => new Looking(context, bucket, seen, waits && seen.Count == 1 ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(20)));
        Cast cast = new(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(charm, new CharmProfile { S3 = true }));
        ScriptParse parse = ScriptParser.Parse(script.Replace("look\n", "update-status requirer/0\nsettle\n", StringComparison.Ordinal), "x.s3c");
        Assert.That(parse.Errors, Is.Empty);
        return new ScriptRunner(cast, new RunOptions { UnderTest = Roles.Requirer, LetTimersFire = false }).Run(parse.Script);
    }

    private sealed class Looking : CharmBase
    {
        public Looking(CharmContext context, string bucket, List<string> met, TimeSpan patience)
            : base(context)
        {
            string endpoint = ReferenceRequirer.Metadata.Endpoints[0].Name;
            Observe(HookKind.RelationCreated, hook => Juju.RelationSet(hook.Relation!.Value, true, [KeyValuePair.Create("bucket", "backups")]), endpoint);
            Observe(HookKind.UpdateStatus, _ => met.Add(Look(Juju.RelationGet(Juju.RelationIds(endpoint)[0], "provider"), bucket, patience)));
        }

        private static string Look(Databag given, string bucket, TimeSpan patience)
        {
            using AmazonS3Client client = ServedS3.Of(given["access-key"], given["secret-key"], new Uri(given["endpoint"]), ServedS3.ByTheChain, patience);
            try
            {
                client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }).GetAwaiter().GetResult();
                return "found";
            }
            catch (AmazonS3Exception refusal)
            {
                return refusal.ErrorCode;
            }
            catch (Exception none) when (none is HttpRequestException or OperationCanceledException or AmazonServiceException or TimeoutException)
            {
                return "no answer";
            }
        }
    }
}
