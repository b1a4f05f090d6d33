using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>What is put in the place of an expectation can be read and holds.</summary>
public sealed class AcceptTests
{
    private static readonly ScriptRunner s_runner = new(
        new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer)),
        new RunOptions { StopAtFailure = false });

    // The last group sees two rotations, and nothing on the provider that follows.
    private const string Life = """
        deploy provider --units 2
        deploy requirer --units 2 bucket=backups
        integrate provider requirer
        settle
        expect quiet
        issue provider access-key=AK1 secret-key=SK1
        settle
        issue provider access-key=AK2 secret-key=SK2
        settle

        """;

    [TestCase("expect only provider/1 credentials-requested", "! expect provider/1 credentials-requested\nexpect only databag provider requirer access-key=AK2 bucket=backups secret-key=SK2\nexpect only requirer/* credentials-changed access-key=AK2 bucket=backups secret-key=SK2")]
    [TestCase("expect requirer/* credentials-changed access-key=AK1", "expect requirer/* credentials-changed access-key=AK2")]
    [TestCase("! expect requirer/* credentials-changed access-key=AK1", "expect requirer/* credentials-changed access-key=AK2")]
    [TestCase("expect requirer/* credentials-changed access-key=AK3 times=2", "expect requirer/* credentials-changed access-key=AK2 times=1")]
    [TestCase("expect requirer/* credentials-changed access-key=AK1 times=2", "expect requirer/* credentials-changed access-key=AK1 times=1")]
    [TestCase("expect provider/* write", "expect provider/0 write\n! expect provider/1 write")]
    [TestCase("! expect provider/* write", "expect provider/0 write\n! expect provider/1 write")]
    [TestCase("expect nothing", "expect only databag provider requirer access-key=AK2 bucket=backups secret-key=SK2\nexpect only requirer/* credentials-changed access-key=AK2 bucket=backups secret-key=SK2")]
    public void What_was_accepted_holds(string line, string becomes)
    {
        Assert.That(Accepted(Life + line), Is.EqualTo(Life + becomes));
        Assert.That(Accepted(Life + becomes), Is.EqualTo(Life + becomes));
    }

    [TestCase("expect only provider/1 credentials-requested", "expect nothing")]
    [TestCase("expect? only provider/1 credentials-requested", "expect? nothing")]
    [TestCase("expect only provider/* error", "expect nothing")]
    [TestCase("expect only quiet", "! expect quiet\nexpect nothing")]
    [TestCase("expect only provider/1 leader", "! expect provider/1 leader\nexpect nothing")]
    [TestCase("expect provider/* error", "! expect provider/* error")]
    public void Where_nothing_happened_a_closed_world_stays_closed(string line, string becomes) =>
        Assert.That(Accepted("deploy provider --units 2\n" + line), Is.EqualTo("deploy provider --units 2\n" + becomes));

    private static string Accepted(string text)
    {
        ScriptParse read = ScriptParser.Parse(text, "x.s3c");
        Assert.That(read.Errors, Is.Empty);
        return ScriptAccept.Rewrite(text, s_runner.Run(read.Script));
    }
}
