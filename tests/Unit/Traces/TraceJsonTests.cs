using S3Contract.Charms;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Traces;

public sealed class TraceJsonTests
{
    private const string Head = """
        {"schema":"s3contract-trace/2","script":"rotation/pair","seed":7,"provider":{"charm":"my-charm","host":"process","underTest":true},"requirer":{"charm":"reference-requirer","host":"in-process","underTest":false}}
        """;

    [Test]
    public void A_trace_is_a_line_that_says_what_it_is_and_a_line_a_step()
    {
        Trace trace = Samples.Of(
            new ModelStep(0, new LeaderMoved("provider", null, Samples.Provider)) { Line = 3 },
            Samples.Hook(1, new DatabagWrite(1, true, [new("bucket", "b"), new("bucket", "")]), new LeaderAsked(true)) with
            {
                Commits = [new DatabagCommit(1, true, Databag.Empty, Databag.Empty.With("bucket", "b"))],
            });

        Assert.That(TraceJson.Write(trace), Is.EqualTo(Head + """

            {"type":"model","change":{"type":"leader-moved","application":"provider","to":"provider/0"},"index":0,"line":3}
            {"type":"hook","unit":"provider/0","hook":{"kind":"relation-changed","endpoint":"s3","relation":1,"remoteApplication":"requirer"},"leader":true,"outcome":"committed","entries":[{"type":"relation-set","relation":1,"application":true,"changes":[["bucket","b"],["bucket",""]]},{"type":"is-leader","answer":true}],"commits":[{"relation":1,"application":true,"before":{},"after":{"bucket":"b"}}],"index":1}

            """));
    }

    [Test]
    public void Text_of_any_kind_comes_back_as_it_was()
    {
        const string Odd = "a\nb\r\t\"\\ é 漢 😀 \u2028 \u0000 \u001b[31m </x>";
        Trace trace = Samples.Of(Samples.Hook(0, new Logged(LogLevel.Warning, Odd)) with { Stdout = Odd, Failure = Odd });

        var hook = (HookStep)TraceJson.Read(TraceJson.Write(trace), "t")[0].Steps[0];

        Assert.Multiple(() =>
        {
            Assert.That(hook.Entries, Is.EqualTo(new HookEntry[] { new Logged(LogLevel.Warning, Odd) }));
            Assert.That(hook.Stdout, Is.EqualTo(Odd));
            Assert.That(hook.Failure, Is.EqualTo(Odd));
        });
    }

    [Test]
    public void A_file_may_hold_several_traces()
    {
        Trace first = Samples.Of(Samples.Issued(0));
        Trace second = Samples.Of();

        IReadOnlyList<Trace> read = TraceJson.Read(TraceJson.Write(first) + TraceJson.Write(second), "t");

        Assert.That(read.Select(trace => trace.Steps.Count), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(read[0].Header, Is.EqualTo(first.Header));
    }

    [Test]
    public void What_is_left_out_because_there_is_none_of_it_is_empty_again()
    {
        var hook = (HookStep)TraceJson.Read(TraceJson.Write(Samples.Of(Samples.Hook(0))), "t")[0].Steps[0];

        Assert.That(hook.Entries, Is.Empty.And.Not.Null);
        Assert.That(hook.Commits, Is.Empty.And.Not.Null);
        Assert.That(hook.Stdout + hook.Stderr, Is.Empty);
        Assert.That(hook.Stdout, Is.Not.Null);
    }

    [TestCase("", "t:1:1: expected a trace, found an empty file")]
    [TestCase("no json", "t:1:1: expected the first line of a trace, {\"schema\":\"s3contract-trace/2\",...}")]
    [TestCase("{\"schema\":\"s3contract-trace/9\",\"script\":\"x\",\"seed\":1,\"provider\":{\"charm\":\"a\",\"host\":\"b\",\"underTest\":true},\"requirer\":{\"charm\":\"a\",\"host\":\"b\",\"underTest\":true}}", "t:1:1: expected the schema s3contract-trace/2, found s3contract-trace/9")]
    [TestCase("{\"schema\":\"s3contract-trace/1\",\"script\":\"x\",\"seed\":1,\"provider\":{\"charm\":\"a\",\"host\":\"b\",\"underTest\":true},\"requirer\":{\"charm\":\"a\",\"host\":\"b\",\"underTest\":true}}", "t:1:1: expected the schema s3contract-trace/2, found s3contract-trace/1, which does not say what an option or an action carries out for the script, so it cannot be judged any more: run the script again")]
    [TestCase("{\"schema\":\"s3contract-trace/2\",\"script\":\"x\"}", "t:1:45: expected also seed, provider, requirer")]
    public void A_wrong_first_line_is_told(string text, string message) =>
        Assert.That(() => TraceJson.Read(text, "t"), Throws.TypeOf<TraceFormatException>().With.Message.EqualTo(message));

    [TestCase("{\"type\":\"hook\"", "t:2:15: expected JSON: ")]
    [TestCase("{\"type\":\"hock\",\"index\":0}", "expected \"type\" to be one of hook, model")]
    [TestCase("{\"index\":0}", "expected \"type\" to be one of hook, model")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"moon-landing\"}}", "expected \"type\" to be one of application-deployed, ")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"model-quiet\"},\"colour\":1}", "expected no \"colour\" here")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"unit-added\"}}", "expected also unit")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"unit-added\",\"unit\":\"provider\"}}", "t:2:74: expected a unit name such as \"mysql/0\" at $.change.unit")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"unit-added\",\"unit\":7}}", "expected a unit name such as")]
    [TestCase("{\"type\":\"model\",\"index\":\"0\",\"change\":{\"type\":\"model-quiet\"}}", "expected a whole number at $.index")]
    [TestCase("{\"type\":\"model\",\"index\":4,\"change\":{\"type\":\"model-quiet\"}}", "t:2:1: expected the step with index 0, found index 4")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"index\":0,\"change\":{\"type\":\"model-quiet\"}}", "expected \"index\" only once")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":null}", "expected a value, found null")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"credentials-issued\",\"application\":\"p\",\"fields\":{\"a\":\"\"}}}", "expected a text with at least one character")]
    [TestCase("{\"type\":\"model\",\"index\":0,\"change\":{\"type\":\"config-changed\",\"application\":\"p\",\"options\":{\"a\":\"\"}}}", "expected a list of pairs")]
    [TestCase("null", "expected an object, found null")]
    [TestCase("[]", "expected an object")]
    public void A_wrong_step_is_told_with_its_place_and_without_names_of_dotnet(string line, string message)
    {
        TraceFormatException? problem = Assert.Throws<TraceFormatException>(() => TraceJson.Read(Head + "\n" + line + "\n", "t"));

        Assert.That(problem!.Message, Does.Contain(message));
        Assert.That(problem.Message, Does.StartWith("t:2:"));
        Assert.That(problem.Message, Does.Not.Contain("System.").And.Not.Contain("S3Contract"));
    }

    [Test]
    public void The_column_counts_characters_not_bytes()
    {
        TraceFormatException? problem = Assert.Throws<TraceFormatException>(
            () => TraceJson.Read(Head + "\n{\"type\":\"model\",\"é漢\":1}", "t"));

        Assert.That(problem!.Message, Does.Contain("expected no \"é漢\" here"));
        Assert.That(problem.Column, Is.EqualTo("{\"type\":\"model\",\"é漢\"".Length + 1).Within(2));
    }
}
