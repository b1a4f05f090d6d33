using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>The shell over a pipe: lines in, text out.</summary>
public sealed class ShellTests
{
    private const string Related = "deploy provider\ndeploy requirer bucket=backups\nintegrate provider requirer\nsettle\n";
    private const string Issued = "issue provider access-key=AKIAIOSFODNN7EXAMPLE secret-key=wJalrXUtnFEMI\nsettle\n";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static CliRun Say(string lines, params string[] arguments) => CliRun.Of(new CliRun.Around { Input = lines }, ["shell", .. arguments]);

    [Test]
    public void A_session_shows_what_each_command_did()
    {
        CliRun run = Say(Related + "expect requirer/0 hook start\nexpect quiet\n" + Issued + "expect requirer/* credentials-changed bucket=backups\n");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
        Golden.Check(run.Out);
    }

    [Test]
    public void A_session_shows_units_databags_trace_and_script_with_secrets_masked()
    {
        CliRun run = Say(Related + Issued + "add-unit provider\nshow units\nshow databags\nshow script\nshow trace\nhistory\n");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Not.Contain("AKIA").And.Not.Contain("wJalr"));
        Golden.Check(run.Out);
    }

    [TestCase("3.6", "    14  provider/1 leader-settings-changed\n")]
    [TestCase("4.0", "    14  provider/1 config-changed\n")]
    public void A_session_is_in_the_Juju_that_was_asked_for(string juju, string line)
    {
        CliRun run = Say("deploy provider --units 2\nsettle\n", "--juju-version", juju);

        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Out, Does.Contain(line));
    }

    [Test]
    public void A_session_with_mistakes_goes_on_and_tells_each_on_a_line()
    {
        CliRun run = Say("deplyo provider\ndeploy provider\nelect provider/zero\nshow unit\nundo now\nundo\nundo\nhelp elcet\nsave\nshow units\n");

        Assert.That(run.Code, Is.EqualTo(2));
        Golden.Check(run.Out + run.Error);
    }

    [Test]
    public void An_expectation_that_does_not_hold_shows_what_was_observed_and_is_not_kept()
    {
        CliRun run = Say(Related + Issued + "expect requirer/* credentials-changed access-key=wJalrXUtnFEMI bucket=other\nshow script\n");

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Not.Contain("AKIA").And.Not.Contain("wJalr"));
        Assert.That(run.Out, Does.EndWith("""
              does not hold: requirer/0: it was not so
                - expect requirer/* credentials-changed access-key=‹secret-2› bucket=other
                + requirer/0 credentials-changed access-key=‹secret-1› bucket=backups (step 31)
              (not kept)
              deploy provider
              deploy requirer bucket=backups
              integrate provider requirer
              settle
              issue provider access-key=‹secret-1› secret-key=‹secret-2›
              settle

            """.ReplaceLineEndings("\n")), run.Out);
    }

    [Test]
    public void A_secret_that_only_an_expectation_names_is_masked_as_well()
    {
        CliRun run = Say(Related + Issued + "expect databag provider requirer secret-key=OnlyInThisLine123\n");

        Assert.That(run.Out, Does.Contain("secret-key=‹secret-3›").And.Not.Contain("OnlyInThisLine123"));
    }

    [Test]
    public void What_no_only_has_named_yet_is_told_until_it_is_named()
    {
        CliRun run = Say(Related + "expect only provider/leader credentials-requested bucket=backups\nexpect only databag requirer provider bucket=backups\nexpect only provider/0 write\n");

        Assert.That(run.Code, Is.Zero, run.Error);
        string[] told = [.. run.Out.Split('\n').Where(line => line.Contains("not named yet", StringComparison.Ordinal) || line.Contains("holds", StringComparison.Ordinal))];
        Assert.That(told, Has.Length.EqualTo(8), string.Join('\n', told));
        Assert.That(told[^1], Is.EqualTo("  holds"));
    }

    [Test]
    public void A_saved_session_passes_when_it_is_run()
    {
        string file = Path.Combine(_folder, "mine.s3c");

        CliRun session = Say("# A rotation.\n# covers: live.answered\n" + Related + "expect only provider/0 credentials-requested bucket=backups\n" + Issued
            + $"remove-relation provider requirer\nsettle\nsave {file}\n");
        CliRun run = CliRun.Of("run", file);

        Assert.That(session.Code, Is.Zero, session.Error);
        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Golden.Check(File.ReadAllText(file));
    }

    [Test]
    public void Save_writes_over_a_file_only_when_told()
    {
        string file = Path.Combine(_folder, "mine.s3c");
        File.WriteAllText(file, "mine");

        CliRun refused = Say($"deploy provider\nsettle\nsave {file}\n");
        string kept = File.ReadAllText(file);
        CliRun told = Say($"deploy provider\nsettle\nsave --force {file}\n");

        Assert.That(refused.Error, Does.Contain($"{file} is there already; save --force {file} writes over it"));
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(kept, Is.EqualTo("mine"));
        Assert.That(told.Code, Is.Zero, told.Error);
        Assert.That(File.ReadAllText(file), Does.Contain("deploy provider"));
    }

    [TestCase("deploy provider\nelect ?", "  provider/0\n  provider/leader\n")]
    [TestCase("complete inte", "  integrate\n")]
    [TestCase("complete show d", "  databags\n")]
    [TestCase("?", "  !\n  add-secret\n  add-unit\n  check-failed\n  check-recovered\n  complete\n")]
    [TestCase("elect ?", "  (nothing in particular)\n")]
    public void Completion_is_there_on_request(string lines, string completions) =>
        Assert.That(Say(lines + "\n").Out, Does.Contain(completions));

    [TestCase("exit", "shell:1:1: unknown command \"exit\". Did you mean \"quit\"? Help lists the commands\n")]
    [TestCase("juju status", "shell:1:1: unknown command \"juju\". Did you mean \"show units\"? Help lists the commands\n")]
    [TestCase("undoo", "shell:1:1: unknown command \"undoo\". Did you mean \"undo\"? Help lists the commands\n")]
    [TestCase("juju relate provider requirer", "shell:1:1: unknown command \"juju\". Did you mean \"integrate\"? Expected a command: ")]
    [TestCase("deplyo provider", "shell:1:1: unknown command \"deplyo\". Did you mean \"deploy\"? Expected a command: ")]
    public void A_word_that_is_none_leads_to_the_right_one(string line, string message) => Assert.That(Say(line + "\n").Error, Does.StartWith(message));

    [Test]
    public void Nothing_comes_after_quit() => Assert.That(Say("quit\ndeploy provider\n").Out, Is.Empty);

    [Test]
    public void The_help_names_every_command()
    {
        string help = Say("help\n").Out;

        foreach (string usage in S3Contract.Harness.Scripts.Language.Vocabulary.Commands.Values)
        {
            Assert.That(help, Does.Contain("  " + usage + "\n"));
        }

        Assert.That(Say("help elect\n").Out, Is.EqualTo("  elect UNIT\n"));
    }

    [Test]
    [Platform("Linux")]
    public void A_charm_plays_the_role_that_its_metadata_says()
    {
        CliRun provider = Say(Related + Issued + "expect databag provider requirer access-key=AKIAIOSFODNN7EXAMPLE bucket=backups\nundo\nundo\nundo\nshow databags\n", ExampleCharms.Example("sh-provider"));
        CliRun requirer = Say(Related + "expect databag requirer provider bucket=backups\n", ExampleCharms.Example("python-requirer"));

        Assert.That(provider.Code, Is.Zero, provider.Out + provider.Error);
        Assert.That(provider.Out, Does.Contain("deployed provider (sh-provider)").And.Contain("deployed requirer (reference-requirer)"));
        Assert.That(provider.Out, Does.EndWith(" ingress-address=127.2.0.1 private-address=127.2.0.1\n").And.Not.Contain("AKIA"));
        Assert.That(requirer.Code, Is.Zero, requirer.Out + requirer.Error);
        Assert.That(requirer.Out, Does.Contain("deployed requirer (python-requirer)"));
    }

    [TestCase("/no/such/charm", "there is no such folder or file")]
    [TestCase("reference --endpoint", "Required argument missing for option: '--endpoint'.")]
    public void A_charm_that_is_none_is_refused_before_the_first_line(string arguments, string message)
    {
        CliRun run = Say("deploy provider\n", arguments.Split(' '));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(run.Out, Is.Empty);
    }
}
