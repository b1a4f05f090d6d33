namespace S3Contract.Tests.Unit.Cli;

/// <summary>What somebody types who means harm, or nothing at all.</summary>
public sealed class SuspiciousUserTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("")]
    [TestCase("settle\nexpect nothing\n")]
    public void A_script_in_which_no_hook_runs_is_inconclusive_with_the_reason(string text)
    {
        CliRun run = CliRun.Of("run", Script(text));

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Out, Does.StartWith("inconclusive").And.Contain("no hook ran, so nothing was put to the test"));
    }

    [Test]
    public void Of_very_many_errors_the_first_are_shown_and_the_others_counted()
    {
        CliRun run = CliRun.Of("run", Script(string.Concat(Enumerable.Repeat("nonsense\n", 1000))));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error.Split('\n').Count(line => line.Contains("unknown command", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(run.Error.Split("expected a command: "), Has.Length.EqualTo(2), "what could stand there is said once");
        Assert.That(run.Error, Does.Contain("and 990 more errors; lint lists all of them"));
    }

    [Test]
    public void Of_a_very_long_line_the_part_around_the_caret_is_shown()
    {
        string blanks = new(' ', 5000);
        CliRun run = CliRun.Of("run", Script(blanks + "nonsense " + new string('w', 100_000)));

        string[] lines = run.Error.Split('\n');
        string source = lines.Single(line => line.Contains("nonsense www", StringComparison.Ordinal));
        string caret = lines.Single(line => line.Contains("^^^^^^^^", StringComparison.Ordinal));
        Assert.That(source, Has.Length.LessThan(250).And.EndsWith("…"));
        Assert.That(caret.IndexOf('^', StringComparison.Ordinal), Is.EqualTo(source.IndexOf("nonsense", StringComparison.Ordinal)));
    }

    [TestCase("lint")]
    [TestCase("fmt")]
    [TestCase("compare", "{0}")]
    [TestCase("merge")]
    [TestCase("judge")]
    public void Standard_input_without_end_is_refused(string command, params string[] more)
    {
        CliRun run = CliRun.Of(new CliRun.Around { Endless = true }, [command, "-", .. more.Select(_ => Script(""))]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Match("s3contract: (<stdin>|-): cannot be read: it is larger than (16|256) MiB\n"));
    }

    [Test]
    public void What_to_type_next_can_be_typed_when_a_name_holds_a_blank()
    {
        string file = Path.Combine(_folder, "my script.s3c");

        Assert.That(CliRun.Of("new", file).Out, Does.Contain($"run '{file}'"));
    }

    private string Script(string text)
    {
        string file = Path.Combine(_folder, "mine.s3c");
        File.WriteAllText(file, text);
        return file;
    }
}
