using S3Contract.Harness.Printing;

namespace S3Contract.Tests.Unit.HookCommands;

/// <summary>What hook commands print.</summary>
public sealed class OutputFormatTests
{
    private static readonly string[] s_units = ["app/0", "app/1"];

    [Test]
    public void Smart_prints_simple_answers_bare_and_the_rest_as_yaml() => Assert.Multiple(() =>
    {
        Assert.That(Print("smart", null), Is.Empty);
        Assert.That(Print("smart", ""), Is.Empty);
        Assert.That(Print(null, "text"), Is.EqualTo("text\n"));
        Assert.That(Print(null, true), Is.EqualTo("True\n"));
        Assert.That(Print(null, s_units), Is.EqualTo("app/0\napp/1\n"));
        Assert.That(Print(null, Array.Empty<string>()), Is.Empty);
        Assert.That(Print(null, 7L), Is.EqualTo("7\n"));
        Assert.That(Print(null, Answer.Empty()), Is.EqualTo("{}\n"));
    });

    [Test]
    public void Json_is_one_line_in_the_spelling_of_Go() => Assert.Multiple(() =>
    {
        Assert.That(Print("json", null), Is.EqualTo("null\n"));
        Assert.That(Print("json", "<a> & é \u0001 \ud83d\ude00 \"\\\n"), Is.EqualTo("\"\\u003ca\\u003e \\u0026 é \\u0001 \ud83d\ude00 \\\"\\\\\\n\"\n"));
        Assert.That(Print("json", Answer.Map(("b", 1L), ("a", s_units), ("A", 1.5))), Is.EqualTo("{\"A\":1.5,\"a\":[\"app/0\",\"app/1\"],\"b\":1}\n"));
        Assert.That(Print("json", Array.Empty<string>()), Is.EqualTo("[]\n"));
        Assert.That(Print("json", 1e21), Is.EqualTo("1e+21\n"));
        Assert.That(Print("json", 1e-7), Is.EqualTo("1e-7\n"));
        Assert.That(Print("json", 100000.0), Is.EqualTo("100000\n"));
    });

    [TestCase("plain text", "plain text")]
    [TestCase("4", "\"4\"")]
    [TestCase("true", "\"true\"")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("null", "\"null\"")]
    [TestCase("", "\"\"")]
    [TestCase("0x1F", "\"0x1F\"")]
    [TestCase("1.5e3", "\"1.5e3\"")]
    [TestCase("2026-01-02", "\"2026-01-02\"")]
    [TestCase("2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\"")]
    [TestCase("2026-01-02 03:04:05", "\"2026-01-02 03:04:05\"")]
    [TestCase("2026-01-02 03:04:05Z", "2026-01-02 03:04:05Z")]
    [TestCase("2026-13-02", "2026-13-02")]
    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("https://s3.example:9000", "https://s3.example:9000")]
    [TestCase("a: b", "'a: b'")]
    [TestCase("it's #1", "'it''s #1'")]
    [TestCase("[list]", "'[list]'")]
    [TestCase("tab\there", "\"tab\\there\"")]
    public void Yaml_quotes_what_would_be_read_as_something_else(string value, string printed) =>
        Assert.That(Print("yaml", Answer.Map(("k", value))), Is.EqualTo($"k: {printed}\n"));

    [Test]
    public void Yaml_is_in_blocks_with_sorted_keys()
    {
        SortedDictionary<string, object?> inner = Answer.Map(("value", "10.1.2.3"), ("hostname", ""));
        SortedDictionary<string, object?> answer = Answer.Map(
            ("text", "two\nlines\n"), ("empty", Answer.Empty()), ("list", new object?[] { inner, "b" }), ("none", Array.Empty<string>()));
        Assert.That(Print("yaml", answer), Is.EqualTo("""
            empty: {}
            list:
            - hostname: ""
              value: 10.1.2.3
            - b
            none: []
            text: |
              two
              lines

            """));
    }

    [Test]
    public void An_unknown_format_is_an_error_with_exit_code_2()
    {
        CommandLineError error = Assert.Throws<CommandLineError>(() => OutputFormat.Check("relation-get", "bad", OutputFormat.All))!;
        Assert.That((error.Reason, error.ExitCode), Is.EqualTo(("invalid value \"bad\" for option --format: unknown format \"bad\"", 2)));
    }

    private static string Print(string? format, object? answer) => OutputFormat.Print(format, answer);
}
