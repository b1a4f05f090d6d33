using S3Contract.NUnit;
using S3Contract.Reference.Clauses;

namespace S3Contract.Tests.Unit.Cli;

public sealed class UsageTests
{
    [Test]
    public void Explain_says_text_level_source_and_reading() => Golden.Check(CliRun.Of("explain", "write.leader-only").Out);

    [Test]
    public void Explain_alone_lists_every_clause()
    {
        CliRun run = CliRun.Of("explain");

        Assert.That(run.Code, Is.Zero);
        foreach (Clause clause in ClauseCatalogue.All)
        {
            Assert.That(run.Out, Does.Contain($"  {clause.Id} ").And.Contain(clause.Text));
        }
    }

    [TestCase("write.leader-onyl", "Did you mean \"write.leader-only\"?")]
    [TestCase("wriet.leader-only", "xpected one of the families write, data, ")]
    [TestCase("write.all", "the family write has write.leader-only, ")]
    public void An_unknown_clause_is_answered_with_the_nearest(string clause, string hint)
    {
        CliRun run = CliRun.Of("explain", clause);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith($"s3contract: \"{clause}\" is no clause").And.Contain(hint));
        Assert.That(run.Out, Is.Empty);
    }

    [Test]
    public void A_family_is_explained_clause_by_clause()
    {
        CliRun run = CliRun.Of("explain", "write");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.StartWith("write  ").And.Contain("  write.leader-only ").And.Not.Contain("live."));
    }

    [TestCase("check --quik reference", "check has no option --quik. Did you mean \"--quick\"?")]
    [TestCase("run --provder x course:rotation", "run has no option --provder. Did you mean \"--provider\"?")]
    [TestCase("run course:rotation --provder x", "run has no option --provder. Did you mean \"--provider\"?")]
    public void A_mistyped_option_is_told_wherever_it_stands(string typed, string told)
    {
        CliRun run = CliRun.Of(typed.Split(' '));

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("s3contract: " + told));
    }

    [TestCase("help", "Commands:")]
    [TestCase("help check", "Runs a charm through the life of a relation")]
    public void Help_is_given_of_a_command_too(string typed, string shown)
    {
        CliRun run = CliRun.Of(typed.Split(' '));

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain(shown));
    }

    [Test]
    public void A_path_at_which_there_is_nothing_is_answered_with_what_stands_beside()
    {
        string root = Path.GetRelativePath(Directory.GetCurrentDirectory(), Process.ExampleCharms.Root);

        Assert.That(CliRun.Of("check", Path.Combine(root, "examples/sh-providr")).Error, Does.Contain($"sh-providr: there is no such folder or file. Did you mean \"{Path.Combine(root, "examples/sh-provider")}\"?"));
        Assert.That(CliRun.Of("run", Path.Combine(root, "tests/Scenarois/rotation")).Error, Does.Contain("Scenarios/rotation\"?"));
    }

    [Test]
    public void Without_a_command_the_commands_are_listed()
    {
        CliRun run = CliRun.Of();

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("s3contract: expected a command:\n  check ").And.Contain("\n  doctor ").And.EndWith("See s3contract --help, or s3contract COMMAND --help.\n"));
    }

    [Test]
    public void A_folder_of_the_course_is_explained_and_each_of_its_scripts_shown()
    {
        CliRun folder = CliRun.Of("explain", "rotation");
        CliRun script = CliRun.Of("explain", "course:rotation/reaches-every-unit");

        Assert.That((folder.Code, script.Code), Is.EqualTo((0, 0)), folder.Error + script.Error);
        Assert.That(folder.Out, Does.StartWith("rotation  a folder of ").And.Contain("\n  rotation/reaches-every-unit\n").And.Contain("\n  s3contract run course:rotation\n"));
        Assert.That(script.Out, Does.Contain("\ndeploy provider").And.Contain("\n  s3contract run course:rotation/reaches-every-unit --verbose\n"));
    }

    [TestCase("check", 90)]
    [TestCase("run", 60)]
    public void Help_is_short_and_no_wider_than_a_terminal(string command, int most)
    {
        using var output = new StringWriter { NewLine = "\n" };
        S3Contract.Cli.CommandLine.Run([command, "--help"], new S3Contract.Cli.Terminal.Surroundings(output, TextWriter.Null) { OutIsTerminal = true, Width = 80 });

        string[] lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.LessThanOrEqualTo(most));
        Assert.That(lines.Select(line => line.TrimEnd().Length), Is.All.LessThanOrEqualTo(80));
    }

    [Test]
    public void On_a_terminal_errors_are_wrapped_at_words()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var around = new S3Contract.Cli.Terminal.Surroundings(TextWriter.Null, error) { ErrorIsTerminal = true, ErrorWidth = 80 };
        S3Contract.Cli.CommandLine.Run(["check", "reference", "--only", "nothing-of-the-kind"], around);

        string told = error.ToString();
        Assert.That(told.Split('\n').Select(line => line.Length), Is.All.LessThanOrEqualTo(80));
        Assert.That(told.Replace("\n  ", " ", StringComparison.Ordinal), Is.EqualTo(CliRun.Of("check", "reference", "--only", "nothing-of-the-kind").Error));
    }

    [Test]
    public void The_version_is_a_version_and_nothing_else()
    {
        CliRun run = CliRun.Of("--version");

        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Out, Does.Match("^[0-9]+\\.[0-9]+\\.[0-9]+[-a-z0-9.]*\n$"));
    }

    [Test]
    public void Help_of_check() => Golden.Check(CliRun.Of("check", "--help").Out);

    [TestCase("")]
    [TestCase("--help")]
    [TestCase("check --help")]
    [TestCase("run --help")]
    [TestCase("judge --help")]
    [TestCase("accept --help", "nothing to accept")]
    [TestCase("lint --help", "nothing to say", "a script that cannot be read")]
    [TestCase("fmt --help", "nothing to say", "a script that cannot be read")]
    public void Help_names_the_exit_codes(string arguments, string first = "the charm conforms", string last = "130 +interrupted")
    {
        CliRun run = CliRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(run.Code, Is.EqualTo(arguments.Length == 0 ? 2 : 0));
        if (arguments.Length > 0)
        {
            Assert.That(run.Out.ReplaceLineEndings(" "), Does.Match($"Exit codes: +0 +{first}.* {last}"));
        }
    }

    [Test]
    public void Every_parameter_of_a_test_run_is_a_word_of_check_too()
    {
        string help = CliRun.Of("check", "--help").Out;

        foreach (ContractParameter parameter in ContractParameters.All)
        {
            Assert.That(help, Does.Contain(parameter.Name is "charm" ? "check <CHARM>" : $"--{parameter.Name} <"));
        }
    }

    [TestCase("chekc x", "\"chekc\" is no command. Did you mean \"check\"?")]
    [TestCase("verify x", "\"verify\" is no command. Did you mean \"check\"? Expected one of check, run,")]
    [TestCase("relate provider requirer", "\"relate\" is no command. Did you mean \"integrate\"? It is a line of a script, which s3contract run FILE and s3contract shell carry out")]
    [TestCase("juju config provider bucket=b", "\"juju\" is no command. Did you mean \"config\"? It is a line of a script")]
    [TestCase("wait", "\"wait\" is no command. Did you mean \"settle\"? It is a line of a script")]
    [TestCase("deploy provider", "\"deploy\" is a line of a script, which s3contract run FILE and s3contract shell carry out; expected one of check, run,")]
    [TestCase("check x --junit a.xml", "check has no option --junit. Did you mean \"--report\"?")]
    [TestCase("check x --timeout 5", "check has no option --timeout. Did you mean \"--time-limit\"?")]
    [TestCase("check", "Required argument 'CHARM' missing for command: 'check'.")]
    [TestCase("check x --lvel core", "check has no option --lvel. Did you mean \"--level\"?")]
    [TestCase("check x --level cor", "\"cor\". Did you mean \"core\"? Expected core, library or strict")]
    [TestCase("check x --role boss", "\"boss\": expected provider or requirer")]
    [TestCase("check x --seed -1", "--seed -1: expected a whole number from 0")]
    [TestCase("check x --time-limit soon", "--time-limit soon: expected seconds, above 0 and at most 86400")]
    [TestCase("check x --time-limit 0", "--time-limit 0: expected seconds")]
    [TestCase("check x --report junit", "--report junit: expected junit=FILE")]
    [TestCase("check x --report =a", "--report =a: expected one of json=FILE, junit=FILE, junit-gitlab=FILE, markdown=FILE")]
    [TestCase("check x --report jnit=a", "--report jnit=a: there is no kind of report \"jnit\". Did you mean \"junit\"? Expected one of json=FILE, junit=FILE")]
    [TestCase("check x --report junit=/", "/ is a folder")]
    [TestCase("check /no/such/charm", "/no/such/charm: there is no such folder or file")]
    [TestCase("check /", "/: this is no charm")]
    [TestCase("check reference --endpoint db", "charm reference-provider has no endpoint db with interface s3; it has s3 (provider)")]
    [TestCase("run /no/such.s3c", "/no/such.s3c: there is no such file or folder")]
    [TestCase("run course:rotations", "course:rotations: there is no such built-in script. Did you mean \"course:rotation\"? Expected a name, or one of the folders answer,")]
    [TestCase("run course:rotatoin", "Did you mean \"course:rotation\"?")]
    [TestCase("check referense", "referense: there is no such folder or file. Did you mean \"reference\"? Expected a charm's folder, a .charm file, or one of the built-in reference,")]
    [TestCase("explain rotatoin", "\"rotatoin\" is no clause. Did you mean \"rotation\"?")]
    [TestCase("check reference --scripts /no/such", "--scripts /no/such: there is no such folder")]
    [TestCase("judge /no/such.jsonl", "/no/such.jsonl: there is no such file; expected a trace")]
    [TestCase("judge /", "/: is a folder; expected a trace")]
    [TestCase("judge /proc/self/mem", "/proc/self/mem: cannot be read: ")]
    public void Wrong_usage_is_one_clear_message_and_exit_code_2(string arguments, string message)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));

        Assert.That(run.Code, Is.EqualTo(2), run.Error);
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(run.Error, Does.Not.Contain("   at "));
        Assert.That(run.Out, Is.Empty);
    }

    [Test]
    public void An_internal_error_is_one_line_and_exit_code_4()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var around = new S3Contract.Cli.Terminal.Surroundings(TextWriter.Null, error);

        int code = S3Contract.Cli.CommandLine.Run(["explain"], around, _ => throw new InvalidOperationException("two\nlines"));

        Assert.That(code, Is.EqualTo(4));
        Assert.That(error.ToString(), Does.StartWith("s3contract: internal error: InvalidOperationException: two lines\n").And.Not.Contain("   at "));
    }

    [Test]
    public void The_stack_of_an_internal_error_is_shown_when_asked_for()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var around = new S3Contract.Cli.Terminal.Surroundings(TextWriter.Null, error)
        {
            Variable = name => string.Equals(name, "S3CONTRACT_TRACE", StringComparison.Ordinal) ? "1" : null,
        };

        S3Contract.Cli.CommandLine.Run(["explain"], around, _ => throw new InvalidOperationException("oops"));

        Assert.That(error.ToString(), Does.Contain("   at "));
    }
}
