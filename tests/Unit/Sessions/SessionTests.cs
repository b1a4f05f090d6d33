using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Sessions;

namespace S3Contract.Tests.Unit.Sessions;

/// <summary>What a session makes of the lines typed into it.</summary>
public sealed class SessionTests
{
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    private static ScriptSession NewSession() => new(s_cast, RunOptions.Default);

    [Test]
    public void An_expectation_that_does_not_hold_leaves_the_session_as_it_was()
    {
        using ScriptSession session = NewSession();
        session.Enter("deploy provider");
        session.Enter("settle");

        SessionAnswer answer = session.Enter("expect provider/0 write");

        Assert.That(answer.Kept, Is.False);
        Assert.That(session.Lines, Is.EqualTo(["deploy provider", "settle"]));
        Assert.That(session.Enter("expect provider/0 hook start").Kept, Is.True, "what is looked at is still the same");
    }

    [Test]
    public void An_expectation_looks_at_what_the_last_hooks_did()
    {
        using ScriptSession session = NewSession();
        foreach (string line in new[] { "deploy provider --units 2", "settle", "elect provider/1", "settle" })
        {
            session.Enter(line);
        }

        Assert.That(session.Enter("expect provider/0 hook install").Kept, Is.False, "that was the settle before");
        Assert.That(session.Enter("expect provider/1 hook leader-elected").Kept, Is.True);
    }

    [Test]
    public void Variables_and_includes_work_as_in_a_file()
    {
        using ScriptSession session = NewSession();
        session.Enter("# let: bucket=backups");
        session.Enter("deploy provider");

        Assert.That(session.Enter("deploy requirer bucket=${bucket}").Errors, Is.Empty);
        Assert.That(session.Enter("deploy requirer-b bucket=${bukcet}").Errors.Single().Suggestion, Is.EqualTo("${bucket}"));
        Assert.That(session.Enter("include no/such.s3c").Errors.Single().Message, Does.Contain("does not exist"));
        Assert.That(session.Lines, Has.Count.EqualTo(3));
    }
}
