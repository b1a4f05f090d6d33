namespace S3Contract.Bench.Comparing;

/// <summary>How much is measured: enough for numbers, or just enough to see that everything runs.</summary>
/// <param name="Turns">How often each thing is measured.</param>
/// <param name="Seconds">How long one measure goes on, where it is a rate.</param>
/// <param name="HypothesisCases">Cases of Hypothesis.</param>
/// <param name="Cases">Cases of a campaign.</param>
/// <param name="Depth">How deep a small world is walked.</param>
/// <param name="Script">The script that processes run.</param>
/// <param name="Hooks">How many hooks are started where a few make a measure.</param>
internal sealed record Scale(int Turns, double Seconds, int HypothesisCases, int Cases, int Depth, string Script, int Hooks)
{
    /// <summary>About two minutes.</summary>
    public static Scale Full { get; } = new(7, 0.5, 100, 200, 7, "life.s3c", 20);

    /// <summary>A few seconds; the numbers say nothing.</summary>
    public static Scale Smoke { get; } = new(1, 0.02, 1, 1, 3, "brief.s3c", 2);
}
