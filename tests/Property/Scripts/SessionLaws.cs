using FsCheck.Fluent;
using S3Contract.Charms;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Sessions;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Scripts;

/// <summary>What holds of every session, whatever is typed in it. The lines are drawn as those of a campaign are.</summary>
public sealed class SessionLaws
{
    private static readonly Cast s_cast = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
    { Others = OwnKeysProvider.Players };

    // A provider under test and a requirer that is not: so the requirer misbehaves as well.
    private static readonly CampaignScope s_scope = new() { ProviderUnderTest = true, RequirerUnderTest = false, SmallWorlds = true, MostDraws = 8 };

    private static ScriptSession NewSession() => new(s_cast, RunOptions.Default);

    private static ScriptSession Played(Script script)
    {
        ScriptSession session = NewSession();
        foreach (ScriptCommand command in script.Commands)
        {
            session.Enter(ScriptPrinter.Print(command));
        }

        return session;
    }

    private static string Databags(ScriptSession session) => string.Join('\n', session.World.Relations.SelectMany(relation =>
        new[] { relation.Provider, relation.Requirer }.SelectMany(application => session.World.Find(application)!.Present
            .Select(unit => $"{relation.Id} {unit} {Text(session.World.UnitDatabag(relation.Id, unit))}")
            .Prepend($"{relation.Id} {application} {Text(session.World.ApplicationDatabag(relation.Id, application))}"))));

    private static string Text(Databag bag) => string.Join(' ', bag.Keys.Select(key => $"{key}={bag.Get(key)}"));

    private static FsCheck.Property ForScripts(Func<Script, bool> law) => Prop.ForAll(DrawnScripts.Arbitrary(s_scope), law);

    [Law(MaxTest = 10)]
    public FsCheck.Property To_do_a_thing_and_undo_it_is_to_do_nothing() =>
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
        });

    [Law(MaxTest = 60)]
    public FsCheck.Property A_saved_session_is_a_script_that_passes() =>
        ForScripts(script =>
        {
            using ScriptSession session = Played(script);

            SessionScript saved = session.ToScript("saved.s3c");
            ScriptParse parse = ScriptParser.Parse(saved.Text, "saved.s3c");
            ScriptRun run = new ScriptRunner(s_cast, RunOptions.Default).Run(parse.Script);
            return saved.Errors.Count == 0
                && run.Verdict == ScriptVerdict.Passed
                && run.Expectations.Count > 0
                && string.Equals(ScriptFormatter.Format(parse.Script), saved.Text, StringComparison.Ordinal);
        });

    [Law(MaxTest = 30)]
    public FsCheck.Property A_session_goes_as_the_script_of_its_lines_goes() =>
        ForScripts(script =>
        {
            using ScriptSession session = Played(script);

            ScriptRun run = new ScriptRunner(s_cast, RunOptions.Default with { LetTimersFire = false }).Run(script);
            return run.Trace.Steps.Count == session.Steps.Count;
        });
}
