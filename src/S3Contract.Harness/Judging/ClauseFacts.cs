namespace S3Contract.Harness.Judging;

/// <summary>What is known of a clause after runs, from which its verdict follows. Of runs that were judged apart it can be put together.</summary>
/// <param name="Checked">How many times it was checked.</param>
/// <param name="Untested">Why nothing would put it to the test.</param>
internal readonly record struct ClauseFacts(int Checked, string Untested)
{
    /// <summary>Was it broken?</summary>
    public bool Broken { get; init; }

    /// <summary>Why the profile waives it; null if it does not.</summary>
    public string? Waived { get; init; }

    /// <summary>Why it cannot be judged: the event that the subject does not show; null if it can.</summary>
    public string? Hidden { get; init; }

    /// <summary>Had nothing that ran an occasion for that event? Then its not being shown says nothing of the subject.</summary>
    public bool NoOccasion { get; init; }

    /// <summary>Why some of what would have been checked says nothing; null if nothing was set aside.</summary>
    public string? Aside { get; init; }

    /// <summary>Would what was set aside have broken it?</summary>
    public bool AsideBroken { get; init; }

    /// <summary>The verdict, and why nothing can be said or it is waived; null else.</summary>
    public (Verdict Verdict, string? Reason) Decide() => this switch
    {
        { Waived: { } reason } => (Verdict.Waived, reason),
        { Hidden: not null, NoOccasion: true } => (Verdict.Inconclusive, Aside ?? Untested),
        { Hidden: { } reason } => (Verdict.Inconclusive, reason),
        { Broken: true } => (Verdict.Fail, null),

        // What was set aside is told where it would have broken the clause, and where nothing else was checked.
        { Aside: { } reason } when Checked == 0 || AsideBroken => (Verdict.Inconclusive, reason),
        { Checked: 0 } => (Verdict.Inconclusive, Untested),
        _ => (Verdict.Pass, null),
    };
}
