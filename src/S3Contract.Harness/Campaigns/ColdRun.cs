using System.Globalization;

namespace S3Contract.Harness.Campaigns;

/// <summary>What a run comes to when each hook was started as Juju does.</summary>
/// <param name="Run">The run: the one that counts.</param>
internal sealed record ColdRun(CaseRun Run)
{
    /// <summary>Was each hook of it started as Juju does, as far as is known?</summary>
    public bool IsCold { get; init; }

    /// <summary>The step from which the run was another before, when its hooks could be started in another way; null if it was the same.</summary>
    public int? DiffersAt { get; init; }

    /// <summary>How its hooks were started before, in a word.</summary>
    public string Elsewise { get; init; } = "warm";

    /// <summary>Is it another each time, however its hooks are started?</summary>
    public bool IsNondeterministic { get; init; }

    /// <summary>Did it go another way only because of how its hooks were started?</summary>
    public bool OnlyWarmDiffers => DiffersAt is not null && !IsNondeterministic;

    /// <summary>What is to be told of a difference, for people; null if there is none.</summary>
    /// <param name="script">What ran.</param>
    public string? Notice(string script) => DiffersAt is not { } step ? null
        : IsNondeterministic
            ? string.Create(CultureInfo.InvariantCulture, $"the charm is not deterministic: {script} went another way at step {step} when it ran again; what counts is how it went cold")
            : string.Create(CultureInfo.InvariantCulture, $"only {Elsewise}: {script} went another way at step {step} than where hooks start cold; no fault of the charm, so what counts is how it goes cold");
}
