using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Expecting;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>What the runner makes of a script.</summary>
public sealed class RunnerTests
{
    private static readonly Player s_provider = new(ReferenceProvider.Subject, ReferenceProfiles.Provider);
    private static readonly Player s_requirer = new(ReferenceRequirer.Subject, ReferenceProfiles.Requirer);
    private static readonly Cast s_cast = new(s_provider, s_requirer);

    private const string Start = "deploy provider\ndeploy requirer\nintegrate provider requirer\nsettle\n";
    private const string Issue = "issue provider bucket=b access-key=AK1 secret-key=SK1\nsettle\n";

    [Test]
    public void What_is_issued_is_recorded_and_carried_out_by_the_profile()
    {
        ScriptRun run = Run(Start + Issue + "expect databag provider requirer access-key=AK1\n");

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason);
        Assert.That(Changes<CredentialsIssued>(run).Single().Fields.Get("secret-key"), Is.EqualTo("SK1"));
        Assert.That(Changes<ActionQueued>(run).Single().Action, Is.EqualTo("issue"));
    }

    [Test]
    public void Every_step_carries_the_line_of_the_script_that_caused_it()
    {
        ScriptRun run = Run("# comment\n\ndeploy provider\n\nsettle\n");

        Assert.That(
            run.Trace.Steps.Select(step => step.Line).Distinct(), Is.EqualTo([3, 5, 0]), "0: the timers that fire at the end, which no line caused");
    }

    [Test]
    public void A_hard_expectation_that_does_not_hold_ends_the_script_and_a_soft_one_does_not()
    {
        ScriptRun hard = Run(Start + "expect requirer/0 credentials-changed\nexpect quiet\n" + Issue);
        ScriptRun soft = Run(Start + "expect? requirer/0 credentials-changed\nexpect quiet\n" + Issue);

        Assert.That((hard.Verdict, hard.StoppedAt, hard.Expectations.Count), Is.EqualTo((ScriptVerdict.Failed, 5, 1)));
        Assert.That((soft.Verdict, soft.StoppedAt, soft.Expectations.Count), Is.EqualTo((ScriptVerdict.Failed, (int?)null, 2)));
        Assert.That(Changes<CredentialsIssued>(soft), Is.Not.Empty);
        Assert.That(Changes<CredentialsIssued>(hard), Is.Empty);
    }

    [Test]
    public void Where_the_steps_are_judged_a_failed_expectation_does_not_shorten_the_life()
    {
        ScriptRun run = Run(Start + "expect requirer/0 credentials-changed\n" + Issue, options: new RunOptions { StopAtFailure = false });

        Assert.That((run.Verdict, run.StoppedAt), Is.EqualTo((ScriptVerdict.Failed, (int?)null)));
        Assert.That(Changes<CredentialsIssued>(run), Is.Not.Empty);
    }

    [Test]
    public void What_does_not_come_about_behind_a_line_that_was_not_carried_out_cannot_be_told()
    {
        var cast = new Cast(new Player(ReferenceProvider.Subject, new CharmProfile()), s_requirer);
        ScriptRun behind = Run(Start + Issue + "expect databag provider requirer access-key=AK1\n", cast);
        ScriptRun before = Run(Start + "expect? databag provider requirer access-key=AK1\n" + Issue, cast);

        Assert.That(behind.Verdict, Is.EqualTo(ScriptVerdict.Inconclusive));
        Assert.That(behind.Expectations.Single().Reason, Does.EndWith(", but line 5 could not be carried out"));
        Assert.That(before.Verdict, Is.EqualTo(ScriptVerdict.Failed));
    }

    [TestCase("issue provider access-key=A", "line 5: charm reference-provider cannot issue: its profile has no lines under \"issue\"")]
    [TestCase("set provider/0 region=x", "line 5: the profile has no line for region (set:)")]
    [TestCase("write provider a=b", "line 5: charm reference-provider cannot write to order: only the reference charms do")]
    [TestCase("deploy provider-b bucket=b", "line 5: charm reference-provider cannot be deployed with bucket: it has no such option, and no lines for it under set: in its profile")]
    public void What_a_charm_cannot_do_is_not_carried_out_and_never_passes(string line, string reason)
    {
        var cast = new Cast(new Player(ReferenceProvider.Subject, new CharmProfile()), s_requirer);
        ScriptRun run = Run(Start + line + "\nsettle\nexpect quiet\n", cast);

        Assert.That((run.Verdict, run.Reason), Is.EqualTo((ScriptVerdict.Inconclusive, reason)));
        Assert.That(Changes<CredentialsIssued>(run), Is.Empty);
        Assert.That(Changes<ActionQueued>(run), Is.Empty);
    }

    [Test]
    public void A_field_that_no_line_of_the_profile_hands_over_is_not_expected_of_the_charm()
    {
        var profile = new CharmProfile { Issue = [new ProfileLine("run ${leader} issue access-key=${access-key} secret-key=${secret-key}")] };
        ScriptRun run = Run(
            Start + "issue provider access-key=AK1 secret-key=SK1 region=x\nsettle\nexpect databag provider requirer region=x\n",
            new Cast(new Player(ReferenceProvider.Subject, profile), s_requirer));

        Assert.That((run.Verdict, run.Reason), Is.EqualTo((ScriptVerdict.Inconclusive, "line 5: the profile has no line for region (issue:)")));
    }

    [Test]
    public void An_issue_to_one_requirer_needs_a_line_that_names_the_relation()
    {
        var profile = new CharmProfile { Issue = [new ProfileLine("run ${leader} issue ${fields}")] };
        ScriptRun run = Run(Start + "issue provider requirer access-key=A\n", new Cast(s_provider with { Profile = profile }, s_requirer));

        Assert.That(run.Reason, Does.Contain("no line under issue: in its profile uses ${relation}"));
    }

    [Test]
    public void A_line_of_a_profile_is_left_out_when_a_variable_in_it_has_no_value()
    {
        var profile = new CharmProfile { Issue = [new ProfileLine("run ${leader} issue region=${region}"), new ProfileLine("run ${leader} issue access-key=${access-key}")] };
        ScriptRun run = Run(Start + "issue provider access-key=A\n", new Cast(s_provider with { Profile = profile }, s_requirer));

        Assert.That(Changes<ActionQueued>(run).Single().Parameters, Is.EqualTo([new KeyValuePair<string, string>("access-key", "A")]));
    }

    [Test]
    public void A_field_that_is_taken_back_goes_by_the_lines_under_reset_if_there_are_any()
    {
        var profile = new CharmProfile
        {
            Set = new Dictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal) { ["bucket"] = [new ProfileLine("config ${app} bucket=${value}")] },
            Reset = new Dictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal) { ["bucket"] = [new ProfileLine("config ${app} --reset bucket")] },
        };
        ScriptRun run = Run(
            Start + "set requirer/0 bucket=b\nset requirer/0 bucket=\n", new Cast(s_provider, s_requirer with { Profile = profile }));

        ConfigChanged[] changes = [.. Changes<ConfigChanged>(run)];
        Assert.That(changes.Select(change => change.Reset?.Single()), Is.EqualTo([null, "bucket"]));
        Assert.That(changes[1].Handover?.Fields, Is.EqualTo([new KeyValuePair<string, string>("bucket", "")]), "the machine is told of the field");
    }

    [Test]
    public void A_field_that_is_issued_empty_goes_by_the_lines_under_reset_too()
    {
        var profile = new CharmProfile
        {
            Issue = [new ProfileLine("run ${leader} issue region=${region}"), new ProfileLine("run ${leader} issue access-key=${access-key}")],
            Reset = new Dictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal) { ["region"] = [new ProfileLine("run ${leader} issue path=${field}")] },
        };
        ScriptRun run = Run(Start + "issue provider access-key=A region=\n", new Cast(s_provider with { Profile = profile }, s_requirer));

        Assert.That(Changes<ActionQueued>(run).Select(action => action.Parameters.Single()), Is.EqualTo(new KeyValuePair<string, string>[] { new("access-key", "A"), new("path", "region") }));
    }

    [Test]
    public void More_relations_than_a_charm_allows_cannot_be_asked_of_it()
    {
        var single = new Cast(s_provider, s_requirer with { Charm = new OneRelation(ReferenceRequirer.Subject) });
        ScriptRun run = Run(Start + "deploy provider-b\nintegrate provider-b requirer\nsettle\nexpect requirer/0 hook s3-relation-created\n", single);

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Inconclusive));
        Assert.That(run.Reason, Is.EqualTo("line 6: charm reference-requirer cannot have more relations on s3: its metadata says limit: 1"));
    }

    [Test]
    public void A_wrong_line_of_a_profile_is_reported_at_its_place_in_the_profile()
    {
        var profile = new CharmProfile { File = "s3contract.yaml", Issue = [new ProfileLine("rnu ${leader} issue", 7, 5)] };
        ScriptRun run = Run(Start + "issue provider access-key=A\n", new Cast(s_provider with { Profile = profile }, s_requirer));

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Invalid));
        Assert.That(run.Reason, Does.StartWith("s3contract.yaml:7:5: unknown command \"rnu\". Did you mean \"run\"?"));
    }

    [Test]
    public void A_process_that_shows_no_events_leaves_expectations_about_them_open_and_the_others_count()
    {
        var silent = new Cast(s_provider, s_requirer with { Charm = new SilentProcess(ReferenceRequirer.Subject) });
        ScriptRun open = Run(Start + Issue + "expect requirer/* credentials-changed\nexpect databag provider requirer access-key=AK1\n", silent);
        ScriptRun failed = Run(Start + Issue + "expect requirer/* credentials-changed\nexpect databag provider requirer access-key=AK2\n", silent);

        Assert.That(open.Expectations.Select(result => result.Outcome), Is.EqualTo([ExpectationOutcome.Inconclusive, ExpectationOutcome.Held]));
        Assert.That(open.Verdict, Is.EqualTo(ScriptVerdict.Inconclusive));
        Assert.That(open.Reason, Does.StartWith("line 7: charm reference-requirer showed no event credentials-changed"));
        Assert.That(failed.Verdict, Is.EqualTo(ScriptVerdict.Failed));
    }

    [Test]
    public void That_a_silent_process_did_not_emit_is_no_proof_either()
    {
        var silent = new Cast(s_provider, s_requirer with { Charm = new SilentProcess(ReferenceRequirer.Subject) });

        Assert.That(Run(Start + "! expect requirer/* credentials-gone\n", silent).Verdict, Is.EqualTo(ScriptVerdict.Inconclusive));
    }

    [TestCase("[process] elect provider/1", false)]
    [TestCase("[!process] elect provider/1", true)]
    [TestCase("[in-process] [events-visible] elect provider/1", true)]
    [TestCase("[in-process] [!events-visible] elect provider/1", false)]
    [TestCase("[role:provider] elect provider/1", true)]
    [TestCase("[role:requirer] elect provider/1", false)]
    public void Conditions_in_front_of_a_line_add_up(string line, bool runs)
    {
        ScriptRun run = Run("deploy provider --units 2\n" + line + "\n", options: new RunOptions { UnderTest = Roles.Provider });

        Assert.That(run.Trace.Steps.Any(step => step.Line == 2), Is.EqualTo(runs));
    }

    [Test]
    public void A_script_whose_needs_are_not_met_is_not_run()
    {
        ScriptRun run = Run("# needs: [process]\ndeploy provider\n");

        Assert.That((run.Verdict, run.Reason), Is.EqualTo((ScriptVerdict.Inconclusive, "the script needs [process]")));
        Assert.That(run.Trace.Steps, Is.Empty);
    }

    [Test]
    public void Variables_come_from_the_header_the_examples_and_the_caller_who_wins()
    {
        const string text = "# let: a=1 n=1\n# examples:\n#   | a |\n#   | 2 |\n#   | 3 |\ndeploy provider --units ${a}\nadd-unit provider -n ${n}\n";
        Dictionary<string, string> given = new(StringComparer.Ordinal) { ["n"] = "4" };

        Assert.That(Changes<UnitAdded>(Run(text)).Count(), Is.EqualTo(3));
        Assert.That(Changes<UnitAdded>(Run(text, options: new RunOptions { Row = 1 })).Count(), Is.EqualTo(4));
        Assert.That(Changes<UnitAdded>(Run(text, options: new RunOptions { Variables = given })).Count(), Is.EqualTo(6));
    }

    [Test]
    public void Fake_values_depend_on_the_seed_alone()
    {
        const string text = "# let: key=fake:access-key\ndeploy provider\nsettle\nissue provider access-key=${key} secret-key=fake:secret-key\n";
        string one = Changes<CredentialsIssued>(Run(text)).Single().Fields["access-key"];
        string again = Changes<CredentialsIssued>(Run(text)).Single().Fields["access-key"];
        string other = Changes<CredentialsIssued>(Run(text, options: new RunOptions { Seed = 7 })).Single().Fields["access-key"];

        Assert.That(again, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public void A_script_with_errors_is_not_run()
    {
        ScriptRun run = Run("deploy provider\ndeplyo requirer\n");

        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Invalid));
        Assert.That(run.Trace.Steps, Is.Empty);
    }

    [Test]
    public void A_cancelled_run_ends_by_saying_so() =>
        Assert.That(() => new ScriptRunner(s_cast, RunOptions.Default).Run(ScriptParser.Parse(Start, "x.s3c").Script, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Indices_are_taken_modulo_the_units_there_are_and_what_names_nothing_is_refused()
    {
        ScriptRun run = Run("deploy provider --units 2\nelect provider/3\nelect requirer/0\n");

        Assert.That(Changes<LeaderMoved>(run).Last().To, Is.EqualTo(new UnitName("provider", 1)));
        Assert.That(Changes<OperationRefused>(run).Count(), Is.EqualTo(1));
    }

    [Test]
    public void The_same_script_takes_the_same_steps()
    {
        const string text = Start + Issue + "add-unit requirer\nelect requirer/1\nsettle order=1,0,2\n";

        Assert.That(
            Run(text).Trace.Steps.OfType<HookStep>().Select(step => (step.Unit, step.Hook.Name, step.Outcome)),
            Is.EqualTo(Run(text).Trace.Steps.OfType<HookStep>().Select(step => (step.Unit, step.Hook.Name, step.Outcome))));
    }

    private static ScriptRun Run(string text, Cast? cast = null, RunOptions? options = null) =>
        new ScriptRunner(cast ?? s_cast, options ?? RunOptions.Default).Run(ScriptParser.Parse(text, "x.s3c").Script);

    private static IEnumerable<T> Changes<T>(ScriptRun run) =>
        run.Trace.Steps.OfType<ModelStep>().Select(step => step.Change).OfType<T>();

    /// <summary>A charm as a process that never says which events it emits.</summary>
    private sealed class OneRelation(ICharmSubject charm) : ICharmSubject
    {
        public CharmMetadata Metadata => charm.Metadata with { Endpoints = [.. charm.Metadata.Endpoints.Select(endpoint => endpoint with { Limit = 1 })] };

        public string Host => charm.Host;

        public IUnitHost CreateUnit(UnitName unit) => charm.CreateUnit(unit);
    }

    private sealed class SilentProcess(ICharmSubject charm) : ICharmSubject
    {
        public CharmMetadata Metadata => charm.Metadata;

        public string Host => "process";

        public IUnitHost CreateUnit(UnitName unit) => new InProcessCharm(Metadata, context => new ReferenceRequirer(context with { EventEmitted = null }));
    }
}
