using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>Includes, layout and lint.</summary>
public sealed class ScriptFileTests
{
    [Test]
    public void An_included_file_stands_in_the_place_of_its_include()
    {
        ScriptParse parse = Load("a.s3c", ("a.s3c", "# let: n=2\ninclude lib/start.s3c\nsettle\n"), ("lib/start.s3c", "# let: n=1 m=3\ndeploy provider --units ${n}\n"));

        Assert.That(parse.Errors, Is.Empty);
        Assert.That(parse.Script.Commands.Select(ScriptPrinter.Print), Is.EqualTo(["deploy provider --units ${n}", "settle"]));
        Assert.That(parse.Script.Header.Variables.Select(variable => variable.Name), Is.EqualTo(["n", "m"]));
        Assert.That(parse.Script.Lines.First(line => line.Command is TemplateCommand).File, Is.EqualTo("lib/start.s3c"));
    }

    [Test]
    public void An_include_that_goes_round_in_a_circle_is_an_error_with_the_way_round()
    {
        ScriptParse parse = Load("a.s3c", ("a.s3c", "include b.s3c\n"), ("b.s3c", "settle\n  include a.s3c\n"));

        Assert.That(parse.Errors.Single().ToString(), Does.StartWith("b.s3c:2:3: an include that goes round in a circle: a.s3c > b.s3c > a.s3c"));
    }

    [TestCase(1, 2, 1_000, "1000 files")]
    [TestCase(60, 1, 1, "50 files in each other")]
    [TestCase(39, 2, 1, "1000 files")]
    [TestCase(1, 2, 60_000, "100000 lines")]
    public void What_includes_without_end_is_one_error_with_the_limit(int depth, int width, int last, string expected)
    {
        int fewer = expected.EndsWith("lines", StringComparison.Ordinal) ? 1 : last;
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["end.s3c"] = string.Concat(Enumerable.Repeat("settle\n", fewer == 1 ? last : 1)),
        };
        for (int i = 0; i < depth; i++)
            files[$"{i}.s3c"] = string.Concat(Enumerable.Repeat($"include {(i + 1 < depth ? $"{i + 1}" : "end")}.s3c\n", i + 1 < depth ? width : width * fewer));

        ScriptParse parse = ScriptFiles.Load("0.s3c", files.GetValueOrDefault);

        Assert.That(parse.Errors.Single().Message, Does.Contain($"with which the script includes more than {expected};"));
    }

    [Test]
    public void A_missing_file_is_an_error_where_it_is_included()
    {
        Assert.That(Load("a.s3c", ("a.s3c", "include b.s3c\n")).Errors.Single().ToString(), Does.StartWith("a.s3c:1:1: an include of b.s3c, which does not exist"));
        Assert.That(Load("a.s3c").Errors.Single().ToString(), Does.StartWith("a.s3c:1:1: no such file"));
    }

    [Test]
    public void Formatting_aligns_tables_and_keeps_what_is_said()
    {
        const string text = "# examples:\n# | name|  n |\n#  | 'a b'| 1|\n\n\n  deploy   provider --units=${n}\n[process]   settle\n\n\n";
        string formatted = ScriptFormatter.Format(ScriptParser.Parse(text, "x.s3c").Script);

        Assert.That(formatted, Is.EqualTo("# examples:\n#   | name  | n |\n#   | 'a b' | 1 |\n\ndeploy provider --units=${n}\n[process] settle\n"));
        Assert.That(ScriptFormatter.Format(ScriptParser.Parse(formatted, "x.s3c").Script), Is.EqualTo(formatted));
    }

    [TestCase("# covers: live.answered\nsettle\n", "no-expectation")]
    [TestCase("settle\nexpect nothing\n", "covers-nothing")]
    [TestCase("# covers: live.anwsered\nsettle\nexpect nothing\n", "unknown-clause")]
    [TestCase("# covers: live.answered\n# let: a=1\nsettle\nexpect nothing\n", "unused-variable")]
    [TestCase("# covers: live.answered\ndeploy provider\nexpect provider/0 write\nsettle\n", "unreachable-expectation")]
    [TestCase("# covers: live.answered\n# cover: live.asked\nsettle\nexpect nothing\n", "near-directive")]
    [TestCase("# covers: live.answered\nsettle\nexpect quiet\n", "open-world")]
    [TestCase("# covers: live.answered\nsettle\nexpect only quiet\n", "")]
    [TestCase("# covers: live.answered\nsettle\nexpect nothing\n", "")]
    public void The_linter_sees(string text, string rule) =>
        Assert.That(ScriptLint.Check(ScriptParser.Parse(text, "x.s3c").Script).Select(finding => finding.Rule), Is.EqualTo(rule.Length == 0 ? [] : new[] { rule }));

    [Test]
    public void A_step_names_the_file_of_the_line_that_caused_it()
    {
        ScriptParse parse = Load("a.s3c", ("a.s3c", "include lib/start.s3c\nadd-unit provider\nsettle\n"), ("lib/start.s3c", "# begins\ndeploy provider\nsettle\n"));
        var cast = new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer));
        IReadOnlyList<Step> steps = new ScriptRunner(cast, RunOptions.Default).Run(parse.Script).Trace.Steps;

        Assert.That(steps.Where(step => step.Line > 0).Select(step => (step.File, step.Line)).Distinct(), Is.EqualTo(
            new (string?, int)[] { ("lib/start.s3c", 2), ("lib/start.s3c", 3), (null, 2), (null, 3) }));
    }

    private static ScriptParse Load(string path, params (string Path, string Text)[] files) =>
        ScriptFiles.Load(path, wanted => files.FirstOrDefault(file => string.Equals(file.Path, wanted, StringComparison.Ordinal)).Text);
}
