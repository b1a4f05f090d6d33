using S3Contract.Cli.Terminal;
using S3Contract.Harness.Checks;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>What is said while something goes on, and how prose is broken.</summary>
public sealed class ProgressTests
{
    [TestCase(0, 73, 0, "1 of 73: answer/first")]
    [TestCase(9, 20, 20, "10 of 20: answer/first")]
    [TestCase(10, 73, 20, "11 of 73: answer/first")]
    [TestCase(30, 73, 6, "31 of 73, about 10 seconds to go: answer/first")]
    [TestCase(30, 73, 36, "31 of 73, about a minute to go: answer/first")]
    [TestCase(30, 73, 180, "31 of 73, about 5 minutes to go: answer/first")]
    [TestCase(30, 73, 2400, "31 of 73, about an hour to go: answer/first")]
    [TestCase(30, 73, 14400, "31 of 73, about 5.7 hours to go: answer/first")]
    [TestCase(73, 73, 60, "73 of 73: answer/first")]
    public void How_far_and_how_long_still(int done, int total, int seconds, string words) =>
        Assert.That(ProgressView.InWords(new CheckProgress(done, total, "answer/first"), TimeSpan.FromSeconds(seconds)), Is.EqualTo(words));

    [Test]
    public void Of_scripts_before_random_cases_only_the_scripts_are_told() => Assert.Multiple(() =>
    {
        var scripts = new CheckProgress(30, 173, "answer/first") { Cases = 100, OfKind = (30, 73) };
        var cases = new CheckProgress(123, 173, "campaign, case 50") { Cases = 100, OfKind = (50, 100) };
        Assert.That(ProgressView.InWords(scripts, TimeSpan.FromSeconds(6)), Is.EqualTo("31 of 173, about 10 seconds of scripts to go: answer/first"));
        Assert.That(ProgressView.InWords(cases, TimeSpan.FromSeconds(6)), Is.EqualTo("124 of 173, about 10 seconds to go: campaign, case 50"));
        Assert.That(ProgressView.InWords(scripts with { Total = 73, Cases = 0, CasesFor = TimeSpan.FromSeconds(60) }, TimeSpan.FromSeconds(6)), Does.Contain("of scripts to go"));
    });

    [TestCase(7, 0, null, "7 scripts")]
    [TestCase(1, 0, null, "1 script")]
    [TestCase(73, 100, null, "73 scripts and 100 random cases")]
    [TestCase(0, 1, null, "1 random case")]
    [TestCase(73, 0, 60, "73 scripts and random cases for 60 s")]
    [TestCase(0, 0, null, "")]
    public void What_is_to_be_run(int scripts, int cases, int? seconds, string words) => Assert.That(
        Estimate.Planned(new CheckProgress(0, scripts + cases, "first") { Cases = cases, CasesFor = seconds is { } some ? TimeSpan.FromSeconds(some) : null }),
        Is.EqualTo(words));

    [TestCase(null)]
    [TestCase("")]
    public void At_the_end_it_is_judged(string? script) =>
        Assert.That(ProgressView.InWords(new CheckProgress(3, 3, script), TimeSpan.FromSeconds(1)), Is.EqualTo("judging"));

    [TestCase("one two three", 20, "one two three")]
    [TestCase("one two three", 13, "one two three")]
    [TestCase("one two three", 12, "one two|three")]
    [TestCase("  one two three", 9, "  one two|three")]
    [TestCase("longer-than-a-line and more", 8, "longer-than-a-line|and more")]
    [TestCase("", 8, "")]
    [TestCase("   ", 2, "   ")]
    public void Lines_are_broken_at_words(string text, int width, string lines) =>
        Assert.That(string.Join('|', WordWrap.Lines(text, width, 0).Select(range => text[range])), Is.EqualTo(lines));
}
