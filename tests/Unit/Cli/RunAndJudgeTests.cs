using System.Text.Json;
using S3Contract.Harness.Traces;

namespace S3Contract.Tests.Unit.Cli;

public sealed class RunAndJudgeTests
{
    private const string Good = """
        deploy provider
        deploy requirer bucket=backups
        integrate provider requirer
        issue provider access-key=AKIAIOSFODNN7EXAMPLE secret-key=wJalrXUtnFEMI
        settle
        expect requirer/* credentials-changed access-key=AKIAIOSFODNN7EXAMPLE bucket=backups

        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Script(string text, string name = "mine.s3c")
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    [Test]
    public void A_script_whose_expectations_hold()
    {
        CliRun run = CliRun.Of("run", Script(Good));

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Golden.Check(run.Out);
    }

    [Test]
    public void A_script_whose_expectation_does_not_hold_and_no_secret_is_shown()
    {
        CliRun run = CliRun.Of("run", Script(Good.Replace("expect requirer/* credentials-changed access-key=AKIAIOSFODNN7EXAMPLE", "expect requirer/* credentials-changed access-key=wJalrXUtnFEMI", StringComparison.Ordinal)));

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.Not.Contain("AKIA").And.Not.Contain("wJalr"));
        Golden.Check(run.Out.Replace(_folder + "/", "", StringComparison.Ordinal));
    }

    [Test]
    public void Verbose_shows_every_step_without_secrets()
    {
        CliRun run = CliRun.Of("run", Script(Good), "--verbose");

        Assert.That(run.Out, Does.Contain("requirer/0 s3-relation-changed; emits credentials-changed"));
        Assert.That(run.Out, Does.Contain("access-key=‹secret-1›"));
        Assert.That(run.Out, Does.Not.Contain("AKIA").And.Not.Contain("wJalr"));
    }

    [TestCase("version-1/answered-in-a-secret", "auto", "secret-extra=secret:")]
    [TestCase("two-versions/answered-in-clear", "v1", "requirer (reference-requirer)")]
    [TestCase("two-versions/answered-in-clear", "v0", "requirer (bilingual-requirer)")]
    [TestCase("answer/told-once-each", "auto", "requirer (reference-requirer)")]
    [TestCase("version-1/answered-in-a-secret", "v1", "requirer (bilingual-requirer)")]
    public void The_charm_on_the_other_side_speaks_the_version_that_the_script_needs(string script, string version, string shown)
    {
        CliRun run = CliRun.Of("run", "course:" + script, "--interface", version, "--verbose", "--level", "strict");

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(shown));
    }

    [Test]
    public void A_script_that_cannot_be_read_is_told_with_its_place()
    {
        CliRun run = CliRun.Of("run", Script("deploy provider\ndeplyo requirer\n"));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("mine.s3c:2:1: ").And.Contain("Did you mean \"deploy\"?").And.Contain("^^^^^^"));
    }

    [Test]
    public void A_script_in_which_no_hook_runs_is_not_a_success() =>
        Assert.That(CliRun.Of("run", Script("settle\n")).Code, Is.EqualTo(3));

    [Test]
    public void A_folder_is_run_in_the_order_of_its_paths()
    {
        Script(Good, "b.s3c");
        Script(Good, "a.s3c");

        CliRun run = CliRun.Of("run", _folder);

        Assert.That(run.Out.Split('\n')[..2], Is.EqualTo(new[] { "pass          a", "pass          b" }));
    }

    [Test]
    public void A_folder_without_scripts_is_wrong_input() => Assert.That(CliRun.Of("run", _folder).Code, Is.EqualTo(2));

    [Test]
    public void A_saved_trace_is_judged_as_it_was_and_holds_no_secret()
    {
        string trace = Path.Combine(_folder, "t.jsonl");
        string first = Path.Combine(_folder, "1.json");
        string second = Path.Combine(_folder, "2.json");

        CliRun check = CliRun.Of("check", "reference", "--cases", "0", "--trace", trace, "--report", $"json={first}");
        CliRun judge = CliRun.Of("judge", trace, "--report", $"json={second}");

        Assert.That(check.Code, Is.Zero, check.Out + check.Error);
        Assert.That(judge.Code, Is.Zero, judge.Out + judge.Error);
        Assert.That(Clauses(second), Is.EqualTo(Clauses(first)));
        Assert.That(Clauses(first), Is.Not.Empty);
        foreach (Trace masked in TraceJson.Read(File.ReadAllText(trace), trace))
        {
            Assert.That(TraceJson.Write(Redaction.Masked(masked)), Is.EqualTo(TraceJson.Write(masked)));
        }
    }

    // Why a clause on an S3 was not put to the test, whether one was served, a trace does not say.
    private static string[] Clauses(string report)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(report));
        return [.. json.RootElement.GetProperty("clauses").EnumerateArray().Where(clause => clause.GetProperty("family").GetString() is not "use").Select(clause => clause.GetRawText())];
    }

    [Test]
    public void The_same_check_gives_the_same_bytes()
    {
        string[] files = [.. new[] { "1", "2" }.Select(name => Path.Combine(_folder, name))];
        string[] outputs =
        [
            .. files.Select(file => CliRun.Of(
                "check", "reference", "--role", "provider", "--seed", "7", "--cases", "5", "--no-timing", "--report", $"json={file}.json", "--report", $"junit={file}.xml", "--trace", file + ".jsonl").Out),
        ];

        Assert.That(outputs[1], Is.EqualTo(outputs[0]));
        foreach (string ending in new[] { ".json", ".xml", ".jsonl" })
        {
            Assert.That(File.ReadAllBytes(files[1] + ending), Is.EqualTo(File.ReadAllBytes(files[0] + ending)));
        }
    }

    [Test]
    public void The_reference_charms_pass_or_are_inconclusive_on_every_clause()
    {
        string report = Path.Combine(_folder, "r.json");

        CliRun.Of("check", "reference", "--cases", "0", "--level", "library", "--report", $"json={report}");

        using var json = JsonDocument.Parse(File.ReadAllText(report));
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("pass"));
        Assert.That(json.RootElement.GetProperty("subject").GetProperty("role").GetString(), Is.EqualTo("provider, requirer"));
    }

    [Test]
    public void An_interrupted_check_reports_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        string report = Path.Combine(_folder, "r.json");

        CliRun run = CliRun.Of(new CliRun.Around { Cancellation = stop.Token }, "check", "reference", "--cases", "0", "--report", $"json={report}");

        Assert.That(run.Code, Is.EqualTo(130));
        Assert.That(File.ReadAllText(report), Does.Contain("\"interrupted\": true"));
    }

    [Test]
    public void A_trace_that_is_none_is_told_with_its_place()
    {
        CliRun run = CliRun.Of("judge", Script("{\"schema\":\"s3contract-trace/2\"}", "t.jsonl"));

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("t.jsonl:1:").And.Contain("expected also script"));
    }
}
