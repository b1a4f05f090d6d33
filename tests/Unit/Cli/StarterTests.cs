using S3Contract.Cli.Terminal;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary><c>new</c>, <c>init</c> and <c>help script</c>: what an author begins with.</summary>
[Parallelizable]
public sealed class StarterTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string In(string path) => Path.Combine(_folder, path);

    /// <summary>A charm shaped like s3-integrator, with a dispatch that does nothing at all.</summary>
    private string Shaped(string actions, string options, string metadata = "provides: {s3-credentials: {interface: s3}}")
    {
        File.WriteAllText(In("metadata.yaml"), $"name: shaped\nsummary: s\ndescription: d\n{metadata}\n");
        File.WriteAllText(In("actions.yaml"), actions);
        File.WriteAllText(In("config.yaml"), $"options: {options}\n");
        File.WriteAllText(In("dispatch"), "#!/bin/sh\n");
        File.SetUnixFileMode(In("dispatch"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return _folder;
    }

    // Advice to close the world is left to the author: a starter must pass for a charm that shows no events, which closes none.
    private static string[] Lint(string text) =>
    [
        .. ScriptLint.Check(ScriptParser.Parse(text, "x.s3c").Script)
            .Where(finding => finding is not { Severity: LintSeverity.Advice, Rule: "open-world" }).Select(finding => finding.ToString()),
    ];

    [Test]
    public void A_new_script_runs_passes_and_is_clean()
    {
        CliRun made = CliRun.Of("new", In("a-rotation"));
        string text = File.ReadAllText(In("a-rotation.s3c"));
        CliRun run = CliRun.Of("run", In("a-rotation.s3c"));

        Assert.That(made.Code, Is.Zero, made.Error);
        Assert.That(made.Out, Is.EqualTo($"wrote {In("a-rotation.s3c")}\nnext: s3contract run {In("a-rotation.s3c")}\n"));
        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(ScriptFormatter.Format(ScriptParser.Parse(text, "x.s3c").Script), Is.EqualTo(text));
        Assert.That(Lint(text), Is.Empty);
    }

    [Test]
    public void New_never_writes_over_a_file()
    {
        File.WriteAllText(In("mine.s3c"), "mine");

        CliRun run = CliRun.Of("new", In("mine"));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("is there already, and new never writes over a file"));
        Assert.That(File.ReadAllText(In("mine.s3c")), Is.EqualTo("mine"));
    }

    [TestCase("new", "Required argument 'NAME' missing")]
    [TestCase("new .s3c", "expected a name for the script")]
    [TestCase("new /no/such/folder/", "expected a name for the script")]
    [TestCase("init /no/such/folder", "/no/such/folder: there is no such folder")]
    [TestCase("init /", "/: this is no charm")]
    [TestCase("help scripts", "\"scripts\" is no topic; expected script")]
    public void Wrong_usage_is_one_clear_message_and_exit_code_2(string arguments, string message)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(run.Out, Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public void The_profile_that_init_writes_for_the_example_is_one_that_check_accepts()
    {
        foreach (string file in Directory.EnumerateFiles(ExampleCharms.Example("sh-provider")).Where(file => !file.EndsWith("s3contract.yaml", StringComparison.Ordinal)))
        {
            File.Copy(file, In(Path.GetFileName(file)));
        }

        CliRun init = CliRun.Of("init", _folder);
        CharmProfileReading written = CharmProfileFile.Load(In("s3contract.yaml"));
        CharmProfile own = CharmProfileFile.Load(Path.Combine(ExampleCharms.Example("sh-provider"), "s3contract.yaml")).Required();
        CliRun starter = CliRun.Of("run", In("contract"), "--provider", _folder);
        CliRun check = CliRun.Of("check", _folder, "--only", "answer", "--cases", "0");

        Assert.That(init.Code, Is.Zero, init.Error);
        Assert.That(written.Problems, Is.Empty);
        Assert.That(written.Profile!.Issue.Select(line => line.Text), Is.EquivalentTo(own.Issue.Select(line => line.Text)));
        Assert.That(written.Profile.Set.Keys, Is.EqualTo(own.Set.Keys));
        Assert.That(starter.Code, Is.Zero, starter.Out + starter.Error);
        Assert.That(check.Code, Is.Zero, check.Out + check.Error);
        Assert.That(Lint(File.ReadAllText(In("contract/starter.s3c"))), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public void A_charm_shaped_like_s3_integrator_gets_its_action_and_its_options()
    {
        Shaped("sync-s3-credentials: {params: {access-key: {type: string}, secret-key: {type: string}}}\nget-info: {}\n", "{bucket: {type: string}, tls-ca-chain: {type: string}, unknown: {type: int}}");

        CliRun init = CliRun.Of("init", _folder);
        CliRun check = CliRun.Of("check", _folder, "--only", "answer/related-before-it-is-configured", "--cases", "0");

        Assert.That(init.Code, Is.Zero, init.Error);
        Golden.Check(File.ReadAllText(In("s3contract.yaml")));
        // The charm does nothing, and fails for that: its profile is not what is refused.
        Assert.That(check.Code, Is.EqualTo(1), check.Out + check.Error);
        Assert.That(check.Error, Does.Not.Contain("s3contract.yaml"));
    }

    [TestCase("{}", "{}", "requires: {s3: {interface: s3}}", 0)]
    [TestCase("{}", "{}", "requires: {s3: {interface: s3}, backup: {interface: s3}}", 0)]
    [TestCase("give: {params: {key: {type: string}}}", "{bucket: {type: string}}", "provides: {s3: {interface: s3}}\nrequires: {up: {interface: s3}}", 0)]
    [TestCase("{}", "{access-key: {type: string}, secret-key: {type: string}}", "provides: {s3: {interface: s3}}", 2)]
    [TestCase("{}", "{credentials: {type: secret}}", "provides: {s3: {interface: s3}}", 3)]
    public void Whatever_the_charm_is_its_profile_can_be_read(string actions, string options, string metadata, int issue)
    {
        Shaped(actions, options, metadata);

        Assert.That(CliRun.Of("init", _folder).Code, Is.Zero);

        CharmProfileReading profile = CharmProfileFile.Load(In("s3contract.yaml"));
        Assert.That(profile.Problems, Is.Empty);
        Assert.That(profile.Profile!.Issue, Has.Count.EqualTo(issue));
    }

    [Test]
    public void The_files_for_CI_are_those_that_are_tried_in_the_folder_ci()
    {
        Shaped("{}", "{}");

        Assert.That(CliRun.Of("init", _folder).Code, Is.Zero);

        Assert.That(File.ReadAllText(In("contract/ci.sh")), Is.EqualTo(File.ReadAllText(Path.Combine(ExampleCharms.Root, "ci/check.sh"))));
        Assert.That(File.ReadAllText(In("contract/github-actions.yaml")), Is.EqualTo(File.ReadAllText(Path.Combine(ExampleCharms.Root, "ci/github/workflow.yml"))));
    }

    [Test]
    [Platform("Linux")]
    public void A_baseline_waives_what_is_broken_today_so_that_CI_is_green_at_level_strict()
    {
        Shaped("{}", "{}");
        File.WriteAllText(In("dispatch"), "#!/bin/sh\n[ \"$JUJU_HOOK_NAME\" != update-status ]\n");

        CliRun init = CliRun.Of("init", _folder, "--baseline");
        IReadOnlyDictionary<string, string> waived = CharmProfileFile.Load(In("s3contract.yaml")).Required().Waive;
        CliRun check = CliRun.Of("check", _folder, "--level", "strict", "--quick");

        Assert.That(init.Code, Is.Zero, init.Error);
        Assert.That(init.Out, Does.Contain($"{waived.Count} broken clauses are waived in {In("s3contract.yaml")}"));
        Assert.That(waived, Is.Not.Empty);
        Assert.That(check.Code, Is.Not.EqualTo(1), check.Out + check.Error);
    }

    // What was not reached may be broken as well.
    [Test]
    [Platform("Linux")]
    public void A_baseline_that_is_interrupted_is_none()
    {
        Shaped("{}", "{}");

        CliRun init = CliRun.Of(new CliRun.Around { Cancellation = new CancellationToken(canceled: true) }, "init", _folder, "--baseline");

        Assert.That(init.Code, Is.EqualTo(130));
        Assert.That(init.Error, Does.EndWith("s3contract: interrupted\n"));
        Assert.That(init.Out, Does.Not.Contain("baseline").And.Not.Contain("next"));
    }

    [Test]
    public void An_option_that_cannot_be_empty_is_reset_by_the_profile()
    {
        Shaped("{}", "{bucket: {type: string}, experimental-delete-older-than-days: {type: int}}");

        CliRun.Of("init", _folder);

        CharmProfile profile = CharmProfileFile.Load(In("s3contract.yaml")).Required();
        Assert.That(profile.Reset.Keys, Is.EqualTo(new[] { "delete-older-than-days" }));
        Assert.That(profile.Reset.Values.Single().Single().Text, Is.EqualTo("config ${app} --reset experimental-delete-older-than-days"));
    }

    [Test]
    public void A_charm_without_an_endpoint_under_contract_is_told_what_it_has()
    {
        Shaped("{}", "{}", "requires: {database: {interface: mysql_client}}");

        CliRun run = CliRun.Of("init", _folder);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("charm shaped has no endpoint with interface s3; it has database (interface mysql_client)"));
        Assert.That(File.Exists(In("s3contract.yaml")), Is.False);
    }

    [Test]
    public void Init_leaves_alone_what_is_there_and_says_so()
    {
        Shaped("{}", "{}");
        File.WriteAllText(In("s3contract.yaml"), "endpoint: mine\n");

        CliRun first = CliRun.Of("init", _folder);
        CliRun second = CliRun.Of("init", _folder);

        Assert.That(first.Out, Does.Contain($"left alone {In("s3contract.yaml")}, which is there already\nwrote "));
        Assert.That(second.Out.Split('\n').Count(line => line.StartsWith("left alone ", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(File.ReadAllText(In("s3contract.yaml")), Is.EqualTo("endpoint: mine\n"));
    }

    [Test]
    public void Help_script_prints_the_reference_of_the_language_plainly()
    {
        CliRun run = CliRun.Of("help", "script");

        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Out, Does.StartWith("The script language\n").And.Contain("    deploy provider --units 2\n").And.Not.Contain("```").And.Not.Contain("\n#").And.Not.Contain("\n|"));
        foreach (string command in Vocabulary.Commands.Keys)
        {
            Assert.That(run.Out, Does.Contain(command));
        }
    }

    [Test]
    public void Markdown_is_shown_without_its_signs()
    {
        string[] lines = [.. PlainMarkdown.Of("# A `title`\n\nSee [the page](page.md), **now**.\n\n| a | b |\n| --- | --- |\n| `x\\|y` | z |\n\n```s3c\n# kept\n| kept |\n```\n").Select(line => line.Text)];

        Assert.That(lines, Is.EqualTo(["A title", "", "See the page, now.", "", "  a    b", "  x|y  z", "", "    # kept", "    | kept |"]));
    }
}
