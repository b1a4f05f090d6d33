using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Tests.Unit.Profile;

/// <summary>What a profile names and its charm does not have is told before anything runs.</summary>
internal sealed class ProfileCheckTests
{
    private static readonly CharmMetadata s_charm = new("x", [new CharmEndpoint("s3", EndpointRole.Provider, "s3")])
    {
        Config = [new ConfigOption("bucket", "string"), new ConfigOption("region", "string")],
        Actions =
        [
            new CharmAction("sync-keys")
            {
                Schema = new ParameterSchema { Properties = [new("access-key", new ParameterSchema()), new("secret-key", new ParameterSchema())] },
            },
            new CharmAction("anything"),
        ],
    };

    [TestCase("issue:\n  - config ${app} buket=${bucket}", "p.yaml:2:19: the charm has no option \"buket\". Did you mean \"bucket\"? Expected one of bucket, region")]
    [TestCase("setup: config ${app} mode=testing", "p.yaml:1:22: the charm has no option \"mode\"; expected one of bucket, region")]
    [TestCase("issue:\n  - run ${leader} sync-kyes", "p.yaml:2:19: the charm has no action \"sync-kyes\". Did you mean \"sync-keys\"? Expected one of sync-keys, anything")]
    [TestCase("issue:\n  - run ${app}/0 sync-keys acces-key=${access-key}", "p.yaml:2:28: the charm has no parameter \"acces-key\". Did you mean \"access-key\"? Expected one of access-key, secret-key")]
    [TestCase("set:\n  region: config ${app} region=${vlaue}", "p.yaml:2:32: unknown variable \"vlaue\". Did you mean \"value\"?")]
    [TestCase("reset:\n  region: config ${app} --reset bucket,regoin", "p.yaml:2:33: the charm has no option \"regoin\". Did you mean \"region\"? Expected one of bucket, region")]
    [TestCase("issue:\n  - confg ${app} bucket=b", "p.yaml:2:5: ")]
    [TestCase("issue:\n  - deploy requirer", "p.yaml:2:5: a command that a profile may not use")]
    [TestCase("waive:\n  live.answred: because", "p.yaml:2:3: unknown clause \"live.answred\" under \"waive\". Did you mean \"live.answered\"?")]
    [TestCase("waive:\n  my.own: because", "p.yaml:2:3: unknown clause \"my.own\" under \"waive\"; s3contract explain lists them")]
    public void What_there_is_not_is_told_with_its_place_and_the_nearest_that_there_is(string text, string problem)
    {
        IReadOnlyList<FileProblem> problems = Problems(text);

        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That(problems[0].ToString(), Does.StartWith(problem));
    }

    [TestCase("issue:\n  - config ${app} bucket=${bucket}\n  - run ${leader} sync-keys access-key=${access-key} secret-key=${secret-key}\n  - settle")]
    [TestCase("issue: run ${leader} anything ${fields} relation=${relation}")]
    [TestCase("set:\n  attributes: config ${app} region=${attributes-csv}\n  tls-ca-chain: config ${app} region=${tls-ca-chain-base64}\n  path: run ${unit} anything ${field}=${value}")]
    [TestCase("reset: {region: \"config ${app} --reset region,bucket\"}")]
    [TestCase("setup:\n  - run requirer/0 whatever-it-has\n  - add-unit ${app}")]
    [TestCase("issue:\n  - add-secret ${app}-keys access-key=${access-key}\n  - update-secret keys a=${secret-key}\n  - grant-secret keys ${app}\n  - revoke-secret keys ${app}\n  - remove-secret keys\n  - config ${app} region=secret:${app}-keys")]
    [TestCase("waive: {live.answered: because, own.clause: because}")]
    public void What_fits_is_let_be(string text) => Assert.That(Problems(text, "own.clause"), Is.Empty);

    [Test]
    public void A_ready_made_profile_may_have_lines_for_options_that_a_charm_of_its_shape_lacks() =>
        Assert.That(() => ProfileCheck.Require(CharmProfileFile.Named("s3-integrator").Required(), s_charm), Throws.Nothing);

    [Test]
    public void A_profile_that_does_not_fit_is_refused_with_all_that_is_wrong() => Assert.That(
        () => ProfileCheck.Require(CharmProfileFile.Parse("setup: config ${app} a=b c=d\n", "p.yaml").Required(), s_charm),
        Throws.TypeOf<CharmProblem>().With.Message.Contains("p.yaml:1:22: ").And.Message.Contains("p.yaml:1:26: "));

    private static IReadOnlyList<FileProblem> Problems(string text, params string[] own) =>
        ProfileCheck.Problems(CharmProfileFile.Parse(text, "p.yaml").Required(), s_charm, own);
}
