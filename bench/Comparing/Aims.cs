namespace S3Contract.Bench.Comparing;

/// <summary>What a row is to reach.</summary>
/// <param name="Name">The row.</param>
/// <param name="Text">The aim, for people.</param>
/// <param name="IsMet">Is it reached?</param>
internal sealed record Aim(string Name, string Text, Func<Row, bool?> IsMet)
{
    /// <summary>All aims.</summary>
    public static IReadOnlyList<Aim> All { get; } =
    [
        new("inproc-vs-hypothesis", "ratio ≥ 500", row => row.Ratio >= 500),
        new("inproc-vs-fscheck-machine", "ratio ≥ 1, ours judged and theirs not", row => row.Ratio >= 1),
        new("inproc-vs-floor", "1,000,000 hooks/s", row => row.Ours >= 1_000_000),
        new("campaign-hooks-per-s", "200,000 hooks/s", row => row.Ours >= 200_000),
        new("explorer-states-per-s", "400,000 states/s a core", row => row.Ours >= 400_000),
        new("cold-vs-spawn-loop", "ratio ≤ 1.2", row => row.Ratio <= 1.2),
        new("warm-vs-cold", "ratio ≥ 30", row => row.Ratio >= 30),
        new("hook-command-p50-ms", "≤ 1 ms over the start of a shell", row => row.Ours - row.Peer <= 1),
        new("help-start-ms", "≤ 80 ms over a .NET hello world", row => row.Ours - row.Peer <= 80),
    ];

    /// <summary>Whether a row reaches it, for people.</summary>
    public string Verdict(Row row) => (row.Ours, IsMet(row)) switch
    {
        (null, _) => "not measured",
        (_, true) => "yes",
        _ => row.Peer is null && Text.Contains("ratio", StringComparison.Ordinal) ? "no peer here" : "no",
    };
}
