using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>The options that say what of a check is done, and what counts.</summary>
public sealed class WhatToCheckTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("calm", "calm.becomes-quiet", "write.leader-only")]
    [TestCase("write.leader-only", "write.leader-only", "calm.becomes-quiet")]
    [TestCase("answer/told-once-each", "events.requested-once", "no.such")]
    [TestCase("course:answer/told-once-each", "events.requested-once", "no.such")]
    [TestCase("answer", "events.requested-once", "no.such")]
    public void Only_what_is_named_is_told_of(string name, string told, string not)
    {
        CliRun run = CliRun.Of("check", "reference", "--role", "provider", "--only", name, "--all");

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain($"  {told} ").And.Not.Contain($"  {not} "));
        Assert.That(run.Out, Does.Match($"\\(partial:\\s+--only\\s+{name}\\)"));
    }

    [TestCase("reference", "version-1/answered-in-a-secret", 2)]
    [TestCase("reference-both", "version-1/answered-in-a-secret", 2)]
    [TestCase("reference-both", "two-versions/rotated", 2)]
    [TestCase("reference-both", "two-versions", 24)]
    [TestCase("reference", "mixed.answered", 2)]
    [TestCase("reference-both", "live.secret-withdrawn-seen", 1)]
    public void Scripts_of_version_1_and_of_two_versions_are_found_and_meet_the_charm_they_are_for(string charm, string name, int least)
    {
        CliRun run = CliRun.Of("check", charm, "--only", name, "--level", "strict", "--report", "json=" + Path.Combine(_folder, "r.json"));

        string[] scripts = Scripts(run, "r.json");
        Assert.That(scripts, Has.Length.GreaterThanOrEqualTo(least).And.All.Match("^(version-1|two-versions)/"));
    }

    [TestCase("requirer", "live.asked-unprompted")]
    [TestCase("provider", "mixed.answer-has-bucket")]
    public void A_charm_of_version_1_alone_runs_into_the_dead_ends_at_level_strict_only(string role, string deadEnd)
    {
        string[] check = ["check", "reference-v1", "--role", role, "--only", "two-versions", "--all", "--level"];

        Assert.That(CliRun.Of([.. check, "library"]).Code, Is.Zero);
        CliRun strict = CliRun.Of([.. check, "strict"]);
        Assert.That(strict.Code, Is.EqualTo(1));
        Assert.That(strict.Out, Does.Contain("breaks " + deadEnd));
    }

    [TestCase("version-1/answered-in-a-secrte", "version-1/answered-in-a-secret")]
    [TestCase("two-version", "two-versions")]
    [TestCase("live.every-feld", "live.every-field")]
    [TestCase("calmm", "calm")]
    [TestCase("answer/told-once-eech", "answer/told-once-each")]
    public void A_name_that_is_none_is_answered_with_the_nearest(string name, string near)
    {
        CliRun run = CliRun.Of("check", "reference", "--only", name);

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain($"there is no such family, clause or script. Did you mean \"{near}\"?"));
    }

    [Test]
    public void Clauses_that_nothing_put_to_the_test_can_be_too_many()
    {
        string[] check = ["check", "reference", "--role", "provider", "--only", "answer/told-once-each", "--max-inconclusive"];

        Assert.That(CliRun.Of([.. check, "100"]).Code, Is.Zero);
        CliRun run = CliRun.Of([.. check, "2"]);
        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Out, Does.Match("nothing failed, but [0-9]+ clauses of level core are\\s+inconclusive, more\\s+than\\s+--max-inconclusive\\s+2"));
    }

    [Test]
    public void Scripts_of_the_user_come_behind_those_that_a_quick_check_of_the_role_has()
    {
        File.WriteAllText(Path.Combine(_folder, "mine.s3c"), "deploy provider\nsettle\n");
        string[] check = ["check", "reference", "--quick", "--verbose"];

        string[] alone = Scripts(CliRun.Of([.. check, "--report", "json=" + Path.Combine(_folder, "a.json")]), "a.json");
        string[] both = Scripts(CliRun.Of([.. check, "--scripts", _folder, "--report", "json=" + Path.Combine(_folder, "b.json")]), "b.json");

        Assert.That(both.Where(name => !name.StartsWith("mine", StringComparison.Ordinal)), Is.EqualTo(alone));
        Assert.That(both.Count(name => name.StartsWith("mine", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    private string[] Scripts(CliRun run, string report)
    {
        Assert.That(run.Code, Is.Zero, run.Error);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, report)));
        return [.. json.RootElement.GetProperty("scenarios").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
    }

    [TestCase("")]
    [TestCase("--fail-fast")]
    public void However_many_scripts_run_at_a_time_the_report_is_the_same(string more)
    {
        string one = Report("1", more);
        string several = Report("3", more);

        Assert.That(several, Is.EqualTo(one));
        Assert.That(one, more.Length == 0 ? Does.Contain("\"partial\": \"--only answer\"") : Does.Contain("\"partial\": \"--fail-fast: ended at the first script that broke a clause\""));
    }

    [TestCase("reference-both")]
    [TestCase("reference-v1")]
    public void A_campaign_alone_finds_out_which_version_the_charm_speaks(string charm)
    {
        CliRun run = CliRun.Of("check", charm, "--role", "requirer", "--no-course", "--cases", "30", "--all");

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Match("pass +live.secrets-asked").Or.Match("live.secrets-asked .*pass"), run.Out);
    }

    [Test]
    public void A_campaign_that_time_ends_makes_a_check_partial()
    {
        CliRun run = CliRun.Of("check", "reference", "--role", "provider", "--no-course", "--cases", "1000000", "--time", "1");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("(partial: --no-course)"));
        run = CliRun.Of("check", "reference", "--role", "provider", "--cases", "1000000", "--time", "1");
        Assert.That(run.Out.ReplaceLineEndings(" "), Does.Match("\\(partial:\\s+--time\\s+1:\\s+no\\s+further\\s+case\\s+began\\)"));
    }

    private string Report(string jobs, string more)
    {
        string file = Path.Combine(_folder, jobs + ".json");
        CliRun run = CliRun.Of(
            ["check", ExampleCharms.Fixture("provider-partial-answer"), "--only", "answer", "--jobs", jobs, "--no-timing", "--report", "json=" + file, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(run.Code, Is.EqualTo(1), run.Out + run.Error);
        return File.ReadAllText(file);
    }
}
