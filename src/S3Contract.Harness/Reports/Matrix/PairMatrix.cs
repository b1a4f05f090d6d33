using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Matrix;

/// <summary>Who works with whom: providers and requirers, every pair of them.</summary>
/// <param name="Tool">Which tool found it.</param>
/// <param name="Interface">The interface with its version.</param>
/// <param name="Providers">The providers.</param>
/// <param name="Requirers">The requirers.</param>
/// <param name="Pairs">What each pair came to, provider by provider.</param>
internal sealed record PairMatrix(ToolName Tool, string Interface, IReadOnlyList<PairedCharm> Providers, IReadOnlyList<PairedCharm> Requirers, IReadOnlyList<PairResult> Pairs)
{
    /// <summary>What a pair came to.</summary>
    public PairResult this[int provider, int requirer] => Pairs[(provider * Requirers.Count) + requirer];
}

/// <summary>A charm of a matrix.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, as its file <c>version</c> says; null if it has none.</param>
/// <param name="CalledAs">How it was named.</param>
internal sealed record PairedCharm(string Name, string? Version, string CalledAs)
{
    /// <summary>The name with the version.</summary>
    public string Title => Version is null ? Name : $"{Name} {Version}";
}

/// <summary>What a pair of charms came to.</summary>
/// <param name="Level">The highest level at which they work together; null if there is none.</param>
/// <param name="Hooks">How many hooks ran.</param>
internal sealed record PairResult(string? Level, int Hooks)
{
    /// <summary>The first clause that breaks, those of the lowest level first; null if none does.</summary>
    public ClauseResult? Broken { get; init; }

    /// <summary>Why nothing can be said, or they cannot be run; null else.</summary>
    public string? Problem { get; init; }

    /// <summary>The pair in a word or two: <c>strict</c>, <c>core; breaks live.answered</c>.</summary>
    public string Words => Problem is not null ? "not known"
        : Broken is not { } broken ? Level ?? "not known"
        : $"{(Level is null ? "" : Level + "; ")}breaks {broken.Id}";
}
