using S3Contract.Cli.Terminal;
using S3Contract.Harness.Checks;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>What is said while something goes on, and how prose is broken.</summary>
public sealed class ProgressTests
{
    [TestCase(0, 73, 0, "1 of 73: answer/first")]
    [TestCase(9, 73, 20, "10 of 73: answer/first")]
    [TestCase(10, 73, 2, "11 of 73, about 15 seconds to go: answer/first")]
    [TestCase(10, 73, 12, "11 of 73, about a minute to go: answer/first")]
    [TestCase(10, 73, 60, "11 of 73, about 7 minutes to go: answer/first")]
    [TestCase(10, 73, 600, "11 of 73, about an hour to go: answer/first")]
    [TestCase(10, 73, 3600, "11 of 73, about 6.3 hours to go: answer/first")]
    [TestCase(73, 73, 60, "73 of 73: answer/first")]
    public void How_far_and_how_long_still(int done, int total, int seconds, string words) =>
        Assert.That(ProgressView.InWords(new CheckProgress(done, total, "answer/first"), TimeSpan.FromSeconds(seconds)), Is.EqualTo(words));

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
