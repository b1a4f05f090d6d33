namespace S3Contract.Cli.Doctor;

/// <summary>One thing that was looked for.</summary>
/// <param name="What">What was looked for: <c>ops</c>.</param>
/// <param name="Health">Whether it is there.</param>
/// <param name="Found">What was found, in one line.</param>
internal sealed record Diagnosis(string What, Health Health, string Found)
{
    /// <summary>What its absence costs; null where it is there.</summary>
    public string? Cost { get; init; }

    /// <summary>What to type or to do about it; null where there is nothing to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>What may be done instead; null for nothing.</summary>
    public string? Or { get; init; }
}

/// <summary>Whether something is there.</summary>
internal enum Health
{
    /// <summary>It is there.</summary>
    Good,

    /// <summary>It is not there, and a check can do without.</summary>
    Lacking,

    /// <summary>It is not there, and without it the charm cannot be run.</summary>
    Missing,
}
