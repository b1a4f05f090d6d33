using System.Diagnostics;
using S3Contract.Harness.Checks;

namespace S3Contract.Cli.Terminal;

/// <summary>Says on standard error how much a check has to do, and after the first ten scripts how long that will take. Silent in CI, where
/// nobody waits, and on a terminal, where the progress is shown.</summary>
internal sealed class Estimate
{
    private const int First = 10;
    private readonly Lock _gate = new();
    private readonly TextWriter _out;
    private long _begin;
    private bool _begun;
    private bool _told;

    private Estimate(TextWriter output) => _out = output;

    /// <summary>Listens to progress as well.</summary>
    public static Action<CheckProgress>? Beside(Surroundings around, Action<CheckProgress>? progress)
    {
        if (progress is not null || around.Variable("CI") is { Length: > 0 })
        {
            return progress;
        }

        return new Estimate(around.Error).Note;
    }

    /// <summary>How long the rest takes if it goes on as until now, in words; null where too little was done to tell, and where nothing is
    /// left.</summary>
    /// <param name="progress">How far it is.</param>
    /// <param name="sofar">How long that took.</param>
    public static string? Of(CheckProgress progress, TimeSpan sofar)
    {
        if (progress.Done < First || progress.Total <= progress.Done)
        {
            return null;
        }

        double seconds = sofar.TotalSeconds / progress.Done * (progress.Total - progress.Done);
        return seconds switch
        {
            < 50 => FormattableString.Invariant($"about {Math.Max(5, Math.Ceiling(seconds / 5) * 5):0} seconds"),
            < 90 => "about a minute",
            < 3000 => FormattableString.Invariant($"about {Math.Ceiling(seconds / 60):0} minutes"),
            < 5400 => "about an hour",
            _ => FormattableString.Invariant($"about {seconds / 3600:0.#} hours"),
        };
    }

    private void Note(CheckProgress progress)
    {
        lock (_gate)
        {
            if (!_begun)
            {
                _begun = true;
                _begin = Stopwatch.GetTimestamp();
                _out.WriteLine(FormattableString.Invariant($"{progress.Total} {(progress.Total == 1 ? "script" : "scripts or random cases")} to run"));
            }

            if (!_told && Of(progress, Stopwatch.GetElapsedTime(_begin)) is { } time)
            {
                _told = true;
                _out.WriteLine($"{time} to go");
            }
        }
    }
}
