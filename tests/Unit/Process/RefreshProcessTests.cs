using S3Contract.Charms;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A charm that is a process is refreshed: from a script, to the same folder and to another.</summary>
[TestFixture]
internal sealed class RefreshProcessTests
{
    private string _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("refresh-").FullName;
        Charm("one", "echo one >>kept; echo changed >notes");
        Charm("two", "[ \"$JUJU_HOOK_NAME\" != upgrade-charm ] || [ -e tried ] || { touch tried; echo lost >>kept; }\nstatus-set active \"$(tr '\\n' ' ' <kept)$(cat notes)\"");
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_other_revision_finds_what_the_charm_kept_and_its_own_files()
    {
        ScriptRun run = Run("deploy provider\nsettle max=1\nrefresh provider two\nsettle\nexpect provider/0 hook upgrade-charm\nexpect provider/0 status active\n");
        Assert.That(run.Verdict, Is.EqualTo(ScriptVerdict.Passed), run.Reason);
        HookStep upgrade = run.Trace.Steps.OfType<HookStep>().Single(step => step.Hook.Kind == HookKind.UpgradeCharm);
        Assert.That(upgrade.Entries.OfType<StatusChanged>().Single().Message, Is.EqualTo("one one lost notes of two"));
    }

    [Test]
    public void A_crash_in_the_upgrade_brings_back_what_the_charm_kept_and_not_the_old_code()
    {
        ScriptRun run = Run("deploy provider\nsettle max=1\nrefresh provider two\nstep provider/0\ncrash provider/0\nsettle\n");
        Assert.That(
            run.Trace.Steps.OfType<HookStep>().Where(step => step.Hook.Kind == HookKind.UpgradeCharm).Select(step => (step.Outcome, step.Entries.OfType<StatusChanged>().Single().Message)),
            Is.EqualTo(new[] { (HookOutcome.Killed, "one one lost notes of two"), (HookOutcome.Committed, "one one lost notes of two") }));
    }

    [Test]
    public void The_same_charm_once_more_gets_its_files_anew()
    {
        ScriptRun run = Run("deploy provider\nsettle max=1\nrefresh provider\nrefresh provider two\nsettle\n");
        Assert.That(run.Trace.Steps.OfType<HookStep>().Count(step => step.Hook.Kind == HookKind.UpgradeCharm), Is.EqualTo(1), "two refreshes, one upgrade");
    }

    [Test]
    public void A_folder_that_holds_no_charm_is_an_error_of_the_script_with_its_place()
    {
        ScriptRun run = Run("deploy provider\nrefresh provider three\nsettle\n");
        Assert.That(run.Errors.Single().ToString(), Does.StartWith($"{Path.Combine(_folder, "script.s3c")}:2:1: {Path.Combine(_folder, "three")}: there is no such folder or file"));
        Assert.That(run.Trace.Steps.OfType<HookStep>(), Is.Empty);
    }

    [Test]
    public void A_charm_that_runs_in_this_process_comes_from_no_folder()
    {
        ScriptRun run = Run("deploy requirer\nrefresh requirer two\nsettle\n");
        Assert.That(run.Shortfalls.Single().ToString(), Does.Contain("cannot be refreshed from a folder"));
    }

    private ScriptRun Run(string text)
    {
        string file = Path.Combine(_folder, "script.s3c");
        File.WriteAllText(file, text);
        using var charm = ProcessCharm.Open(Path.Combine(_folder, "one"), ExampleCharms.Options);
        var cast = new Cast(new Player(charm, charm.Profile), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));
        ScriptParse parse = ScriptFiles.Load(file);
        Assert.That(parse.Errors, Is.Empty);
        return new ScriptRunner(cast, new RunOptions()).Run(parse.Script);
    }

    private void Charm(string name, string lines)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "metadata.yaml"), "name: script\nprovides:\n  s3: {interface: s3}\n");
        File.WriteAllText(Path.Combine(folder, "notes"), $"notes of {name}");
        string dispatch = Path.Combine(folder, "dispatch");
        File.WriteAllText(dispatch, $"#!/bin/sh\n{lines}\n");
        File.SetUnixFileMode(dispatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
