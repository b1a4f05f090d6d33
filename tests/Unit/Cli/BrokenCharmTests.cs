namespace S3Contract.Tests.Unit.Cli;

/// <summary>A charm with a fault, from the command line: the fault is named, and the command that is printed shows it again.</summary>
[Platform("Linux")]
[Parallelizable]
public sealed class BrokenCharmTests
{
    [Test]
    public void The_printed_command_shows_the_failure_again()
    {
        CliRun check = FaultyCheck.Answer.Run;

        Assert.That(check.Code, Is.EqualTo(1), check.Out + check.Error);
        string[] lines = check.Out.Split('\n');
        string[] failed = [.. lines.Where(line => line.StartsWith("    breaks ", StringComparison.Ordinal))];
        Assert.That(failed, Has.Some.Contains("data.mandatory-fields"));
        string replay = lines.First(line => line.Contains("s3contract run course:", StringComparison.Ordinal)).Trim();

        CliRun again = CliRun.Of(replay.Split(' ')[1..]);

        Assert.That(again.Code, Is.EqualTo(1), replay + again.Out + again.Error);
        Assert.That(again.Out, Does.Match("(data|atomicity|live|isolation)\\."));
    }
}
