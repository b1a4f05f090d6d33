using S3Contract.Harness.Checks;

namespace S3Contract.Cli.Terminal;

/// <summary>Says how much a check has to do, and how long what is left takes.</summary>
internal static class Estimate
{
    // Before that many, and before so large a part of all, the pace says too little: the first scripts are short.
    private const int First = 10;
    private const int Part = 3;

    /// <summary>Says on standard error what a check has to do. Silent in CI, where nobody waits, and on a terminal, where the progress is shown.</summary>
    /// <param name="around">Where to say it.</param>
    /// <param name="progress">Who listens besides.</param>
    public static Action<CheckProgress>? Beside(Surroundings around, Action<CheckProgress>? progress)
    {
        if (progress is not null || around.Variable("CI") is { Length: > 0 })
        {
            return progress;
        }

        int told = 0;
        return first =>
        {
            if (Interlocked.Exchange(ref told, 1) == 0 && Planned(first) is { Length: > 0 } planned)
            {
                around.Error.WriteLine($"{planned} to run");
            }
        };
    }

    /// <summary>What is to be run: <c>73 scripts and 100 random cases</c>; empty for nothing that can be counted.</summary>
    public static string Planned(CheckProgress progress)
    {
        int scripts = progress.Total - progress.Cases;
        string[] parts =
        [
            .. scripts > 0 ? [Count(scripts, "script")] : Array.Empty<string>(),
            .. progress.Cases > 0 ? [Count(progress.Cases, "random case")] : Array.Empty<string>(),
            .. progress.CasesFor is { } time ? [FormattableString.Invariant($"random cases for {time.TotalSeconds:0} s")] : Array.Empty<string>(),
        ];
        return string.Join(" and ", parts);
    }

    /// <summary>How long the rest of what is of one kind takes if it goes on as until now, in words; null where too little was done to tell, and where
    /// nothing is left.</summary>
    /// <param name="done">How much of it is done.</param>
    /// <param name="total">How much there is.</param>
    /// <param name="sofar">How long that took.</param>
    public static string? Of(int done, int total, TimeSpan sofar)
    {
        if (done < First || done * Part < total || total <= done)
        {
            return null;
        }

        double seconds = sofar.TotalSeconds / done * (total - done);
        return seconds switch
        {
            < 50 => FormattableString.Invariant($"about {Math.Max(5, Math.Ceiling(seconds / 5) * 5):0} seconds"),
            < 90 => "about a minute",
            < 3000 => FormattableString.Invariant($"about {Math.Ceiling(seconds / 60):0} minutes"),
            < 5400 => "about an hour",
            _ => FormattableString.Invariant($"about {seconds / 3600:0.#} hours"),
        };
    }

    private static string Count(int count, string one) => FormattableString.Invariant($"{count} {one}{(count == 1 ? "" : "s")}");
}
