using System.Text.RegularExpressions;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Tests.Unit.Cli.Diagnostics;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>What a check says of what it could not tell is true, and what it advises is not what was done.</summary>
public sealed class AdviceTests
{
    // Prose is wrapped.
    private static string Flat(string shown) => Regex.Replace(shown, "\\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(10));

    [TestCase("reference-v1", "it is of version 0 of the interface, and this charm speaks version 1")]
    [TestCase("reference-both", "it is of version 0 of the interface, and this charm speaks version 1")]
    public void A_clause_of_the_version_that_the_charm_does_not_speak_says_so(string charm, string reason)
    {
        string shown = Flat(CliRun.Of("check", charm, "--level", "strict", "--cases", "3").Out);

        Assert.That(shown, Does.Contain(reason).And.Not.Contain("--cases NUMBER"));
    }

    [Test]
    public void Random_cases_that_ran_are_not_advised()
    {
        ClauseResult open = Reports.Samples.Report.Clauses[0] with { Verdict = Verdict.Inconclusive, Reason = "nothing exercised it", Checked = 0, Violations = [] };
        CheckReport without = Reports.Samples.Report with { Clauses = [open], Partial = null, Campaigns = [], Scenarios = [new ScenarioResult("one", Verdict.Pass) { Covers = ["another.clause"] }] };
        CheckReport with = without with { Campaigns = [new CampaignSummary("provider", "s3", 0, 5, 0, 100, 0, [], [], [])] };

        Assert.That(Gap.Of(without).Single().Needed, Is.EqualTo("only the campaign may come to it: --cases NUMBER"));
        Assert.That(Gap.Of(with).Select(gap => (gap.Reason, gap.Needed)).Single(), Is.EqualTo(("no script that ran is about it, and no random case came to it", "more random cases than 5 (--cases), or others (--seed)")));
    }

    [Test]
    public void An_S3_that_is_not_served_is_the_reason_of_the_clauses_about_one() => Assert.That(
        Flat(CliRun.Of("check", "reference", "--role", "requirer", "--only", "use", "--level", "strict").Out),
        Does.Contain("no S3 is served to the charm; --s3 serves one").And.Not.Contain("what it does instead"));

    [Test]
    public void Scripts_that_pass_are_not_shown_for_what_a_charm_does_instead() => Assert.That(
        Flat(CliRun.Of("check", "reference", "--role", "requirer", "--only", "fields").Out),
        Does.Contain("its scripts ran, and in them the charm did nothing that it speaks of: data.unset-is-absent").And.Not.Contain("what it does instead"));

    [TestCase("")]
    [TestCase("--all")]
    public void The_reason_is_the_same_in_the_list_of_all_clauses(string all)
    {
        string shown = Flat(CliRun.Of(["check", "reference", "--role", "requirer", "--only", "fields", .. all.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Out);

        Assert.That(Regex.Count(shown, "in them the charm did nothing that it speaks of", RegexOptions.None, TimeSpan.FromSeconds(10)), all.Length == 0 ? Is.EqualTo(1) : Is.GreaterThan(1));
        Assert.That(shown, Does.Not.Contain("nothing exercised it"));
    }

    [TestCase("core")]
    [TestCase("strict")]
    public void The_numbers_of_the_summary_add_up(string level)
    {
        CliRun run = CliRun.Of("check", "reference", "--role", "provider", "--only", "answer", "--level", level);
        Match[] lines = [.. Regex.Matches(Flat(run.Out), "(?<all>[0-9]+) clauses (of level [a-z]+|beyond it, which do not count): (?<passed>[0-9]+) passed, (?<failed>[0-9]+) failed, (?<open>[0-9]+) inconclusive, (?<waived>[0-9]+) waived", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Cast<Match>()];

        Assert.That(lines, Has.Length.EqualTo(level is "strict" ? 1 : 2), run.Out);
        foreach (Match line in lines)
        {
            int[] numbers = [.. line.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.That(numbers[0], Is.EqualTo(numbers[1..].Sum()), line.Value);
        }

        Assert.That(Flat(run.Out), Does.Contain($"not put to the test: {lines[0].Groups["open"].Value} of {lines[0].Groups["all"].Value} clauses of level {level}"));
    }

    [TestCase("check {0} --exhaustive 3", "--exhaustive 3 is for charms in process, and charm mine runs as a process; --cases NUMBER draws")]
    [TestCase("check {0} --only use", "--only use: these clauses are of level strict, and at level core nothing would be judged: add --level strict")]
    [TestCase("check {0} --only rotation --no-course", "--only rotation and --no-course do not go together: that is of the course, which --no-course leaves out")]
    [TestCase("check {0} --only live --no-course", "--only live and --no-course do not go together: scripts of the course are about that")]
    [TestCase("check {0} --trace /dev/null/t.jsonl", "--trace: /dev/null is a file, and no folder")]
    [TestCase("check {0} --report json=/sys/r.json", "--report json=/sys/r.json: nothing can be written in /sys: permission denied")]
    [TestCase("check {0} --trace /sys/new/t.jsonl", "--trace: nothing can be written in /sys: permission denied")]
    [TestCase("run course:rotation/reaches-every-unit --requirer {0} --trace /sys/t.jsonl", "--trace: nothing can be written in /sys: permission denied")]
    [TestCase("check {0} --report json=/dev/null/r.json", "/dev/null is a file, and no folder")]
    [TestCase("check {0} --save /dev/null", "--save /dev/null: is a file; expected a folder")]
    [Platform("Linux")]
    public void What_cannot_be_is_refused_before_a_hook_runs(string typed, string message)
    {
        using Bench bench = Noting();
        CliRun run = bench.Run([.. typed.Split(' ').Select(word => word is "{0}" ? bench["charm"] : word)]);

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")), run.Error);
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(File.Exists(bench["ran"]), Is.False, "a hook ran");
    }

    [TestCase("run course:answer/told-once-each --transport worker", "--transport worker is about charms that are processes, and the built-in charms are none")]
    [TestCase("run course:answer/told-once-each --provider reference-both --transport warm", "--transport warm is about")]
    [TestCase("check reference --transport warm", "--transport warm is about")]
    [TestCase("shell --transport worker", "--transport worker is about")]
    [TestCase("matrix --provider reference --requirer reference --transport warm", "--transport warm is about")]
    [TestCase("check reference --profile s3-integrator", "--profile s3-integrator is about charms that are processes")]
    public void Options_for_processes_are_refused_where_there_is_none(string typed, string message)
    {
        CliRun run = CliRun.Of(typed.Split(' '));

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void All_mistakes_of_a_profile_are_told_each_with_its_place()
    {
        using Bench bench = Noting().With("charm/s3contract.yaml", "isue: []\nsetup:\n  - config ${app} buckt=x\nwaive:\n  live.anwsered: so\n");
        CliRun run = bench.Run("check", bench["charm"]);

        Assert.That(run.Code, Is.EqualTo(2));
        string[] places = [.. run.Error.TrimEnd('\n').Split('\n').Select(line => Regex.Match(line, "s3contract.yaml:(?<place>[0-9]+:[0-9]+): ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Groups["place"].Value)];
        Assert.That(places, Is.EqualTo((string[])["1:1", "3:19", "5:3"]), run.Error);
        Assert.That(run.Error, Does.Contain("Did you mean \"issue\"?").And.Contain("Did you mean \"bucket\"?").And.Contain("Did you mean \"live.answered\"?"));
    }

    [Test]
    public void A_field_that_no_option_takes_is_answered_with_the_nearest()
    {
        using Bench bench = Noting().With("mine.s3c", "deploy provider buckt=x\nsettle\n");

        Assert.That(Flat(bench.Run("run", "@mine.s3c", "--provider", bench["charm"]).Out), Does.Contain("no lines for it under set: in its profile. Did you mean \"bucket\"?"));
    }

    [Test]
    public void Breaks_that_do_not_count_are_named_in_a_line_behind_a_pass()
    {
        CliRun run = CliRun.Of("run", "--interface", "v1", "course:version-1");

        Assert.That(run.Code, Is.Zero);
        Assert.That(Flat(run.Out), Does.Contain("broken beyond the level, which does not count: ").And.Not.Contain("next:"));
        Assert.That(CliRun.Of("run", "--interface", "v1", "course:version-1", "--level", "strict").Code, Is.EqualTo(1));
    }

    [Test]
    public void The_baseline_of_init_says_what_it_runs()
    {
        using Bench bench = Noting();

        Assert.That(bench.Run("init", bench["charm"], "--baseline").Error, Does.Match("^[0-9]+ scripts to run\n"));
    }

    // A charm that notes that a hook of it ran.
    private static Bench Noting()
    {
        var bench = new Bench();
        bench.With("charm/metadata.yaml", "name: mine\nprovides:\n  s3:\n    interface: s3\n").With("charm/config.yaml", "options:\n  bucket:\n    type: string\n")
            .With("charm/dispatch", $"#!/bin/sh\n: >'{bench["ran"]}'\n");
        File.SetUnixFileMode(bench["charm/dispatch"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return bench;
    }
}
