using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary>Each thing in a script that cannot be read: where, what was found, what could stand there, and a caret under it.</summary>
public sealed class UnreadableScriptTests
{
    [TestCase("unknown-command", "deplyo provider")]
    [TestCase("negation-alone", "settle\n!")]
    [TestCase("negation-of-a-command", "! settle")]
    [TestCase("end-of-line-after-a-condition", "[process]")]
    [TestCase("end-of-line-instead-of-an-application", "deploy")]
    [TestCase("end-of-line-instead-of-fields", "config provider")]
    [TestCase("application-without-a-role", "deploy provder")]
    [TestCase("application-with-a-number-as-suffix", "deploy requirer-2")]
    [TestCase("application-of-the-other-role", "issue requirer bucket=b")]
    [TestCase("pair-instead-of-an-application", "deploy bucket=b")]
    [TestCase("unit-without-a-number", "elect provider")]
    [TestCase("unit-with-a-strange-number", "elect provider/leadr")]
    [TestCase("unit-of-no-role", "elect provder/0")]
    [TestCase("endpoint-that-is-no-name", "integrate provider:S3 requirer")]
    [TestCase("action-that-is-no-name", "run provider/0 Sync")]
    [TestCase("number-of-units", "deploy provider --units two")]
    [TestCase("number-in-an-order", "settle order=1,x")]
    [TestCase("unexpected-word", "settle now")]
    [TestCase("pair-without-a-name", "config provider =1")]
    [TestCase("unknown-field", "issue provider acces-key=A")]
    [TestCase("field-given-twice", "issue provider bucket=a bucket=b")]
    [TestCase("unknown-expectation", "expect quite")]
    [TestCase("unknown-event", "expect requirer/* credentials-chnaged")]
    [TestCase("unknown-status", "expect provider/0 status activ")]
    [TestCase("unknown-end-of-an-action", "expect provider/0 action sync done")]
    [TestCase("only-after-a-negation", "! expect only requirer/* write")]
    [TestCase("unknown-condition", "[proces] settle")]
    [TestCase("condition-not-closed", "[process settle")]
    [TestCase("single-quote-not-closed", "write provider a='b")]
    [TestCase("double-quote-not-closed", "write provider a=\"b")]
    [TestCase("unknown-escape", "write provider a=\"\\q\"")]
    [TestCase("escape-at-the-end", "write provider a=\"\\")]
    [TestCase("code-point-too-high", "write provider a=\"\\u{110000}\"")]
    [TestCase("strange-blank", "settle\u00a0now")]
    [TestCase("variable-without-a-name", "write provider a=${}")]
    [TestCase("unknown-variable", "# let: bucket=b\nwrite provider a=${buckt} b=${bucket}")]
    [TestCase("unknown-variable-in-a-default", "# let: a=${b} b=1\nwrite provider a=${a} b=${b}")]
    [TestCase("unknown-kind-of-value", "write provider a=fake:acess-key")]
    [TestCase("header-clause-that-is-none", "# covers: Write")]
    [TestCase("header-variable-without-a-value", "# let: bucket")]
    [TestCase("header-let-without-a-variable", "# let:")]
    [TestCase("header-variable-given-twice", "# let: a=1 a=2")]
    [TestCase("header-condition-followed-by-a-word", "# needs: [process] now")]
    [TestCase("examples-without-rows", "# examples:")]
    [TestCase("examples-with-a-word-behind", "# examples: two")]
    [TestCase("examples-with-a-strange-column", "# examples:\n# | Name |\n# | one |")]
    [TestCase("examples-with-too-few-cells", "# examples:\n# | a | b |\n# | 1 |")]
    [TestCase("examples-with-a-row-not-closed", "# examples:\n# | a |\n# | 1")]
    [TestCase("examples-with-two-words-in-a-cell", "# examples:\n# | a |\n# | 1 2 |")]
    [TestCase("own-command-with-wrong-words", "rotate provider")]
    [TestCase("own-command-that-stands-for-nonsense", "rotate nonsense")]
    [TestCase("own-command-that-stands-for-an-expectation", "rotate expecting")]
    [TestCase("s3-bucket-with-a-bad-name", "s3 make-bucket Not_A_Bucket")]
    [TestCase("a-key-in-a-line-that-cannot-be-read", "issu provider access-key=AKIAIOSFODNN7EXAMPLE secret-key='wJalrXUtnFEMI/K7MDENG'")]
    [TestCase("include-that-does-not-exist", "include lib/start.s3c")]
    [TestCase("include-in-a-circle", "include mine.s3c")]
    [TestCase("include-of-a-variable", "# let: which=start.s3c\ninclude lib/${which}")]
    public void Of_one_line(string name, string text)
    {
        using Bench bench = new Bench().With("mine.s3c", text + "\n");

        string seen = bench.Seen("lint", "@mine.s3c");

        Assert.That(seen, Does.Contain("error syntax: ").And.EndsWith("(exit code 2)\n"));
        Golden.Check(seen, $"Diagnostics/unreadable/{name}");
    }

    [Test]
    public void Of_several_lines_at_once_by_every_command_that_reads_scripts()
    {
        using Bench bench = new Bench().With("mine.s3c", "deplyo provider\nsettle\nrun provder/0 Sync\n");

        string seen = string.Concat(new[] { "run", "lint", "fmt", "accept" }.Select(command => bench.Seen(command, "@mine.s3c") + "\n"));

        Golden.Check(seen, "Diagnostics/unreadable/several-at-once");
        Assert.That(seen.Split("(exit code 2)"), Has.Length.EqualTo(5));
    }

    [Test]
    public void Of_a_value_that_is_only_known_when_the_script_runs()
    {
        using Bench bench = new Bench().With("mine.s3c", "# let: who=provider\nelect ${who}/0\n");

        Golden.Check(bench.Seen("run", "@mine.s3c", "--let", "who=nobody"), "Diagnostics/unreadable/value-given-for-a-variable");
    }

    [Test]
    public void Of_an_included_file_is_told_with_that_file()
    {
        using Bench bench = new Bench().With("mine.s3c", "include lib/_start.s3c\nsettle\n").With("lib/_start.s3c", "deploy provder\n");

        Golden.Check(bench.Seen("lint", "@mine.s3c"), "Diagnostics/unreadable/included-file");
    }

    [Test]
    public void Every_rule_of_the_linter_has_a_golden_file()
    {
        string all = string.Concat(Golden.All("Diagnostics").Values);

        Assert.That(LintRule.All.Select(rule => $"{rule.Severity.ToString().ToLowerInvariant()} {rule.Id}: ").Where(rule => !all.Contains(rule, StringComparison.Ordinal)), Is.Empty);
    }
}
