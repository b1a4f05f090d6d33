using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>Every expectation can hold and can fail.</summary>
public sealed class ExpectationTests
{
    private static readonly ScriptRunner s_runner = new(
        new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer)),
        RunOptions.Default);

    private const string Life = """
        deploy provider --units 2
        deploy requirer --units 2 bucket=backups
        integrate provider requirer
        settle
        expect quiet
        issue provider access-key=AK1 secret-key=SK1
        run provider/1 issue access-key=no
        settle

        """;

    [TestCase("expect requirer/* credentials-changed", true)]
    [TestCase("expect requirer/* credentials-changed access-key=AK1 bucket=backups region=", true)]
    [TestCase("expect requirer/* credentials-changed access-key=AK2", false)]
    [TestCase("expect requirer/* credentials-changed times=1", true)]
    [TestCase("expect requirer/* credentials-changed times=2", false)]
    [TestCase("expect requirer/* credentials-gone times=0", true)]
    [TestCase("! expect requirer/* credentials-gone", true)]
    [TestCase("! expect requirer/* credentials-changed", false)]
    [TestCase("! expect requirer/* credentials-changed access-key=AK2", true)]
    [TestCase("expect requirer-b/* credentials-changed", false)]
    [TestCase("expect databag provider requirer access-key=AK1 secret-key=SK1 region=", true)]
    [TestCase("expect databag provider requirer access-key=AK1 secret-key=SK2", false)]
    [TestCase("expect databag requirer provider bucket=backups", true)]
    [TestCase("! expect databag provider requirer access-key=AK1 secret-key=SK2", true)]
    [TestCase("! expect databag provider requirer access-key=AK1", false)]
    [TestCase("expect databag provider requirer-b access-key=AK1", false)]
    [TestCase("expect provider/0 write", true)]
    [TestCase("expect provider/leader write", true)]
    [TestCase("expect provider/* write", false)]
    [TestCase("! expect provider/1 write", true)]
    [TestCase("! expect provider/* write", false)]
    [TestCase("! expect provider/* refused", true)]
    [TestCase("expect provider/0 refused", false)]
    [TestCase("! expect provider/* error", true)]
    [TestCase("expect provider/0 error", false)]
    [TestCase("expect requirer/* hook s3-relation-changed", true)]
    [TestCase("expect requirer/* hook relation-changed", true)]
    [TestCase("expect requirer/* hook relation-broken", false)]
    [TestCase("expect provider/0 action issue completed", true)]
    [TestCase("expect provider/0 action issue failed", false)]
    [TestCase("expect provider/1 action issue failed", true)]
    [TestCase("expect provider/1 action sync failed", false)]
    [TestCase("expect provider/0 leader", true)]
    [TestCase("expect provider/1 leader", false)]
    [TestCase("expect provider/0 status active", false)]
    [TestCase("expect quiet", true)]
    [TestCase("! expect quiet", false)]
    [TestCase("expect nothing", false)]
    [TestCase("! expect nothing", true)]
    [TestCase("expect only requirer/* credentials-changed\nexpect only databag provider requirer access-key=AK1", true)]
    [TestCase("expect only requirer/* credentials-changed", false)]
    [TestCase("expect only databag provider requirer access-key=AK1", false)]
    public void After_credentials_were_issued(string lines, bool holds)
    {
        ScriptRun run = s_runner.Run(ScriptParser.Parse(Life + lines + "\n", "x.s3c").Script);

        Assert.That(run.Verdict, Is.EqualTo(holds ? ScriptVerdict.Passed : ScriptVerdict.Failed), run.Reason);
    }

    [TestCase("expect nothing", true)]
    [TestCase("expect requirer/* credentials-changed", false)]
    [TestCase("expect provider/0 write", false)]
    [TestCase("expect databag provider requirer access-key=AK1", true)]
    public void The_window_begins_after_the_last_group_of_expectations(string line, bool holds)
    {
        ScriptRun run = s_runner.Run(ScriptParser.Parse(Life + "expect quiet\nsettle\n" + line + "\n", "x.s3c").Script);

        Assert.That(run.Verdict, Is.EqualTo(holds ? ScriptVerdict.Passed : ScriptVerdict.Failed), run.Reason);
    }

    [Test]
    public void What_did_not_hold_is_told_with_what_was_observed_instead()
    {
        ScriptRun run = s_runner.Run(ScriptParser.Parse(Life + "expect requirer/* credentials-changed access-key=AK2\n", "x.s3c").Script);
        ExpectationResult result = run.Expectations[^1];

        Assert.That(result.Reason, Is.EqualTo("requirer/0, requirer/1: it was not so"));
        Assert.That(result.Observed.Select(observed => (observed.Subject, observed.Fields[0].Value)), Is.EqualTo([("requirer/0", "AK1"), ("requirer/1", "AK1")]));
        Assert.That(result.Steps, Is.EqualTo(result.Observed.Select(observed => observed.Step!.Value)));
    }

    [Test]
    public void Accepting_rewrites_only_the_lines_that_did_not_hold()
    {
        const string wrong = """
              expect   requirer/*   credentials-changed access-key=AK2   # the key
            expect databag provider requirer access-key=AK1

            expect provider/0 action issue failed
            """;
        const string right = """
              expect requirer/* credentials-changed access-key=AK1 # the key
            expect databag provider requirer access-key=AK1

            expect provider/0 action issue completed
            """;
        Script script = ScriptParser.Parse(Life + wrong, "x.s3c").Script;
        ScriptRunner runner = new(
            new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer)),
            new RunOptions { StopAtFailure = false });

        Assert.That(ScriptAccept.Rewrite(Life + wrong, runner.Run(script)), Is.EqualTo(Life + right));
    }
}
