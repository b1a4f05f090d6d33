using System.Text.Json;
using S3Contract.Cli.Terminal;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports.Text;
using S3Contract.Harness.Traces;
using S3Contract.Harness.Visible;

namespace S3Contract.Tests.Unit.Hostile;

/// <summary>What a charm says, and what its files hold: it hides nothing, it gives no orders, and it does not grow while it is read.</summary>
internal sealed class HostileTextTests
{
    private static readonly JsonSerializerOptions s_visible = new() { Encoder = VisibleJson.Encoder };

    [TestCase("a\u202Eb", @"a\u202Eb")]
    [TestCase("a\u2066b\u2069", @"a\u2066b\u2069")]
    [TestCase("zero\u200Bwidth\uFEFF", @"zero\u200Bwidth\uFEFF")]
    [TestCase("soft\u00ADhyphen", @"soft\u00ADhyphen")]
    [TestCase("\u009B2Jcsi\u007F", @"\u009B2Jcsi\u007F")]
    [TestCase("tag\U000E0041", @"tag\U000E0041")]
    [TestCase("line\u2028end", @"line\u2028end")]
    [TestCase("filler\u3164", @"filler\u3164")]
    [TestCase("::error::owned", @"\u003A:error::owned")]
    [TestCase("  ::add-mask::x", @"  \u003A:add-mask::x")]
    [TestCase("a\n::stop-commands::x", "a\n\\u003A:stop-commands::x")]
    [TestCase("##[error]x", @"#\u0023[error]x")]
    [TestCase("std::string", "std::string")]
    [TestCase("naïve ‹secret-1› 日本 😀", "naïve ‹secret-1› 日本 😀")]
    public void What_hides_or_gives_orders_is_shown_as_its_code(string text, string expected)
    {
        Assert.That(Harmless.Text(text), Is.EqualTo(expected));
        Assert.That(Plain.Line(text, trim: false), Is.EqualTo(expected.Replace("\n", "\\n", StringComparison.Ordinal)));
    }

    [TestCase("a\u202Eb \u200B \U000E0041 é 😀 \u0001")]
    [TestCase("plain")]
    public void In_JSON_it_is_escaped_and_nothing_is_lost(string text)
    {
        string json = JsonSerializer.Serialize(text, s_visible);
        Assert.That(JsonSerializer.Deserialize<string>(json), Is.EqualTo(text));
        Assert.That(json.EnumerateRunes().All(rune => VisibleCharacter.Is(rune.Value)), json);
    }

    [Test]
    public void A_text_full_of_a_secret_is_masked_in_no_time_and_little_memory()
    {
        var redaction = new Redaction();
        redaction.Learn("access-key", new string('\\', 16));
        redaction.Learn("secret-key", new string('a', 8));
        string text = new string('\\', 2_000_000) + new string('a', 2_000_000);
        long before = GC.GetTotalAllocatedBytes();
        string masked = redaction.Mask(text);
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(600_000_000));
        Assert.That(masked, Does.Not.Contain("\\\\").And.Not.Contain("aaaaaaaa"));
    }

    [TestCase("a: [[", 100_000, "is nested more than 64 deep")]
    [TestCase("a: &a [*a]", 1, "stands for something that holds it")]
    [TestCase("a: {b: &b {c: *b}}", 1, "stands for something that holds it")]
    public void YAML_that_would_take_the_stack_is_refused(string part, int count, string expected)
    {
        YamlFile file = YamlFile.Parse("metadata.yaml", string.Concat(Enumerable.Repeat(part, count)));
        Assert.That(file.Problems.Single().Message, Does.Contain(expected));
    }

    [Test]
    public void YAML_that_grows_by_its_aliases_is_refused()
    {
        string text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(
            i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.That(YamlFile.Parse("metadata.yaml", text).Problems.Single().Message, Does.Contain("it holds more than 100000 values"));
    }

    [Test]
    public void Aliases_as_people_use_them_are_fine() =>
        Assert.That(YamlFile.Parse("x.yaml", "a: &a {b: 1}\nc: *a\nd: [*a, *a]\n").Problems, Is.Empty);
}
