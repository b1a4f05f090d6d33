using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>A baseline from the command line: written, held against, compared.</summary>
[Parallelizable]
public sealed class BaselineCommandTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_a_charm_breaks_today_is_accepted_until_it_gets_worse()
    {
        const string Only = "answer/related-before-it-is-configured";
        string[] check = ["check", ExampleCharms.Fixture("provider-partial-answer"), "--only", Only, "--level", "strict"];
        Assert.That(CliRun.Of([.. check, "--report", "json=" + At("r.json")]).Code, Is.EqualTo(1));

        // That is a part of a check; say that it is whole, as a whole one would.
        File.WriteAllText(At("r.json"), File.ReadAllText(At("r.json")).Replace($"\"partial\": \"--only {Only}\"", "\"partial\": null", StringComparison.Ordinal));
        CliRun written = CliRun.Of("baseline", At("b.json"), "--from", At("r.json"), "--reason", "we know", "--expires", "2026-05-01");
        CliRun held = CliRun.Of(new CliRun.Around { Today = new DateOnly(2026, 5, 1) }, [.. check, "--baseline", At("b.json")]);
        CliRun expired = CliRun.Of(new CliRun.Around { Today = new DateOnly(2026, 5, 2) }, [.. check, "--baseline", At("b.json")]);

        Assert.That(written.Out, Does.Match("^wrote .*b.json: [0-9]+ clauses of level strict, [1-9][0-9]* accepted failures \\([0-9]+ new\\)\n$"));
        Assert.That((held.Code, held.Out), Is.EqualTo((0, held.Out)));
        Assert.That(held.Out, Does.Contain("not worse than the baseline").And.Not.Contain("FAIL"));
        Assert.That((expired.Code, expired.Out), Is.EqualTo((1, expired.Out)));
        Assert.That(expired.Out, Does.Contain("accepted until 2026-05-01 only (we know)"));
        Assert.That(CliRun.Of("compare", At("r.json"), At("r.json")).Out, Is.EqualTo("0 worse, 0 better, 0 new, at level strict\n"));
        Assert.That(CliRun.Of([.. check[..^2], "--baseline", At("b.json")]).Error, Does.Contain("it is of level strict, and this check is of level core"));
    }

    [Test]
    public void Compared_with_its_better_self_a_charm_got_worse()
    {
        File.WriteAllText(At("bad.json"), FaultyCheck.Answer.Report);
        string better = FaultyCheck.Answer.Report.Replace("\"verdict\": \"fail\"", "\"verdict\": \"pass\"", StringComparison.Ordinal);
        File.WriteAllText(At("good.json"), better);

        CliRun worse = CliRun.Of("compare", At("good.json"), At("bad.json"));

        Assert.That(worse.Code, Is.EqualTo(1), worse.Error);
        Assert.That(worse.Out, Does.Match("worse +[a-z.-]+ left pass, and is fail: "));
        Assert.That(CliRun.Of("compare", At("bad.json"), At("good.json")).Code, Is.Zero);
    }

    [Test]
    public void Checks_of_different_roles_are_not_compared()
    {
        foreach (string role in new[] { "provider", "requirer" })
        {
            CliRun.Of("check", "reference", "--role", role, "--only", "answer/told-once-each", "--report", "json=" + At(role));
        }

        CliRun run = CliRun.Of("compare", At("provider"), At("requirer"));

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("the reports are of different roles: provider and requirer"));
        Assert.That(CliRun.Of("compare", At("provider"), At("provider")).Error, Does.Contain("warning: the newer report is of a part of a check (--only answer/told-once-each)"));
    }

    [TestCase("baseline b.json", "Option '--from' is required")]
    [TestCase("baseline b.json --from x --expires soon", "--expires soon: expected a day as 2027-01-31")]
    [TestCase("baseline b.json --from /no/such", "/no/such: there is no such file; expected a JSON report")]
    [TestCase("compare /no/such /no/such", "/no/such: there is no such file; expected a JSON report")]
    [TestCase("check reference --baseline /no/such", "/no/such: there is no such file; expected a baseline")]
    public void Wrong_usage_is_one_clear_message(string arguments, string message)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));

        Assert.That(run.Code, Is.EqualTo(2), run.Error);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void A_part_of_a_check_makes_no_baseline()
    {
        CliRun.Of("check", "reference", "--only", "answer/related-before-it-is-configured", "--report", "json=" + At("r.json"));

        Assert.That(CliRun.Of("baseline", At("b.json"), "--from", At("r.json")).Error, Does.Contain("it is of a part of a check only (--only answer/related-before-it-is-configured)"));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
