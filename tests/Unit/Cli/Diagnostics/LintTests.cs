using System.Text.RegularExpressions;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary><c>lint</c> and <c>fmt</c>: what they find, what they say of it to people and to programs, and their exit codes.</summary>
public sealed class LintTests
{
    private const string Good = "# covers: live.answered\n\nsettle\nexpect only quiet\n";

    [TestCase("no-expectation", "# covers: live.answered\nsettle\n")]
    [TestCase("covers-nothing", "settle\nexpect nothing\n")]
    [TestCase("unknown-clause", "# covers: live.anwsered\nsettle\nexpect nothing\n")]
    [TestCase("unused-variable", "# covers: live.answered\n# let: a=1\nsettle\nexpect nothing\n")]
    [TestCase("unused-column", "# covers: live.answered\n# examples:\n#   | name | a |\n#   | one  | 1 |\nsettle\nexpect nothing\n")]
    [TestCase("unreachable-expectation", "# covers: live.answered\ndeploy provider\nexpect provider/0 write\nsettle\n")]
    [TestCase("contradiction", "# covers: live.answered\n# needs: [process]\nsettle\n[in-process] expect nothing\n[!process] expect nothing\n")]
    [TestCase("near-directive", "# covers: live.answered\n# cover: live.asked\nsettle\nexpect nothing\n")]
    [TestCase("open-world", "# covers: live.answered\nsettle\nexpect quiet\n\nsettle\n! expect nothing\n\nsettle\nexpect only quiet\nexpect quiet\n")]
    public void A_finding_of(string name, string text)
    {
        using Bench bench = new Bench().With("mine.s3c", text);

        string seen = bench.Seen("lint", "--check", "@mine.s3c");

        Golden.Check(seen, $"Diagnostics/lint/{name}");
        Assert.That(seen, Does.EndWith(name is "open-world" ? "(exit code 0)\n" : "(exit code 1)\n"), "advice is no reason to fail");
    }

    [Test]
    public void Every_rule_and_every_option_is_described()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ExampleCharms.Example("x"))!, "..", "docs", "cli.md"));

        Assert.That(LintRule.All.Select(rule => $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Meaning} |").Where(row => !page.Contains(row, StringComparison.Ordinal)), Is.Empty);
        foreach (string command in new[] { "check", "run", "judge", "accept", "fmt", "lint" })
        {
            string[] options = [.. Regex.Matches(CliRun.Of(command, "--help").Out, "--[a-z-]+", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value).Distinct(StringComparer.Ordinal)];
            Assert.That(options.Where(option => !page.Contains($"`{option}", StringComparison.Ordinal)), Is.Empty, command);
        }
    }

    [Test]
    public void Warnings_fail_only_a_check()
    {
        using Bench bench = new Bench().With("a.s3c", Good).With("in/b.s3c", "settle\n").With("c.s3c", "settle now\n");

        Assert.That(bench.Run("lint", "@a.s3c").Code, Is.Zero);
        Assert.That(bench.Run("lint", "--check", "@a.s3c").Code, Is.Zero);
        Assert.That(bench.Run("lint", "@in").Code, Is.Zero);
        Assert.That(bench.Run("lint", "--check", "@in").Code, Is.EqualTo(1));
        Assert.That(bench.Run("lint", "@c.s3c").Code, Is.EqualTo(2));
    }

    [Test]
    public void A_part_needs_no_expectations_and_a_script_may_have_its_own_in_a_part()
    {
        using Bench bench = new Bench()
            .With("_begin.s3c", "deploy provider --units ${units}\nsettle\nexpect nothing\n")
            .With("mine.s3c", "# covers: live.answered\n# let: units=2\n\ninclude _begin.s3c\n");

        Assert.That(bench.Seen("lint", "--check", "@."), Does.EndWith("2 scripts: 0 errors, 0 warnings, 0 pieces of advice\n(exit code 0)\n"));
    }

    [Test]
    public void Programs_get_json()
    {
        using Bench bench = new Bench().With("a.s3c", "settle\n").With("b.s3c", "deplyo provider\n");

        Golden.Check(bench.Seen("lint", "--format", "json", "@a.s3c", "@b.s3c"), "Diagnostics/lint/json");
        Golden.Check(bench.Seen("fmt", "--check", "--format", "json", "@a.s3c", "@b.s3c"), "Diagnostics/fmt/json");
    }

    [Test]
    public void Code_hosts_get_sarif()
    {
        using Bench bench = new Bench().With(".git", "").With("a b.s3c", "settle\n").With("c.s3c", "deploy provider --units two\n");

        Golden.Check(bench.Seen("lint", "--format", "sarif", "@a b.s3c", "@c.s3c"), "Diagnostics/lint/sarif");
    }

    [Test]
    public void Formatting_changes_what_needs_it_and_says_so()
    {
        using Bench bench = new Bench().With("a.s3c", Good).With("b.s3c", "deploy   provider\r\n\r\n\r\nsettle");

        string seen = bench.Seen("fmt", "--check", "@.") + bench.Seen("fmt", "@.") + bench.Seen("fmt", "--check", "@.");

        Golden.Check(seen, "Diagnostics/fmt/needs-it");
        Assert.That(File.ReadAllText(bench["b.s3c"]), Is.EqualTo("deploy provider\n\nsettle\n"));
        Assert.That(File.ReadAllText(bench["a.s3c"]), Is.EqualTo(Good));
    }

    [Test]
    public void What_cannot_be_read_is_not_formatted()
    {
        using Bench bench = new Bench().With("a.s3c", "deplyo   provider\n");

        Assert.That(bench.Run("fmt", "@a.s3c").Code, Is.EqualTo(2));
        Assert.That(File.ReadAllText(bench["a.s3c"]), Is.EqualTo("deplyo   provider\n"));
    }

    [Test]
    public void A_variable_that_somebody_else_gives_is_no_obstacle_to_formatting()
    {
        using Bench bench = new Bench().With("a.s3c", "write  provider a=${given}\n");

        Assert.That(bench.Run("fmt", "@a.s3c").Code, Is.Zero);
        Assert.That(File.ReadAllText(bench["a.s3c"]), Is.EqualTo("write provider a=${given}\n"));
        Assert.That(bench.Run("lint", "@a.s3c").Code, Is.EqualTo(2));
        Assert.That(bench.Run("lint", "@a.s3c", "--let", "given").Code, Is.Zero);
    }

    [Test]
    public void Editors_use_standard_input_and_output()
    {
        CliRun formatted = CliRun.Of(new CliRun.Around { Input = "deploy   provider\n" }, "fmt", "-");
        CliRun faulty = CliRun.Of(new CliRun.Around { Input = "deplyo   provider\n" }, "fmt", "-");
        CliRun linted = CliRun.Of(new CliRun.Around { Input = "settle\n" }, "lint", "--check", "-");

        Assert.That((formatted.Code, formatted.Out), Is.EqualTo((0, "deploy provider\n")));
        Assert.That(faulty.Code, Is.EqualTo(2));
        Assert.That(faulty.Out, Does.StartWith("<stdin>:1:1: error syntax: unknown command"));
        Assert.That(linted.Code, Is.EqualTo(1));
        Assert.That(linted.Out, Does.Contain("<stdin>:1:1: warning covers-nothing"));
    }
}
