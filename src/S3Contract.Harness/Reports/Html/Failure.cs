using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Causes;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Reports.Text;

namespace S3Contract.Harness.Reports.Html;

/// <summary>What is told in one block: a cause with all that it breaks, or a script of the charm's author that did not go as it says.</summary>
/// <param name="Number">Its number on the page, from 1.</param>
/// <param name="Headline">What is wrong, in one line.</param>
/// <param name="Counts">Does it decide?</param>
/// <param name="Script">The script of the shortest way there.</param>
/// <param name="Step">The step of that run.</param>
internal sealed record Failure(int Number, string Headline, bool Counts, string Script, int Step)
{
    /// <summary>The cause; null for a script.</summary>
    public Cause? Cause { get; init; }

    /// <summary>The place to look at; null for a script.</summary>
    public FoundViolation? First => Cause?.First;

    /// <summary>What did not hold, of a script.</summary>
    public IReadOnlyList<TextLine> Missed { get; init; } = [];

    /// <summary>The run; null if it was not kept.</summary>
    public BrokenRun? Run { get; init; }

    /// <summary>The arguments of the command line that run it again; null if there are none.</summary>
    public string? Replay { get; init; }

    /// <summary>The lines of the script that are to blame, as the run numbers them.</summary>
    public Func<ShownLine, bool> IsToBlame { get; init; } = _ => false;

    /// <summary>The failures of a report, those that count first.</summary>
    public static IEnumerable<Failure> Of(CheckReport report)
    {
        IReadOnlyList<Cause> causes = Cause.Of(report);
        IEnumerable<Failure> all =
        [
            .. causes.Where(cause => cause.Counts).Select(Of),
            .. report.Scenarios.Where(scenario => scenario is { IsOwn: true, Verdict: Verdict.Fail, Missed.Count: > 0 }).Select(Of),
            .. causes.Where(cause => !cause.Counts).Select(Of),
        ];
        return all.Select((failure, i) => failure with { Number = i + 1 });
    }

    private static Failure Of(Cause cause)
    {
        FoundViolation first = cause.First;
        return new Failure(0, cause.Headline, cause.Counts, first.Script, first.Step)
        {
            Cause = cause,
            Run = first.Run,
            Replay = first.Replay,
            IsToBlame = line => line.Number == first.Line && string.Equals(line.File, first.File, StringComparison.Ordinal),
        };
    }

    private static Failure Of(ScenarioResult script) => new(0, $"{script.Name} did not go as it says", true, script.Name, (script.Run?.Steps.Count ?? 0) - 1)
    {
        Missed = script.Missed,
        Run = script.Run,
        Replay = script.Replay,
    };
}
