using System.Globalization;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Traces;

namespace S3Contract.Tests.Unit.Checks;

internal sealed class TraceCheckTests
{
    private static readonly SortedDictionary<string, string> s_none = new(StringComparer.Ordinal);
    private static readonly Clause s_watching = new("mine.watched", ClauseLevel.Core, Roles.Provider, "Somebody looks.", "this test");

    [Test]
    public void Runs_are_judged_one_after_the_other_so_that_no_two_need_be_in_memory()
    {
        List<string> order = [];
        var watching = new OwnClause(s_watching, trace =>
        {
            order.Add($"judged {trace.Header.Script}");
            return [];
        });

        CheckReport report = new TraceCheck(new ToolName("t", "1"), [watching]).Run(Runs(order), ClauseLevel.Core, s_none);

        Assert.That(order, Is.EqualTo(new[] { "read 0", "judged 0", "read 1", "judged 1", "read 2", "judged 2" }));
        Assert.That(report.Counts.Scripts, Is.EqualTo(3));
    }

    [Test]
    public void Of_saved_runs_only_those_are_kept_that_broke_something()
    {
        var watching = new OwnClause(s_watching, trace => [new ClauseCheck(1, trace.Header.Script is "20" ? "something" : null)]);
        var part = new PartResult("provider", "s3", new JudgeOptions { SubjectRoles = Roles.Provider }, [watching], new RunPlaces(null));
        for (int i = 0; i < 20; i++)
        {
            part.Add(Run(i));
        }

        Assert.That(part.Traces, Is.Empty);
        part.Add(Run(20));
        Assert.That(part.Traces.Select(trace => trace.Header.Script), Is.EqualTo(new[] { "20" }));
        Assert.That(part.Hooks, Is.EqualTo(21));
        Assert.That(part.Scripts, Is.EqualTo(21));
    }

    [Test]
    public void A_file_is_read_no_further_than_the_run_that_is_asked_for()
    {
        string text = string.Concat(Enumerable.Range(0, 1000).Select(i => TraceJson.Write(Run(i))));
        using var reader = new StringReader(text);
        int index = TraceJson.Read(reader, "t").Take(10).Count();
        Assert.That(index, Is.EqualTo(10));
        Assert.That(reader.ReadToEnd(), Has.Length.GreaterThan(text.Length * 9 / 10));
    }

    [Test]
    public void Lines_of_any_length_are_read_and_end_at_a_newline_alone([Values(0, 1, 16 * 1024 - 1, 16 * 1024, 100_000)] int length)
    {
        string[] lines = [new('a', length), "b\r\u2028c", "", new('d', length)];
        var reader = new NewlineReader(new StringReader(string.Join('\n', lines)));
        List<string> read = [];
        while (reader.TryRead(out ReadOnlyMemory<char> line))
        {
            read.Add(line.ToString());
        }

        Assert.That(read, Is.EqualTo(lines));
    }

    private static IEnumerable<Trace> Runs(List<string> order)
    {
        for (int i = 0; i < 3; i++)
        {
            order.Add($"read {i}");
            yield return Run(i);
        }
    }

    private static Trace Run(int number)
    {
        Trace run = Samples.Of(new ModelStep(0, new RelationAdded(1, "s3", "provider", "s3", "requirer", "s3")), Samples.Hook(1));
        return run with { Header = run.Header with { Script = number.ToString(CultureInfo.InvariantCulture) } };
    }
}
