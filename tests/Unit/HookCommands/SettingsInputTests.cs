using System.Text;
using S3Contract.Harness.Printing;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Tests.Unit.HookCommands;

/// <summary>What relation-set and state-set read from a file and from their arguments.</summary>
public sealed class SettingsInputTests
{
    [TestCase("{\"a\": \"1\", \"b\": \"\"}", "a=1;b=")]
    [TestCase("a: x\nb: |\n  two\n  lines\n", "a=x;b=two\nlines\n")]
    [TestCase("port: 80\nflag: true\nhex: 0x10\nold: yes\n", "port=80;flag=true;hex=0x10;old=yes")]
    [TestCase("a: null\nb: ~\nc:\nd: \"null\"\n", "a=;b=;c=;d=null")]
    [TestCase("{\"k\": \"\\u00e9 \\u20ac \\\\ud83d\\n\"}", "k=é € \\ud83d\n")]
    [TestCase("a: 1\n---\n: broken [\n", "a=1")]
    [TestCase("{\"a\": \"1\"}\n{\"b\": \"2\"}\n", "a=1")]
    [TestCase("a: 1\n---\nb: \"\\ud83d\\ude00\"\n", "a=1")]
    [TestCase("---\na: 1\n...\n--- [\n", "a=1")]
    [TestCase("a: 1\na: 2\n", "a=2")]
    [TestCase("k: a=b=c", "k=a=b=c")]
    [TestCase("", "")]
    [TestCase("null", "")]
    public void A_file_is_one_yaml_map_of_texts(string content, string expected) =>
        Assert.That(Show(SettingsInput.File("relation-set", Encoding.UTF8.GetBytes(content))), Is.EqualTo(expected));

    [TestCase("haha", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `haha` into map[string]string")]
    [TestCase("a rather long text", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `a rathe...` into map[string]string")]
    [TestCase("[1]", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]string")]
    [TestCase("a: 1\nb: {c: d}\n", "yaml: unmarshal errors:\n  line 2: cannot unmarshal !!map into string")]
    [TestCase("{\"a\": \"\\ud83d\\ude00\"}", "yaml: found invalid Unicode character escape code")]
    [TestCase("{\"a\": \"1\",\n \"b\": \"\\ud83d\\ude00\"}", "yaml: line 2: found invalid Unicode character escape code")]
    [TestCase("a: \u0001", "yaml: control characters are not allowed")]
    public void What_is_no_such_map_is_an_error_with_exit_code_1(string content, string reason)
    {
        CommandLineError error = Assert.Throws<CommandLineError>(() => SettingsInput.File("relation-set", Encoding.UTF8.GetBytes(content)))!;
        Assert.That((error.Reason, error.ExitCode), Is.EqualTo((reason, 1)));
    }

    [Test]
    public void An_emoji_itself_is_fine() =>
        Assert.That(Show(SettingsInput.File("relation-set", Encoding.UTF8.GetBytes("{\"a\": \"\ud83d\ude00\"}"))), Is.EqualTo("a=\ud83d\ude00"));

    [Test]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.Throws<CommandLineError>(() => SettingsInput.File("relation-set", [0x61, 0x3A, 0x20, 0xFF]));

    [TestCase("haha", "expected \"key=value\", got \"haha\"")]
    [TestCase("=x", "expected \"key=value\", got \"=x\"")]
    public void An_argument_without_key_and_value_is_an_error_with_exit_code_2(string argument, string reason)
    {
        CommandLineError error = Assert.Throws<CommandLineError>(() => SettingsInput.Arguments("relation-set", [argument]))!;
        Assert.That((error.Reason, error.ExitCode), Is.EqualTo((reason, 2)));
    }

    [Test]
    public void A_key_may_come_once()
    {
        CommandLineError error = Assert.Throws<CommandLineError>(() => SettingsInput.Arguments("relation-set", ["a=1", "a=2"]))!;
        Assert.That((error.Reason, error.ExitCode), Is.EqualTo(("key \"a\" specified more than once", 2)));
    }

    [Test]
    public void A_value_may_be_empty_and_hold_equals_signs() =>
        Assert.That(Show(SettingsInput.Arguments("relation-set", ["a=", "b=c=d"])), Is.EqualTo("a=;b=c=d"));

    private static string Show(List<KeyValuePair<string, string>> pairs) => string.Join(';', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
}
