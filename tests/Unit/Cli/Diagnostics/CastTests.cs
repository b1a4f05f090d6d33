using S3Contract.Harness.Scripts.Files;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary>Who plays the roles, variables, and what is said when the options make no sense.</summary>
public sealed class CastTests
{
    private static readonly string s_provider = ExampleCharms.Example("sh-provider");

    [TestCase("no-such-file", "run no-such.s3c")]
    [TestCase("no-script-in-folder", "run @empty")]
    [TestCase("no-such-course", "run course:nowhere")]
    [TestCase("course-that-nobody-can-format", "fmt course:rotation")]
    [TestCase("course-that-nobody-can-accept", "accept course:rotation")]
    [TestCase("standard-input-and-a-file", "lint - @mine.s3c")]
    [TestCase("unknown-format", "lint --format jsn @mine.s3c")]
    [TestCase("endpoint-of-nobody", "run @mine.s3c --endpoint s3")]
    [TestCase("profile-of-nobody", "run @mine.s3c --profile x.yaml")]
    [TestCase("endpoint-of-two", "run @mine.s3c --provider SH --requirer PY --endpoint s3")]
    [TestCase("endpoint-of-the-reference-charm", "run @mine.s3c --provider-endpoint s3")]
    [TestCase("endpoint-said-twice", "run @mine.s3c --provider SH --provider-endpoint s3 --endpoint s3")]
    [TestCase("endpoint-that-is-not-there", "run @mine.s3c --provider SH --endpoint s3-credential")]
    [TestCase("charm-without-the-role", "run @mine.s3c --requirer SH")]
    [TestCase("charm-that-is-none", "run @mine.s3c --requirer /no/such")]
    [TestCase("variable-without-a-value", "run @mine.s3c --let bucket")]
    [TestCase("variable-with-a-strange-name", "run @mine.s3c --let Bucket=b")]
    [TestCase("variable-given-twice", "run @mine.s3c --let bucket=a --let bucket=b")]
    [TestCase("variable-that-nobody-uses", "run @mine.s3c --let bukcet=b")]
    [TestCase("variable-where-there-is-none", "accept @plain.s3c --let bucket=b")]
    [TestCase("own-scripts-that-are-not-there", "check reference --scripts /no/such")]
    [TestCase("own-scripts-without-a-script", "check reference --scripts @empty")]
    [TestCase("own-scripts-that-cannot-be-read", "check reference --scripts @faulty")]
    public void Wrong_usage(string name, string arguments)
    {
        using Bench bench = new Bench()
            .With("mine.s3c", "# let: bucket=b\ndeploy requirer bucket=${bucket}\nsettle\nexpect quiet\n")
            .With("plain.s3c", "settle\nexpect quiet\n")
            .With("empty/readme", "")
            .With("faulty/a.s3c", "deplyo provider\n");
        string[] words = [.. arguments.Split(' ').Select(word => word switch { "SH" => s_provider, "PY" => ExampleCharms.Example("python-requirer"), _ => word })];

        string seen = bench.Seen(words);

        Assert.That(seen, Does.EndWith("(exit code 2)\n").And.Not.Contain("   at "));
        string folders = string.Join(", ", BuiltInScripts.Cases.Select(script => script.Name.Split('/')[0]).Distinct(StringComparer.Ordinal));
        Golden.Check(
            seen.Replace(Path.GetDirectoryName(s_provider)!, "examples", StringComparison.Ordinal).Replace(folders, "(those of the course)", StringComparison.Ordinal),
            $"Diagnostics/usage/{name}");
    }

    [Test]
    public void Two_charms_play_against_each_other_each_with_its_endpoint()
    {
        ExampleCharms.NeedsPython();
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + "expect databag provider requirer bucket=backups\n");

        CliRun run = bench.Run(
            "run", "@mine.s3c", "--provider", s_provider, "--provider-endpoint", "s3-credentials", "--requirer", ExampleCharms.Example("python-requirer"), "--requirer-endpoint", "s3", "--trace", "@t.jsonl");

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(File.ReadAllText(bench["t.jsonl"]), Does.Contain("sh-provider").And.Contain("python-requirer").And.Not.Contain("AKIA"));
    }

    [Test]
    public void Two_charms_for_two_Jujus_are_in_no_model_together()
    {
        using Bench bench = new Bench().With("mine.s3c", "deploy provider\nsettle\nexpect quiet\n").With("old.yaml", "juju-version: '2.9'\n").With("new.yaml", "juju-version: '4.0'\n");
        string[] two = ["run", "@mine.s3c", "--provider", s_provider, "--provider-profile", "@old.yaml", "--requirer", ExampleCharms.Example("python-requirer"), "--requirer-profile", "@new.yaml"];

        Assert.That(bench.Seen(two), Does.EndWith(
            "one model has one Juju, and the profiles name two: sh-provider 2.9, python-requirer 4.0 (juju-version:); --juju-version decides for both\n(exit code 2)\n"));
        Assert.That(bench.Run([.. two, "--juju-version", "3.6"]).Code, Is.Zero);
    }

    [Test]
    public void A_variable_that_is_given_wins_over_its_default()
    {
        using Bench bench = new Bench().With("mine.s3c", "# let: bucket=b\ndeploy provider\ndeploy requirer bucket=${bucket}\nintegrate provider requirer\nsettle\nexpect databag requirer provider bucket=given\n");

        Assert.That(bench.Run("run", "@mine.s3c").Code, Is.EqualTo(1));
        Assert.That(bench.Run("run", "@mine.s3c", "--let", "bucket=given").Code, Is.Zero);
        Assert.That(bench.Seen("run", "@mine.s3c", "--let", "bucket=wrong"), Does.Contain("run mine.s3c --let bucket=wrong --verbose"), "what to type next says it too");
    }

    [Test]
    public void A_folder_is_run_without_the_parts_that_its_scripts_include()
    {
        using Bench bench = new Bench().With("a/one.s3c", "include ../_begin.s3c\nexpect quiet\n").With("_begin.s3c", "deploy provider\nsettle\n");

        Assert.That(bench.Run("run", "@.").Out, Does.StartWith("pass          a/one\n\n1 script: 1 as expected"));
    }

    [Test]
    public void Own_scripts_are_run_beside_the_course()
    {
        using Bench bench = new Bench().With("own/mine.s3c", Bench.Life + "expect nothing\n");

        string seen = bench.Seen("check", "reference", "--role", "provider", "--cases", "0", "--scripts", "@own", "--verbose");

        Assert.That(seen, Does.Contain("pass          rotation/reaches-every-unit"));
        Assert.That(seen, Does.Contain("fail          mine  line 11: something noteworthy happened").And.Contain("\n        - expect nothing\n"));
    }
}
