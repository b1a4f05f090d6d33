using S3Contract.Harness.Scripts.Language;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary>Each kind of expectation that does not hold, as <c>run</c> shows it: the script with the line marked, expected and observed, the
/// steps that mattered, the databags before and after, the clause, and what to type next.</summary>
public sealed class FailedExpectationTests
{
    private static IEnumerable<TestCaseData> Kinds() =>
    [
        Of<EventExpectation>("expect requirer/* credentials-changed access-key=AKIASOMETHINGELSE bucket=backups"),
        Of<EventExpectation>("! expect requirer/* credentials-changed"),
        Of<DatabagExpectation>("expect databag provider requirer access-key=AKIAIOSFODNN7EXAMPLE region=eu-west-1"),
        Of<DatabagExpectation>("! expect databag requirer provider bucket=backups"),
        Of<WriteExpectation>("expect provider/* write"),
        Of<WriteExpectation>("! expect provider/leader write"),
        Of<RefusedExpectation>("expect provider/0 refused"),
        Of<RefusedExpectation>("! expect provider/* refused", "set provider/1 region=eu-west-1\nrun provider/1 write region=eu-west-1\nsettle\n"),
        Of<ErrorExpectation>("expect requirer/0 error"),
        Of<ErrorExpectation>("! expect requirer/0 error", "fail requirer/0\nupdate-status requirer/0\nsettle\n"),
        Of<HookExpectation>("expect requirer/0 hook relation-broken"),
        Of<HookExpectation>("! expect requirer/0 hook s3-relation-changed"),
        Of<StatusExpectation>("expect requirer/0 status blocked 'no bucket'"),
        Of<StatusExpectation>("! expect provider/0 status active"),
        Of<ActionExpectation>("expect provider/leader action issue failed"),
        Of<ActionExpectation>("! expect provider/leader action issue completed"),
        Of<LeaderExpectation>("expect provider/1 leader"),
        Of<LeaderExpectation>("! expect provider/0 leader"),
        Of<QuietExpectation>("expect quiet", "elect provider/1\n"),
        Of<QuietExpectation>("! expect quiet"),
        Of<NothingExpectation>("expect nothing"),
        Of<NothingExpectation>("! expect nothing", "expect quiet\nsettle\n"),
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Is_shown_with_all_that_is_needed(string name, string before, string line)
    {
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + before + line + "\n");

        // The reference charms set no status; this one does.
        string seen = name.EndsWith("not-status", StringComparison.Ordinal)
            ? bench.Seen("run", "@mine.s3c", "--provider", ExampleCharms.Example("sh-provider"))
            : bench.Seen("run", "@mine.s3c");

        Golden.Check(seen.Replace(ExampleCharms.Example("sh-provider"), "examples/sh-provider", StringComparison.Ordinal), name);
        Assert.That(seen, Does.Contain("  > ").And.Contain("    - " + (line.Contains("access-key", StringComparison.Ordinal) ? "expect " : line)).And.EndWith("(exit code 1)\n"));
        Assert.That(seen, Does.Contain("accept mine.s3c"));
        Assert.That(seen, Does.Not.Contain("AKIA").And.Not.Contain("wJalr"), "no secret");
    }

    [Test]
    public void Every_kind_of_expectation_is_among_them()
    {
        Type[] kinds = [.. typeof(Expectation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Expectation)))];
        string[] names = [.. Kinds().Select(kind => (string)kind.Arguments[0]!)];

        Assert.That(kinds, Is.Not.Empty);
        Assert.That(kinds.SelectMany(kind => new[] { Name(kind, negated: false), Name(kind, negated: true) }).Except(names, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void A_unit_or_a_relation_that_is_not_there()
    {
        using Bench bench = new Bench()
            .With("mine.s3c", Bench.Life + "expect? requirer-b/* credentials-changed\nexpect? databag provider requirer-b bucket=b\nexpect? provider/0 action sync completed\n");

        Golden.Check(bench.Seen("run", "@mine.s3c"), "Diagnostics/failed/nobody-there");
    }

    [Test]
    public void A_closed_world_tells_what_nobody_named()
    {
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + "expect only requirer/* credentials-changed\nexpect provider/leader action issue completed\n");

        Golden.Check(bench.Seen("run", "@mine.s3c"), "Diagnostics/failed/only");
    }

    [Test]
    public void A_soft_expectation_goes_on_and_a_hard_one_stops()
    {
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + "expect? nothing\nexpect quiet\nsettle\nexpect provider/1 leader\nexpect requirer/0 error\n");

        string seen = bench.Seen("run", "@mine.s3c");

        Golden.Check(seen, "Diagnostics/failed/soft-and-hard");
        Assert.That(seen, Does.Contain("    - expect? nothing").And.Contain("    - expect provider/1 leader").And.Not.Contain("- expect requirer/0 error"));
    }

    [Test]
    public void A_settle_without_end()
    {
        using Bench bench = new Bench().With("mine.s3c", "deploy provider\nsettle max=2\nexpect quiet\n");

        Golden.Check(bench.Seen("run", "@mine.s3c"), "Diagnostics/failed/restless");
    }

    [Test]
    public void A_row_of_examples_is_named_and_marked()
    {
        using Bench bench = new Bench().With(
            "mine.s3c", "# examples:\n#   | name | units |\n#   | few  | 1     |\n#   | many | 3     |\n\ndeploy provider --units ${units}\nsettle\n! expect provider/0 hook relation-joined\n");

        string seen = bench.Seen("run", "@mine.s3c");

        Golden.Check(seen, "Diagnostics/failed/row");
        Assert.That(seen, Does.Contain("pass          mine/few").And.Contain("fail          mine/many").And.Contain("  >   4 | #   | many | 3     |"));
    }

    [Test]
    public void A_line_of_an_included_file_is_told_with_its_file()
    {
        using Bench bench = new Bench().With("mine.s3c", "include _begin.s3c\nexpect quiet\n").With("_begin.s3c", "deploy provider\nsettle\nexpect provider/0 error\n");

        Golden.Check(bench.Seen("run", "@mine.s3c"), "Diagnostics/failed/included");
    }

    [Test]
    public void A_clause_that_was_broken_is_shown_with_its_sentence_and_the_hook()
    {
        string charm = ExampleCharms.Fixture("provider-partial-answer");
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + "expect quiet\n");

        string seen = bench.Seen("run", "@mine.s3c", "--provider", charm);

        Golden.Check(seen.Replace(charm, "provider-partial-answer", StringComparison.Ordinal), "Diagnostics/failed/clause");
        Assert.That(seen, Does.Contain("data.mandatory-fields (core): ").And.Contain("s3contract explain ").And.EndWith("(exit code 1)\n"));
    }

    [Test]
    public void A_clause_that_was_broken_often_is_not_shown_in_full()
    {
        string charm = ExampleCharms.Fixture("provider-partial-answer");
        string rotations = string.Concat(Enumerable.Range(1, 5).Select(i => $"issue provider access-key=AKIAIOSFODNN7EXAMPLE{i} secret-key=wJalrXUtnFEMIK7MDENG{i}\nsettle\n"));
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + rotations + "expect quiet\n");

        string seen = bench.Seen("run", "@mine.s3c", "--provider", charm);

        Golden.Check(seen.Replace(charm, "provider-partial-answer", StringComparison.Ordinal), "Diagnostics/failed/clause-often");
        Assert.That(seen, Does.Contain(" more violations, same cause"));
    }

    [Test]
    public void Of_many_expectations_the_first_are_shown()
    {
        using Bench bench = new Bench().With(
            "mine.s3c", "deploy provider\ndeploy requirer\nintegrate provider requirer\n" + string.Concat(Enumerable.Range(0, 5).Select(_ => "expect? databag provider requirer bucket=b\n")));

        Golden.Check(bench.Seen("run", "@mine.s3c"), "Diagnostics/failed/many");
    }

    [Test]
    public void A_long_script_shows_what_stands_near()
    {
        using Bench bench = new Bench().With("mine.s3c", string.Concat(Enumerable.Repeat("# talk\n", 40)) + Bench.Life + "expect nothing\n");

        string seen = bench.Seen("run", "@mine.s3c");

        Golden.Check(seen, "Diagnostics/failed/long-script");
        Assert.That(seen, Does.Contain("      …\n").And.Not.Contain("| # talk"));
    }

    [Test]
    public void Something_the_charm_cannot_do_is_inconclusive_with_the_reason()
    {
        using Bench bench = new Bench().With("mine.s3c", "# needs: [process]\nsettle\n").With("other.s3c", "deploy provider colour=blue\nsettle\nexpect quiet\n");

        Golden.Check(bench.Seen("run", "@mine.s3c", "@other.s3c"), "Diagnostics/failed/inconclusive");
    }

    private static TestCaseData Of<TExpectation>(string line, string before = "")
        where TExpectation : Expectation
    {
        string name = Name(typeof(TExpectation), line.StartsWith('!'));
        return new TestCaseData(name, before, line) { TestName = name };
    }

    private static string Name(Type expectation, bool negated) =>
        $"Diagnostics/failed/{(negated ? "not-" : "")}{expectation.Name.Replace("Expectation", "", StringComparison.Ordinal).ToLowerInvariant()}";
}
