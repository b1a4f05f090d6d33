using System.Text;
using S3Contract.Charms;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Tests.Unit.Profile;

/// <summary>Reading s3contract.yaml.</summary>
public sealed class CharmProfileFileTests
{
    [Test]
    public void A_whole_profile_is_read_with_the_place_of_each_line()
    {
        CharmProfile profile = CharmProfileFile.Parse(
            """
            endpoint: s3-credentials
            setup:
              - config ${app} mode=test
            issue: |
              # keys last
              config ${app} bucket=${bucket}
              run ${leader} sync access-key=${access-key}
            set:
              region: "config ${app} region=${value}"
            environment:
              HTTP_TIMEOUT: 3
            hook-time-limit: 12.5
            waive:
              live.answered: "answers only after an operator said so"
            """,
            "p.yaml").Required();
        Assert.Multiple(() =>
        {
            Assert.That(profile.Endpoint, Is.EqualTo("s3-credentials"));
            Assert.That(profile.Setup, Is.EqualTo(new[] { new ProfileLine("config ${app} mode=test", 3, 5) }));
            Assert.That(profile.Issue.Select(line => line.Text), Is.EqualTo(new[] { "config ${app} bucket=${bucket}", "run ${leader} sync access-key=${access-key}" }));
            Assert.That(profile.Issue.Select(line => line.Line), Is.EqualTo(new[] { 6, 7 }));
            Assert.That(profile.Set["region"].Single().Text, Is.EqualTo("config ${app} region=${value}"));
            Assert.That(profile.Environment["HTTP_TIMEOUT"], Is.EqualTo("3"));
            Assert.That(profile.HookTimeLimit, Is.EqualTo(TimeSpan.FromSeconds(12.5)));
            Assert.That(profile.Waive["live.answered"], Is.EqualTo("answers only after an operator said so"));
            Assert.That(profile.File, Is.EqualTo("p.yaml"));
        });
    }

    [TestCase("interface: v2", "p.yaml:1:12: expected one of v0, v1, auto under \"interface\", found \"v2\"")]
    [TestCase("juju-version: 3.7", "p.yaml:1:15: expected one of 2.9, 3.1, 3.6, 4.0 under \"juju-version\", found \"3.7\"")]
    [TestCase("isue: []", "p.yaml:1:1: unknown key \"isue\". Did you mean \"issue\"? Expected one of endpoint, interface, setup, issue, set, reset, environment, juju-version, hook-time-limit, transport, isolate, s3, waive, events, commands")]
    [TestCase("issue: {a: b}", "p.yaml:1:8: expected a list of script lines under \"issue\", found a mapping")]
    [TestCase("set:\n  regoin: x", "p.yaml:2:3: unknown field \"regoin\". Did you mean \"region\"? Expected one of access-key, secret-key, bucket, path, endpoint, region, s3-uri-style, storage-class, tls-ca-chain, s3-api-version, delete-older-than-days, attributes")]
    [TestCase("hook-time-limit: soon", "p.yaml:1:18: expected a number of seconds (more than 0, at most 86400) under \"hook-time-limit\", found \"soon\"")]
    [TestCase("waive:\n  live.answered:", "p.yaml:2:17: expected the reason why the clause \"live.answered\" is waived, found nothing")]
    [TestCase("environment:\n  PATH: /x", "p.yaml:2:3: \"PATH\" is Juju's to set: expected another variable")]
    [TestCase("events:\n  s3_ready: credentials-chanegd", "p.yaml:2:13: unknown event \"credentials-chanegd\". Did you mean \"credentials-changed\"? Expected one of credentials-requested, credentials-changed, credentials-gone")]
    [TestCase("- a", "p.yaml:1:1: expected a mapping (key: value), found a list")]
    public void What_is_wrong_is_said_with_its_place_and_what_was_expected(string text, string problem) =>
        Assert.That(CharmProfileFile.Parse(text, "p.yaml").Problems.Select(p => p.ToString()), Is.EqualTo(new[] { problem }));

    [Test]
    public void Events_are_named_as_in_code_or_as_here() => Assert.That(
        CharmProfileFile.Parse("events:\n  s3_ready: credentials_changed\n  s3-lost: credentials-gone\n", "p.yaml").Required().Events,
        Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["s3-ready"] = "credentials-changed", ["s3-lost"] = "credentials-gone" }));

    [Test]
    public void Text_that_is_no_YAML_is_a_problem_with_a_place() =>
        Assert.That(CharmProfileFile.Parse("issue: [\n", "p.yaml").Problems.Single().ToString(), Does.Match("^p.yaml:[0-9]+:[0-9]+: this is not YAML: "));

    [Test]
    public void A_missing_file_is_a_problem() =>
        Assert.That(CharmProfileFile.Named("no-such.yaml").Problems.Single().ToString(), Does.StartWith("no-such.yaml:1:1: there is no such file"));

    [Test]
    public void Every_built_in_profile_can_be_read()
    {
        foreach (string name in CharmProfileFile.BuiltIn)
            Assert.That(CharmProfileFile.Named(name).Required().Issue, Is.Not.Empty);
    }

    [Test]
    public void A_charm_shaped_like_s3_integrator_gets_its_profile_by_itself()
    {
        CharmMetadata metadata = new("x", [new CharmEndpoint("s3-credentials", EndpointRole.Provider, "s3")])
        {
            Actions = [new CharmAction("sync-s3-credentials")],
        };
        (CharmProfile profile, string origin) = CharmProfileFile.For(null, null, metadata);
        Assert.Multiple(() =>
        {
            Assert.That(profile.Issue, Is.Not.Empty);
            Assert.That(origin, Does.Contain("built-in profile s3-integrator"));
        });
    }

    [TestCase("environment: {PYTHONPATH: /opt/ops}", true)]
    [TestCase("waive: {live.answered: not yet}", true)]
    [TestCase("issue: automatic", false)]
    [TestCase("set: {bucket: \"config ${app} name=${value}\"}", false)]
    public void A_profile_that_does_not_say_how_a_charm_of_that_shape_is_given_anything_has_the_ready_made_lines(string text, bool ready)
    {
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        string file = Path.Combine(folder, "mine.yaml");
        File.WriteAllText(file, text + "\n");
        var metadata = new CharmMetadata("s3-integrator", [new CharmEndpoint("s3-credentials", EndpointRole.Provider, "s3")])
        {
            Actions = [new CharmAction("sync-s3-credentials")],
        };

        (CharmProfile profile, string origin) = CharmProfileFile.For(file, null, metadata);
        Directory.Delete(folder, recursive: true);

        Assert.That(profile.Issue.Count > 0, Is.EqualTo(ready));
        Assert.That(origin.Contains("built-in profile s3-integrator", StringComparison.Ordinal), Is.EqualTo(ready));
        Assert.That(() => ProfileCheck.Require(profile with { Issue = ready ? profile.Issue : [], Set = ready ? profile.Set : new Dictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal) }, metadata), Throws.Nothing);
    }

    [Test]
    public void List_fields_can_be_had_in_the_spelling_that_configuration_wants()
    {
        SortedDictionary<string, string> variables = ProfileVariables.For(Databag.From(
            [new("attributes", "[\"a=1\", \"b=2\"]"), new("tls-ca-chain", "[\"C1\", \"C2\"]"), new("bucket", "b")]));
        Assert.That(
            (variables["bucket"], variables["attributes-csv"], variables["tls-ca-chain-base64"]),
            Is.EqualTo(("b", "a=1,b=2", Convert.ToBase64String("C1\nC2"u8))));
    }

    [Test]
    public void A_certificate_that_a_databag_shows_in_base64_is_configured_as_the_certificate_that_it_is()
    {
        const string Pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
        string both = $"[\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem + "\n"))}\", \"{Pem.Replace("\n", "\\n", StringComparison.Ordinal)}\"]";

        SortedDictionary<string, string> variables = ProfileVariables.For(Databag.From([new("tls-ca-chain", both)]));

        Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(variables["tls-ca-chain-base64"])), Is.EqualTo(Pem + "\n" + Pem));
    }
}
