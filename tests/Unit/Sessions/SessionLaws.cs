using FsCheck;
using FsCheck.Fluent;
using S3Contract.Charms;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Conformance.ReferenceCharms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Scripts.Sessions;

namespace S3Contract.Tests.Unit.Sessions;

/// <summary>What holds of every session, whatever is typed in it. The lines are drawn as those of a campaign are.</summary>
public sealed class SessionLaws
{
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));

    // A provider under test and a requirer that is not: so the requirer misbehaves as well.
    private static readonly CampaignScope s_scope = new() { ProviderUnderTest = true, RequirerUnderTest = false, SmallWorlds = true, MostDraws = 8 };

    private static ScriptSession NewSession() => new(s_cast, RunOptions.Default);

    private static string Databags(ScriptSession session) => string.Join('\n', session.World.Relations.SelectMany(relation =>
        new[] { relation.Provider, relation.Requirer }.SelectMany(application => session.World.UnitsOf(application)
            .Select(unit => $"{relation.Id} {unit} {Text(session.World.UnitDatabag(relation.Id, unit))}")
            .Prepend($"{relation.Id} {application} {Text(session.World.ApplicationDatabag(relation.Id, application))}"))));

    private static string Text(Databag bag) => string.Join(' ', bag.Keys.Select(key => $"{key}={bag.Get(key)}"));

    private static Property ForScripts(Func<Script, bool> law) => Prop.ForAll(ScriptGenerator.Arbitrary(s_scope), law);

    [Test]
    public void To_do_a_thing_and_undo_it_is_to_do_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(10),
        ForScripts(script =>
        {
            using ScriptSession session = NewSession();
            foreach (ScriptCommand command in script.Commands)
            {
                (string databags, World world, int steps) = (Databags(session), session.World, session.Steps.Count);
                session.Enter(ScriptPrinter.Print(command));
                session.Undo();
                if (!string.Equals(Databags(session), databags, StringComparison.Ordinal)
                    || !session.World.Fingerprint.Equals(world.Fingerprint)
                    || session.Steps.Count != steps)
                {
                    return false;
                }

                session.Enter(ScriptPrinter.Print(command));
            }

            return true;
        }));

    [Test]
    public void A_saved_session_is_a_script_that_passes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        ForScripts(script =>
        {
            using ScriptSession session = NewSession();
            foreach (ScriptCommand command in script.Commands)
            {
                session.Enter(ScriptPrinter.Print(command));
            }

            SessionScript saved = session.ToScript("saved.s3c");
            ScriptParse parse = ScriptParser.Parse(saved.Text, "saved.s3c");
            ScriptRun run = new ScriptRunner(s_cast, RunOptions.Default).Run(parse.Script);
            return saved.Errors.Count == 0
                && run.Verdict == ScriptVerdict.Passed
                && run.Expectations.Count > 0
                && string.Equals(ScriptFormatter.Format(parse.Script), saved.Text, StringComparison.Ordinal);
        }));

    [Test]
    public void A_session_goes_as_the_script_of_its_lines_goes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30),
        ForScripts(script =>
        {
            using ScriptSession session = NewSession();
            foreach (ScriptCommand command in script.Commands)
            {
                session.Enter(ScriptPrinter.Print(command));
            }

            ScriptRun run = new ScriptRunner(s_cast, RunOptions.Default with { LetTimersFire = false }).Run(script);
            return run.Trace.Steps.Count == session.Steps.Count;
        }));

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
